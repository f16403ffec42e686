using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Safety;

namespace TrustBot.Tests.Transcripts;

/// <summary>What people do, by ids rather than by what they read: for the way to where a story or a property begins.</summary>
public sealed partial class World
{
    public void Propose(PersonId mentor, PersonId mentee, string reason = "")
    {
        Handle(PairOf(mentor, mentee), new Input.Proposed(PairOf(mentor, mentee), Programme.Id, mentor, mentee, Coordinator, new Words(reason), null));
        Run();
    }

    public void Invite(PairId pair)
    {
        Handle(pair, new Input.Invited(Now));
        Run();
    }

    /// <summary>From now on nothing reaches them, until they do something themselves.</summary>
    public void Lose(PersonId id)
    {
        if (people[id].LostAt is null)
            Change(people[id] with { Reach = Reach.Removed, LostAt = Now });
        Run();
    }

    /// <summary>Whoever does something is there.</summary>
    private void Find(PersonId id)
    {
        if (people[id].LostAt is null)
            return;
        Change(people[id] with { Reach = Reach.Here, LostAt = null });
        outbox.Release(id, Now);
        Run();
    }

    private void Change(Person changed)
    {
        people[changed.Id] = changed with { Revision = changed.Revision + 1 };
        foreach (var pair in changed.Pairs)
            Handle(pair, new Input.PersonChanged(changed.Id));
    }

    /// <summary>The buttons that were pressed, and whether a window opened.</summary>
    public HashSet<(ActionId Action, bool Opened)> Presses { get; } = [];

    public (Form? Form, FormReply? Reply) Press(PersonId by, PairId? pair, string action, string? argument = null, SendKey? from = null)
    {
        var pressed = Take(by, pair, action, argument, from);
        Presses.Add((new ActionId(action), pressed.Form is not null));
        return pressed;
    }

    private (Form? Form, FormReply? Reply) Take(PersonId by, PairId? pair, string action, string? argument, SendKey? from)
    {
        Find(by);
        if (action.StartsWith(SafetyActions.Prefix, StringComparison.Ordinal))
            return PressSafety(by, new ActionId(action), argument);
        if (action == PeopleActions.Promise.Value && Promise.AnswerOf(argument) is { } answer)
            Programme = Promise.Answered(Programme, by, answer.Promised) ?? Programme;
        if (action.StartsWith(PeopleActions.Prefix, StringComparison.Ordinal))
        {
            var decision = Handle(by, new PersonInput.Pressed(new ActionId(action), argument, from, pair));
            Run();
            return (decision.Form, decision.Reply);
        }
        var ruled = Handle(pair ?? Pairs.First(), new Input.Pressed(by, new ActionId(action), argument, from));
        Run();
        return (ruled.Form, ruled.Reply);
    }

    public FormReply? Submit(PersonId by, Form form, IEnumerable<KeyValuePair<string, string>> answers)
    {
        Find(by);
        var opener = form.From is { } from && sent.TryGetValue(from, out var item) ? item.Pair : null;
        var words = new FormAnswers(answers.ToImmutableDictionary(answer => answer.Key, answer => new Words(answer.Value)));
        if (form.Id.Value.StartsWith(SafetyActions.Prefix, StringComparison.Ordinal))
            return SubmitSafety(by, form, words);
        var reply = form.Pair is { } pair
            ? Handle(pair, new Input.Submitted(by, form.Id, form.Argument, words, form.Nonce, form.BasedOn, form.From)).Reply
            : Handle(by, new PersonInput.Submitted(form.Id, form.Argument, words, form.Nonce, form.From, opener)).Reply;
        Run();
        return reply;
    }

    public void Join(PairId pair)
    {
        Propose(Seats(pair).Mentor, Seats(pair).Mentee);
        Invite(pair);
        foreach (var member in Members(pair))
            Press(member, pair, "joining.join.v1");
    }

    /// <summary>All three pages, as the example pair answers them, except where <paramref name="answers"/> says otherwise.</summary>
    public void Answer(PersonId by, PairId pair, IReadOnlyDictionary<string, string>? answers = null)
    {
        var form = Press(by, pair, "kickoff.open.v1").Form;
        while (form is not null)
        {
            var filled = Fields(form).ToDictionary(field => field.Name, field => answers?.GetValueOrDefault(field.Name) ?? field.Example ?? "");
            form = (Submit(by, form, filled) as FormReply.Next)?.Form;
        }
    }

    /// <summary>Both pick the lighter line of the one gap that the example pair has.</summary>
    public void Agree(PairId pair)
    {
        foreach (var member in Members(pair))
            Answer(member, pair);
        foreach (var member in Members(pair))
            Press(member, pair, "kickoff.pick.v1", "often=1");
    }

    public void Sign(PersonId by, PairId pair)
    {
        if (Press(by, pair, "kickoff.read.v1").Form is { } form)
            Submit(by, form, []);
    }

    public void SignBoth(PairId pair)
    {
        Agree(pair);
        foreach (var member in Members(pair))
            Sign(member, pair);
    }

    public static IEnumerable<Field> Fields(Form form) => form.Parts.OfType<FormPart.Question>().Select(question => question.Field);

    private static PersonId[] Members(PairId pair) => [Seats(pair).Mentor, Seats(pair).Mentee];

    private static (PersonId Mentor, PersonId Mentee) Seats(PairId pair) => pair.Value.Split('-') is [var mentor, var mentee]
        ? (new PersonId(mentor), new PersonId(mentee))
        : throw new InvalidOperationException($"{pair} is no pair of this world.");
}
