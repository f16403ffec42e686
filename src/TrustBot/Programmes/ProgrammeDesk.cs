using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Scheduling;

namespace TrustBot.Programmes;

/// <summary>What a coordinator changes about a programme, each with its audit row.</summary>
public sealed class ProgrammeDesk(ProgrammeStore programmes, PersonStore people, PairEngine engine, StoryClock clock, Newcomers newcomers)
{
    public static readonly ProgrammeId Default = new("spring");

    private const string CoordinatorMail = "kim.berger@example.org";
    private const string HomeZone = "Europe/Berlin";

    /// <summary>At the first start there is somebody to be coordinator, and a programme to import into. Later starts change nothing.</summary>
    public async ValueTask<Programme> EnsureDefaultAsync(CancellationToken cancellation)
    {
        if (await programmes.ReadFreshAsync(Default, cancellation) is { } stored)
            return stored;
        var hours = WorkingHours.UsualIn(HomeZone);
        var kim = await people.EnsureAsync(CoordinatorMail, Kim(hours), cancellation);
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
            Contacts = [new Contact("Noor Haddad", "staff counsellor")],
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

    public ValueTask<Programme?> SaveSettingsAsync(
        ProgrammeId id, PersonId by, string name, Language language, ImmutableArray<Contact> contacts, ChannelId? wins, CancellationToken cancellation) =>
        programmes.ChangeAsync(
            id,
            programme => programme with { Name = name, Language = language, Contacts = contacts, WinsChannel = wins, Revision = programme.Revision + 1 },
            new AuditEntry("settings-saved", by),
            tellPairs: false,
            cancellation);

    private Person Kim(WorkingHours hours)
    {
        var id = new PersonId("kim");
        return new Person
        {
            Id = id,
            Name = "Kim Berger",
            Language = Language.English,
            Hours = hours,
            Address = newcomers.Channel is { } channel ? new Address(channel, id.Value) : null,
        };
    }
}
