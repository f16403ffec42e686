using System.Collections.Immutable;
using System.Security.Cryptography;
using TrustBot.Core.Import;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Scheduling;
using PairRow = TrustBot.Core.Import.PairRow;

namespace TrustBot.Programmes;

/// <param name="Channel">Where people of an import can be written to at once, under their own id; null when a channel has to find them by mail first.</param>
public sealed record Newcomers(string? Channel);

public enum RowFate
{
    New,

    /// <summary>Whatever became of it since: an import never brings back who has left.</summary>
    AlreadyHere,

    /// <summary>The two were a pair, and both and the coordinator have read that it ends: the same row does not begin it again.</summary>
    Ended,

    Refused,

    /// <summary>One of the two asked to be forgotten: nobody is made anew without their own wish.</summary>
    Forgotten,
}

public sealed record RowOutcome(int Line, RowFate Fate, string Mentor, string Mentee)
{
    public override string ToString() => $"RowOutcome, line {Line}, {Fate}";
}

/// <param name="Rows">One for each good row of the file, in its order.</param>
public sealed record ImportReport(ImmutableArray<RowOutcome> Rows)
{
    /// <summary>One for each contact that good rows name.</summary>
    public ImmutableArray<ContactOutcome> Contacts { get; init; } = [];

    public int NewContacts => Contacts.Count(contact => contact.Fate == ContactFate.New);

    public int Count(RowFate fate) => Rows.Count(row => row.Fate == fate);
}

/// <summary>
/// A file of pairs, tried or stored by the same code. Every step finds what an earlier run left, so that running it again finishes a run
/// that was cut short, and changes nothing after one that was not.
/// </summary>
public sealed class ImportRun(PersonStore people, PairEngine engine, ProgrammeStore programmes, KeyedHash hash, StoryClock clock, House house, Newcomers newcomers, Finding finding, ContactImport contacts)
{
    private const int AtOnce = 32;

    private sealed record Members((Person Person, bool Known) Mentor, (Person Person, bool Known) Mentee)
    {
        public bool AnyForgotten => Mentor.Person.IsForgotten || Mentee.Person.IsForgotten;
    }

    /// <summary>Looks people up, decides, and stores nothing.</summary>
    public async ValueTask<ImportReport> TryAsync(Programme programme, PersonId coordinator, PairsFile file, CancellationToken cancellation) =>
        await ReportAsync(file, row => RowAsync(programme, coordinator, row, store: false, cancellation), cancellation) with { Contacts = await contacts.TryAsync(programme, file, cancellation) };

    public async ValueTask<ImportReport> RunAsync(Programme programme, PersonId coordinator, PairsFile file, CancellationToken cancellation)
    {
        await programmes.AuditAsync(programme.Id, new AuditEntry("imported", coordinator), cancellation);
        await IndexAsync(programme, file, cancellation);
        var report = await ReportAsync(file, row => RowAsync(programme, coordinator, row, store: true, cancellation), cancellation);
        return report with { Contacts = await contacts.RunAsync(programme, coordinator, file, cancellation) };
    }

    /// <summary>Pairs are listed in the order of the file, whichever of them is decided first.</summary>
    private async ValueTask IndexAsync(Programme programme, PairsFile file, CancellationToken cancellation) =>
        await programmes.AddPairsAsync(programme.Id, [.. (await EachAsync(file, async row => await MembersAsync(programme, row, store: true, cancellation), cancellation)).Where(members => !members.AnyForgotten).Select(members => IdOf(programme, members))], cancellation);

    private static async ValueTask<ImportReport> ReportAsync(PairsFile file, Func<PairRow, ValueTask<RowOutcome>> handle, CancellationToken cancellation) =>
        new([.. await EachAsync(file, handle, cancellation)]);

    private static async ValueTask<T[]> EachAsync<T>(PairsFile file, Func<PairRow, ValueTask<T>> handle, CancellationToken cancellation)
    {
        var outcomes = new T[file.Rows.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, outcomes.Length, options, async (i, _) => outcomes[i] = await handle(file.Rows[i]));
        return outcomes;
    }

    private async ValueTask<RowOutcome> RowAsync(Programme programme, PersonId coordinator, PairRow row, bool store, CancellationToken cancellation)
    {
        var members = await MembersAsync(programme, row, store, cancellation);
        var (mentor, mentee) = members;
        if (members.AnyForgotten)
            return new RowOutcome(row.Line, RowFate.Forgotten, row.MentorName ?? NameFrom(row.Mentor), row.MenteeName ?? NameFrom(row.Mentee));
        var id = IdOf(programme, members);
        var input = new Input.Proposed(id, programme.Id, mentor.Person.Id, mentee.Person.Id, coordinator, new Words(row.Reason ?? ""), row.Cohort);
        var fate = mentor.Known && mentee.Known
            ? await DecideAsync(input, store, cancellation)
            : FateOf(PairMachine.Decide(new PairView(null, mentor.Person, mentee.Person, programme, house, Opened.Nothing), input, clock.Now));
        return new RowOutcome(row.Line, fate, mentor.Person.Name, mentee.Person.Name);
    }

    private async ValueTask<Members> MembersAsync(Programme programme, PairRow row, bool store, CancellationToken cancellation) => new(
        await PersonAsync(row.Mentor, Draft(programme, row.Mentor, row.MentorName, row.MentorLanguage, row.MentorZone), store, cancellation),
        await PersonAsync(row.Mentee, Draft(programme, row.Mentee, row.MenteeName, row.MenteeLanguage, row.MenteeZone), store, cancellation));

    private PairId IdOf(Programme programme, Members members) => hash.PairOf(programme.Id, members.Mentor.Person.Id, members.Mentee.Person.Id);

    private async ValueTask<RowFate> DecideAsync(Input.Proposed input, bool store, CancellationToken cancellation)
    {
        if (await engine.ReadAsync(input.Id, cancellation) is { } pair)
            return pair.Joining is JoiningState.Joined && !pair.IsLiving ? RowFate.Ended : RowFate.AlreadyHere;
        return FateOf(store ? await engine.HandleAsync(input.Id, input, cancellation) : await engine.TryAsync(input.Id, input, cancellation));
    }

    private static RowFate FateOf(Decision decision) => decision.Pair is null ? RowFate.Refused : RowFate.New;

    private async ValueTask<(Person Person, bool Known)> PersonAsync(Mail mail, Person draft, bool store, CancellationToken cancellation)
    {
        if (store)
        {
            var person = await people.EnsureAsync(mail.Value, draft, cancellation);
            if (person is { Address: null, IsForgotten: false })
                finding.Look(person.Id, mail.Value);
            return (person, true);
        }
        var id = await people.FindByMailAsync(mail.Value, cancellation);
        var known = id is { } found ? await people.ReadAsync(found, cancellation) : null;
        return (known ?? draft, known is not null);
    }

    private Person Draft(Programme programme, Mail mail, string? name, string? language, string? zone)
    {
        var id = new PersonId(RandomNumberGenerator.GetHexString(24, lowercase: true));
        var named = Languages.FromCode(language);
        return new Person
        {
            Id = id,
            Name = name ?? NameFrom(mail),
            Language = named ?? programme.Language,
            LanguageChosen = named is not null,
            Hours = zone is null ? programme.Hours : programme.Hours with { Zone = zone },
            Address = newcomers.Channel is { } channel ? new Address(channel, id.Value) : null,
        };
    }

    /// <summary>"Bo Lind" from bo.lind@example.org: a title needs something to call a person by.</summary>
    private static string NameFrom(Mail mail)
    {
        var words = mail.Value[..mail.Value.IndexOf('@', StringComparison.Ordinal)].Split('.', '_', '-', '+').Where(word => word.Length > 0);
        return string.Join(' ', words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
