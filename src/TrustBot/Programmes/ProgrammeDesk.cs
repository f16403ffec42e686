using System.Collections.Immutable;
using System.Security.Cryptography;
using NodaTime;
using TrustBot.Cases;
using TrustBot.Core.Import;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Scheduling;

namespace TrustBot.Programmes;

/// <param name="Mail">Null to leave the person as they are.</param>
/// <param name="Person">Who this was before; null for a new row.</param>
public sealed record ContactDraft(string Name, string Job, Mail? Mail, PersonId? Person, bool Outside)
{
    public override string ToString() => "ContactDraft";
}

/// <param name="Emergency">Null for none.</param>
/// <param name="Wins">Likewise.</param>
public sealed record SettingsDraft(string Name, Language Language, ImmutableArray<ContactDraft> Contacts, string? Emergency, ChannelId? Wins, KeptDays Kept);

/// <summary>What a coordinator changes about a programme, each with its audit row.</summary>
public sealed class ProgrammeDesk(ProgrammeStore programmes, PersonStore people, PairEngine engine, Promises promises, StoryClock clock, Newcomers newcomers, Finding finding)
{
    public static readonly ProgrammeId Default = new("spring");

    private const string CoordinatorMail = "kim.berger@example.org";
    private const string ContactMail = "noor.haddad@example.org";
    private const string HomeZone = "Europe/Berlin";

    /// <summary>At the first start there is somebody to be coordinator, somebody to talk to, and a programme to import into. Later starts change nothing.</summary>
    public async ValueTask<Programme> EnsureDefaultAsync(CancellationToken cancellation)
    {
        var programme = await programmes.ReadFreshAsync(Default, cancellation) ?? await MakeDefaultAsync(cancellation);
        await promises.AskAsync(programme, cancellation);
        return programme;
    }

    private async ValueTask<Programme> MakeDefaultAsync(CancellationToken cancellation)
    {
        var hours = WorkingHours.UsualIn(HomeZone);
        var kim = await people.EnsureAsync(CoordinatorMail, PersonOf(new PersonId("kim"), "Kim Berger", Language.English, hours), cancellation);
        var noor = await people.EnsureAsync(ContactMail, PersonOf(new PersonId("noor"), "Noor Haddad", Language.English, hours), cancellation);
        var today = clock.Now.InZone(DateTimeZoneProviders.Tzdb[HomeZone]).Date;
        var tuesday = today.DayOfWeek == IsoDayOfWeek.Tuesday ? today : today.Next(IsoDayOfWeek.Tuesday);
        return await programmes.EnsureAsync(new Programme
        {
            Id = Default,
            Name = "Spring",
            Coordinator = kim.Id,
            CoordinatorName = kim.Name,
            Cadence = Cadence.EveryTwoWeeks(tuesday),
            Language = Language.English,
            Hours = hours,
            Contacts = [new Contact(noor.Name, "staff counsellor") { Person = noor.Id, Outside = true }],
            Emergency = "112",
        }, cancellation);
    }

    /// <summary>All pairs hear of it.</summary>
    /// <param name="basedOn">The revision that the coordinator looked at.</param>
    /// <returns>Null when somebody changed the programme meanwhile; nothing is stored then.</returns>
    public ValueTask<Programme?> SetCadenceAsync(ProgrammeId id, PersonId by, Cadence cadence, int basedOn, CancellationToken cancellation) =>
        programmes.ChangeAsync(
            id,
            programme => programme.Revision == basedOn ? programme with { Cadence = cadence, Revision = basedOn + 1 } : null,
            new AuditEntry("cadence-set", by),
            tellPairs: true,
            cancellation);

    /// <param name="cadence">Null to follow the programme again.</param>
    public async ValueTask SetPairCadenceAsync(Programme programme, PersonId by, PairId pair, Cadence? cadence, CancellationToken cancellation)
    {
        await programmes.AuditAsync(programme.Id, new AuditEntry("pair-cadence-set", by), cancellation);
        await engine.HandleAsync(pair, new Input.CadenceSet(cadence), cancellation);
    }

    /// <summary>Contacts who are new are asked for their promise; one who stays keeps what they answered.</summary>
    public async ValueTask<Programme?> SaveSettingsAsync(Programme before, PersonId by, SettingsDraft draft, CancellationToken cancellation)
    {
        var found = await FindAsync(draft.Contacts, draft.Language, before.Hours, cancellation);
        var saved = await programmes.ChangeAsync(
            before.Id,
            programme => draft.Kept.In(programme) with
            {
                Name = draft.Name,
                Language = draft.Language,
                Contacts = [.. found.DistinctBy(one => one.Person?.Value ?? one.Draft.Name).Select(one => ContactOf(programme, one.Draft, one.Person))],
                Emergency = draft.Emergency,
                WinsChannel = draft.Wins,
                Revision = programme.Revision + 1,
            },
            new AuditEntry("settings-saved", by),
            tellPairs: false,
            cancellation);
        if (saved is not null)
            await promises.AskAsync(saved, cancellation);
        return saved;
    }

    /// <summary>Adds those who are not there yet, as many as there is room for, and asks them for their promise. Nobody who is there is changed.</summary>
    public async ValueTask<Programme?> AddContactsAsync(Programme before, PersonId by, ImmutableArray<ContactDraft> drafts, CancellationToken cancellation)
    {
        var found = (await FindAsync(drafts, before.Language, before.Hours, cancellation)).DistinctBy(one => one.Person).ToList();
        var saved = await programmes.ChangeAsync(
            before.Id,
            programme => found.Where(one => programme.Contacts.All(contact => contact.Person != one.Person)).Select(one => ContactOf(programme, one.Draft, one.Person)).ToList() is { Count: > 0 } added
                ? programme with { Contacts = [.. programme.Contacts.Concat(added).Take(Programme.MostContacts)], Revision = programme.Revision + 1 }
                : null,
            new AuditEntry("contacts-added", by),
            tellPairs: false,
            cancellation);
        if (saved is not null)
            await promises.AskAsync(saved, cancellation);
        return saved;
    }

    /// <summary>Somebody who was forgotten asked for it themselves. The entry says that it was done, and not to whom.</summary>
    public async ValueTask<Welcome> WelcomeBackAsync(ProgrammeId id, PersonId by, Mail mail, CancellationToken cancellation)
    {
        var welcome = await people.WelcomeBackAsync(mail.Value, cancellation);
        if (welcome == Welcome.Back)
            await programmes.AuditAsync(id, new AuditEntry("welcomed-back", by), cancellation);
        return welcome;
    }

    private async ValueTask<List<(ContactDraft Draft, PersonId? Person)>> FindAsync(ImmutableArray<ContactDraft> drafts, Language language, WorkingHours hours, CancellationToken cancellation)
    {
        var found = new List<(ContactDraft Draft, PersonId? Person)>();
        foreach (var draft in drafts)
            found.Add((draft, draft.Mail is { } mail ? await PersonAsync(mail, Newcomer(draft.Name, language, hours), cancellation) : draft.Person));
        return found;
    }

    /// <summary>A platform that can look people up does so: who is not found can't be asked for a promise.</summary>
    private async ValueTask<PersonId> PersonAsync(Mail mail, Person draft, CancellationToken cancellation)
    {
        var person = await people.EnsureAsync(mail.Value, draft, cancellation);
        if (person is { Address: null, IsForgotten: false })
            finding.Look(person.Id, mail.Value);
        return person.Id;
    }

    private static Contact ContactOf(Programme programme, ContactDraft draft, PersonId? person)
    {
        var known = programme.Contacts.FirstOrDefault(contact => contact.Person is not null && contact.Person == person);
        // Only a mail address makes somebody a contact, never an id that a form brought back.
        var id = known is not null || draft.Mail is not null ? person : null;
        return new Contact(draft.Name, draft.Job) { Person = id, Outside = draft.Outside && id != programme.Coordinator, Promised = known?.Promised };
    }

    private Person Newcomer(string name, Language language, WorkingHours hours) =>
        PersonOf(new PersonId(RandomNumberGenerator.GetHexString(24, lowercase: true)), name, language, hours);

    private Person PersonOf(PersonId id, string name, Language language, WorkingHours hours) => new()
    {
        Id = id,
        Name = name,
        Language = language,
        Hours = hours,
        Address = newcomers.Channel is { } channel ? new Address(channel, id.Value) : null,
    };
}
