using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Safety;

namespace TrustBot.Tests.Transcripts;

/// <summary>Messages to named contacts: partitions that no pair knows of.</summary>
public sealed partial class World
{
    private readonly Dictionary<CaseId, CasePartition> cases = [];

    public IEnumerable<Case> Cases => cases.Values.Select(one => one.Case!);

    /// <summary>What is kept of a case's words.</summary>
    public IEnumerable<Words> WordsOf(CaseId id) => cases[id].Words.Values;

    public CaseDecision Handle(CaseId id, CaseInput input)
    {
        var partition = cases.GetValueOrDefault(id) ?? new CasePartition();
        var needs = CaseMachine.Needs(partition.Case, input);
        var decision = CaseMachine.Decide(View(partition, input, needs), input, Now);
        if (decision.Case is null)
            return decision;
        Assert.True(ReferenceEquals(decision.Case, partition.Case) || decision.Case.Revision == (partition.Case?.Revision ?? 0) + 1, "A decision that changes something raises the revision by one.");
        partition.Case = decision.Case;
        foreach (var write in decision.Words.OfType<WordsChange.Write>())
            partition.Words.Add(write.Id, write.Words);
        foreach (var erase in decision.Words.OfType<WordsChange.Erase>())
            Assert.True(partition.Words.Remove(erase.Id));
        cases[id] = partition;
        outbox.Add(null, null, decision.Sends, Now, id);
        return decision;
    }

    /// <summary>The contact is named by the programme; asking them is a decision of its own.</summary>
    public void Name(PersonId contact, string job, bool outside, bool? promised)
    {
        Programme = Programme with { Contacts = Programme.Contacts.Add(new Contact(people[contact].Name, job) { Person = contact, Outside = outside, Promised = promised }) };
        if (promised is null)
            Handle(contact, new PersonInput.AskedToPromise(Programme.Id));
        Run();
    }

    private (Form? Form, FormReply? Reply) PressSafety(PersonId by, ActionId action, string? argument)
    {
        var form = TalkDialog.IsBegunBy(action) ? TalkDialog.Open(TalkViewOf(by))
            : argument is not null && cases.ContainsKey(new CaseId(argument)) ? Handle(new CaseId(argument), new CaseInput.Pressed(by, action)).Form
            : TalkDialog.Gone(TalkViewOf(by));
        Run();
        return (WithNonce(form, null), null);
    }

    private FormReply SubmitSafety(PersonId by, Form form, FormAnswers answers)
    {
        var id = CaseId.OfForm(form.Nonce);
        if (cases.ContainsKey(id))
            return new FormReply.Close();
        var (reply, sent) = TalkDialog.Submit(TalkViewOf(by), new Submission(form.Id, null, form.Argument, answers, form.Nonce, 0, null), id);
        if (sent is not null)
            Handle(id, sent);
        Run();
        return WithNonce(reply, null)!;
    }

    private TalkView TalkViewOf(PersonId author)
    {
        var view = View(author);
        var partners = view.Pairs.Select(mine => mine.Partner.Id).ToHashSet();
        var offered = Programme.Promised.Where(contact => contact.Person != author && !partners.Contains(contact.Person!.Value)).OrderByDescending(contact => contact.Outside);
        return new TalkView(
            view.Person,
            [.. offered.Select(contact => new OfferedContact(Programme, people[contact.Person!.Value], contact.Job, contact.Outside))],
            [.. view.Pairs.Where(mine => mine.Pair.Joining is JoiningState.Joined).Select(mine => mine.Partner.FirstName)],
            Programme.Emergency);
    }

    /// <summary>What retention does, some time after the end.</summary>
    public void SweepCases()
    {
        foreach (var (id, _) in cases.Where(one => one.Value.Case!.IsOver(Now, Programme.CaseDays)).ToList())
            cases.Remove(id);
    }

    private CaseView View(CasePartition partition, CaseInput? input, ImmutableArray<WordsId> needs)
    {
        PersonId?[] involved = partition.Case is { } one ? [one.Author, one.Contact, one.Backup]
            : input is CaseInput.Sent sent ? [sent.By, sent.Contact, sent.Backup] : [];
        return new CaseView(
            partition.Case,
            involved.OfType<PersonId>().Distinct().Where(people.ContainsKey).ToImmutableDictionary(id => id, id => people[id]),
            Programme,
            new Opened(needs.ToImmutableDictionary(id => id, id => partition.Words[id])));
    }

    private sealed class CasePartition
    {
        public Case? Case { get; set; }

        public Dictionary<WordsId, Words> Words { get; } = [];
    }
}
