using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Closing;
using TrustBot.Core.Joining;
using TrustBot.Core.Pairs;
using TrustBot.Core.Programmes;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Simulation.Laws;
using TrustBot.Storage;

namespace TrustBot.Simulation;

/// <summary>One seed: the program, its table, its chats, its people, and the years that they live.</summary>
internal sealed class World
{
    public static readonly ImmutableArray<string> Zones =
        ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati", "Asia/Kolkata", "Africa/Cairo"];

    private static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 8, 0);
    private static readonly InstantPattern Minute = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmm");
    private static readonly ImmutableArray<Duration> ChatOutages = [Duration.FromHours(1), Duration.FromHours(2), Duration.FromHours(6), Duration.FromHours(12), Duration.FromDays(3)];
    private static readonly ImmutableArray<Duration> StoreOutages = [Duration.FromMinutes(5), Duration.FromHours(1), Duration.FromHours(8), Duration.FromDays(2)];
    private static readonly Duration BetweenWakes = Duration.FromSeconds(20);
    /// <summary>While no hint is put: what is due was looked at, and a hint that is kept for other nodes' sake is kept for so long.</summary>
    private static readonly Duration BetweenIdleWakes = Duration.FromMinutes(2);

    private static readonly Duration BetweenRepairs = Duration.FromDays(14);
    private static readonly Duration BetweenSweeps = Duration.FromDays(120);
    private static readonly Duration BetweenRests = Duration.FromDays(180);

    private readonly Settings settings;
    private readonly Instant end;
    private readonly MemoryTable memory;
    private readonly Weather storeWeather;
    private readonly ImmutableArray<Weather> chatWeathers;
    private readonly SimulatedLog logs;
    private readonly bool repairs;
    private readonly Population people;
    private readonly Travels travels;
    private Instant lastWake = Instant.MinValue;
    private long hintsPut;
    private Instant nextSweep = Start + BetweenSweeps;
    private Instant nextRepair = Start + Duration.FromDays(1);
    private Instant nextRest = Start + BetweenRests;

    public World(Settings settings)
    {
        this.settings = settings;
        end = Start + Duration.FromDays(settings.Years * 365.25);
        var dice = new Dice(settings.Seed * 7919 + 17);
        Time = new VirtualTime(Start);
        Log = new EventLog(Time, settings.Trace);
        logs = new SimulatedLog(Log);
        memory = new MemoryTable(settings.Seed << 40);
        Table = new Witness(memory, Time, Log);
        storeWeather = new Weather(dice.Split(), Start, end, 200, StoreOutages);
        chatWeathers = [new Weather(dice.Split(), Start, end, 300, ChatOutages), new Weather(dice.Split(), Start, end, 300, ChatOutages)];
        Chats = [new FakeChat("slack", true, Time, chatWeathers[0], Log), new FakeChat("teams", false, Time, chatWeathers[1], Log)];
        Canaries.PairOf = PairOf;
        Laws = new Statute(memory, Table, Canaries, Consents, logs, Time);
        (repairs, var alone, var ids) = (dice.Chance(0.5), dice.Chance(0.5), dice.Split());
        var minter = new IdMinter(ids.Bytes);
        Host = new Host(() => Begin(minter, alone), Time, Log, Laws.AfterStep);
        people = new Population(this, dice.Split(), settings.Pairs);
        Table.Slots.CadenceOf = pair => pair.Cadence ?? CadenceOf(pair.Programme);
        Table.Faults = (_, _, _) => storeWeather.Strikes(Time.Now, 0.002) ? (WriteFault)(1 + storeWeather.Below(4)) : WriteFault.None;
        Table.Sends.Sent = (partition, row, sent) => Statute.Sent(Chats.Select(chat => chat[sent.Reference]).FirstOrDefault(post => post is not null), partition, row);
        var crowd = new Crowd(this, people, dice.Split());
        foreach (var chat in Chats)
            chat.Arrived = (post, begun, isNew) => Arrived(chat, crowd, post, begun, isNew);
        people.Found();
        _ = new Coordinators(this, people, dice.Split());
        _ = new Purposes(this, people, crowd, dice.Split());
        travels = new Travels(this, people, crowd, dice.Split());
        foreach (var chat in Chats)
            chat.Refuses = travels.Refuses;
    }

    public VirtualTime Time { get; }

    public EventLog Log { get; }

    public Witness Table { get; }

    public ImmutableArray<FakeChat> Chats { get; }

    public Canaries Canaries { get; } = new();

    public Promises Promises { get; } = new();

    public Consents Consents { get; } = new();

    public MemoryTable Memory => memory;

    public Agenda Agenda { get; } = new();

    public Statute Laws { get; }

    public Host Host { get; }

    public static Report Run(Settings settings)
    {
        World? world = null;
        string? failure = null;
        try
        {
            world = new World(settings);
            world.Live();
        }
        catch (BrokenLawException e)
        {
            failure = e.Message;
        }
        return new Report(settings.Seed, world?.Log.Hash ?? "", failure, world is null ? [] : [.. world.Log.Last()], world?.Counts() ?? new SortedDictionary<string, long>());
    }

    private void Live()
    {
        while (Time.Now < end)
        {
            if (Time.Now >= nextRest)
            {
                Rest();
                nextRest = Time.Now + BetweenRests;
            }
            Advance(Agenda.Next);
        }
        Rest();
    }

    /// <summary>A day without faults, and without people: then everything that is due must be done.</summary>
    private void Rest()
    {
        Log.Add("rest", "");
        (storeWeather.Calm, chatWeathers[0].Calm, chatWeathers[1].Calm, Table.Down) = (true, true, true, false);
        var until = Time.Now + Duration.FromHours(24);
        while (Time.Now < until)
            Advance(until, act: false);
        Laws.AtRest();
        foreach (var pair in Table.Pairs.Values.Where(pair => pair.Closing is ClosingState.Erased))
            Promises.Drop(pair.Id);
        foreach (var person in Table.People.Values.Where(person => person.IsForgotten))
            Promises.Drop(person.Id);
        Promises.Check(memory, Canaries);
        (storeWeather.Calm, chatWeathers[0].Calm, chatWeathers[1].Calm) = (false, false, false);
    }

    /// <summary>To the next thing that happens, and through it.</summary>
    private void Advance(Instant? planned, bool act = true)
    {
        var wake = NextWake();
        var job = Instant.Min(nextSweep, nextRepair);
        var next = Instant.Min(Instant.Min(wake, job), planned ?? Instant.MaxValue);
        Time.AdvanceTo(next);
        LookAtTheStore();
        if (next == planned && act)
            Agenda.Take()();
        else if (next == wake)
            Wake();
        else if (next == job)
            Jobs();
    }

    public Pair? PairOf(PairId id) => Table.Pairs.GetValueOrDefault(Keys.Partition(id.Value));

    public void LookAtTheStore() => Table.Down = storeWeather.IsDown(Time.Now);

    public void Wake()
    {
        lastWake = Time.Now;
        if (Host.Wake())
            Laws.HintsAreLost = false;
        hintsPut = Table.HintsPut;
    }

    private Instant NextWake()
    {
        if (Table.EarliestHint is not { } hint)
            return Instant.MaxValue;
        var due = Instant.Max(Minute.Parse(hint).Value, lastWake + (Table.HintsPut == hintsPut ? BetweenIdleWakes : BetweenWakes));
        return storeWeather.Calm ? due : storeWeather.EndOfOutage(due) is { } back ? Instant.Min(back, due + Duration.FromMinutes(20)) : due;
    }

    private void Jobs()
    {
        if (Time.Now >= nextSweep)
        {
            nextSweep = Time.Now + (Host.Do("sweep", node => node.Retention.RunAsync(default).Result()) ? BetweenSweeps : Duration.FromDays(1));
        }
        if (Time.Now < nextRepair)
            return;
        if (repairs)
            Host.Do("repair", node => node.Repair.RunAsync(default).Result());
        nextRepair = Time.Now + BetweenRepairs;
    }

    private Cadence? CadenceOf(ProgrammeId programme) =>
        Table.Cadences[Keys.Partition(programme.Value)] is var (cadence, since) && Time.Now - since > Duration.FromMinutes(1) ? cadence : null;

    private void Arrived(FakeChat chat, Crowd crowd, Post post, Instant begun, bool isNew)
    {
        Laws.Arrived(post, chat.CountOf(post), begun, isNew);
        crowd.Sees(post);
    }

    private Node Begin(IdMinter ids, bool alone)
    {
        ITable table = settings.Variant == Variant.SendThenSave ? new LateClaims(Table) : Table;
        IEnumerable<IChannel> channels = settings.Variant == Variant.BlindResend ? Chats.Select(chat => new BlindChannel(chat)) : Chats;
        return new Node(table, Time, channels, logs, ids, alone);
    }

    private SortedDictionary<string, long> Counts()
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal)
        {
            ["events"] = Log.Count,
            ["steps"] = Host.Steps,
            ["writes"] = Table.Writes,
            ["crashes"] = Host.Crashes,
            ["decided"] = Table.Sends.Decided,
            ["calls"] = Chats.Sum(chat => chat.Calls),
            ["slots"] = Table.Slots.Asked,
            ["answers"] = Promises.Count,
            ["cases"] = Table.CasesEver,
            ["posts"] = Chats.Sum(chat => chat.Posted),
            ["deleted"] = Canaries.Deleted.Count,
            ["ended"] = Table.Pairs.Values.Count(pair => pair is { Joining: JoiningState.Joined, IsLiving: false }),
            ["forgotten"] = Table.People.Values.Count(person => person.IsForgotten),
            ["moves"] = travels.Moves,
            ["losses"] = travels.Losses,
            ["open"] = Table.Sends.Open.Count(),
        };
        foreach (var (name, count) in Table.Sends.Ended)
            counts[name] = count;
        return counts;
    }
}
