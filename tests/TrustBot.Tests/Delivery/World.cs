using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Text;
using TrustBot.Cases;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Programmes;
using TrustBot.Scheduling;
using TrustBot.Simulation;
using TrustBot.Storage;

namespace TrustBot.Tests.Delivery;

/// <summary>The real engine, courier and waker over a table in memory: Bo is mentored by Ana in the programme "spring", on a Tuesday at ten.</summary>
internal sealed class World
{
    public static readonly PersonId Ana = new("ana");
    public static readonly PersonId Bo = new("bo");
    public static readonly PairId Pair = new("p1");
    public static readonly ProgrammeId Spring = new("spring");

    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(n => (byte)n)];

    private int minted;

    private readonly bool alone;
    private readonly Func<PersonStore, Places, IChannel>? other;

    /// <param name="system">Only where somebody else has to look at the same clock.</param>
    /// <param name="other">Another channel, beside the one by script.</param>
    public World(bool canFind = true, bool alone = true, FakeTimeProvider? system = null, Func<PersonStore, Places, IChannel>? other = null, Pace? pace = null)
    {
        (this.alone, this.other) = (alone, other);
        System = system ?? NewTime();
        Channel = new ScriptedChannel(canFind) { Pace = pace ?? Pace.Unlimited, PacesRedraws = pace is not null };
        First = Here = new Node(this, "first", alone);
    }

    /// <summary>A process keeps the one that it was started with.</summary>
    public MemoryTable Table { get; set; } = new();

    public FakeTimeProvider System { get; }

    public static FakeTimeProvider NewTime() => new(InstantPattern.General.Parse("2026-03-03T09:00:00Z").Value.ToDateTimeOffset());

    /// <summary>Like the file beside the key: it outlives the store.</summary>
    public ErasedLog Erased { get; } = new(null);

    public ScriptedChannel Channel { get; }

    public Node First { get; }

    /// <summary>The process at work now.</summary>
    public Node Here { get; private set; }

    public Instant Now => Here.Clock.Now;

    /// <summary>Another process over the same store: after a kill, or beside the first.</summary>
    public Node Start(string id, bool alone = true) => Here = new Node(this, id, alone);

    /// <summary>Whoever was let down does the same again: a person presses once more, a platform repeats its request, a process starts anew.</summary>
    public async Task SurviveAsync(Func<Task> step)
    {
        for (var tries = 0; tries < 3; tries++)
        {
            try
            {
                await step();
                return;
            }
            catch (SimulatedCrashException)
            {
                Start(alone ? "first" : $"next-{tries}", alone);
            }
            catch (StoreUnavailableException)
            {
                // The process lives on.
            }
        }
        Assert.Fail("One fault stopped a step three times.");
    }

    /// <summary>Minutes pass, one by one, and the waker looks at each.</summary>
    public async Task PassAsync(Duration time)
    {
        for (var end = Now + time; Now < end;)
        {
            System.Advance(TimeSpan.FromTicks(Math.Min((end - Now).BclCompatibleTicks, TimeSpan.TicksPerMinute)));
            await Here.Waker.RunUntilIdleAsync(TestContext.Current.CancellationToken);
        }
    }

    public async Task ProposeAsync(string reason = "")
    {
        var cancellation = TestContext.Current.CancellationToken;
        var hours = WorkingHours.UsualIn("Europe/Berlin");
        await Here.People.EnsureAsync("ana@example.org", PersonOf(Ana, "Ana Ruiz", hours), cancellation);
        await Here.People.EnsureAsync("bo@example.org", PersonOf(Bo, "Bo Lind", hours), cancellation);
        await Here.Programmes.EnsureAsync(new Programme
        {
            Id = Spring,
            Name = "Spring",
            Coordinator = new PersonId("kim"),
            CoordinatorName = "Kim Berger",
            Cadence = Cadence.EveryTwoWeeks(new LocalDate(2026, 3, 3)),
            Language = Language.English,
            Hours = hours,
        }, cancellation);
        await Here.Pairs.HandleAsync(Pair, new Input.Proposed(Pair, Spring, Ana, Bo, new PersonId("kim"), new Words(reason), null), cancellation);
    }

    public async Task InviteAsync(string reason = "")
    {
        await ProposeAsync(reason);
        await Here.Pairs.HandleAsync(Pair, new Input.Invited(Now), TestContext.Current.CancellationToken);
    }

    public ValueTask<Form?> PressAsync(PersonId by, string action, string? argument = null, SendKey? from = null) =>
        Here.Inbox.PressAsync(by, Pair, new ActionId(action), argument, from, TestContext.Current.CancellationToken);

    public Task IdleAsync() => Here.Waker.RunUntilIdleAsync(TestContext.Current.CancellationToken).AsTask();

    public IReadOnlyList<ScriptedChannel.Seen> PostsOf(PersonId person) => [.. Channel.Posts.Where(post => post.To == person.Value)];

    /// <summary>The ledger of the pair, in the order of its keys.</summary>
    public async Task<IReadOnlyList<SendRow>> LedgerAsync() => await RowsAsync<SendRow>(Tables.Pairs, Pair.Value, "send");

    public async Task<IReadOnlyList<T>> RowsAsync<T>(string table, string id, string kind)
    {
        var (from, until) = Keys.All(kind);
        var rows = await Table.ReadRangeAsync(table, Keys.Partition(id), from, until, 0, TestContext.Current.CancellationToken);
        return [.. rows.Select(row => PairJson.Read<T>(row.Data))];
    }

    private static Person PersonOf(PersonId id, string name, WorkingHours hours) => new()
    {
        Id = id,
        Name = name,
        Language = Language.English,
        LanguageChosen = true,
        Hours = hours,
        HoursChosen = true,
        Address = new Address("test", id.Value),
    };

    internal sealed class Node
    {
        public Node(World world, string id, bool alone)
        {
            ITable table = world.Table;
            var system = world.System;
            var ids = new IdMinter(count => [.. BitConverter.GetBytes(++world.minted).Reverse(), .. new byte[count - sizeof(int)]]);
            var instance = new Instance(id, alone);
            var gate = new KeyedGate();
            var house = new House("the tests", null, StoreKind.Embedded);
            Clock = new StoryClock(system);
            Nudges = new Nudges(system);
            Hints = new Hints(table, system, ids);
            var places = new Places(table);
            People = new PersonStore(table, new KeyedHash(Key), places, Clock, system, gate, Hints, Nudges, instance);
            Programmes = new ProgrammeStore(table, Clock, system, gate, Hints, Nudges, ids);
            Safe = new WordsSafe(table, new Sealer(Key));
            var reader = new PairReader(table, People, Programmes, Safe, house);
            Pairs = new PairEngine(table, reader, Safe, People, Programmes, Hints, Nudges, gate, Clock, ids);
            var persons = new PersonReader(People, Programmes, reader, house);
            Data = new OwnData(table, Safe);
            Links = new DataLinks(table, system, new DataLinkSettings());
            Persons = new PersonEngine(table, People, persons, Pairs, Data, Links, Hints, Nudges, gate, Clock, ids);
            CaseStore = new CaseStore(table);
            var safe = new CaseSafe(table, new Sealer(Key));
            var cases = new CaseReader(CaseStore, safe, People, persons, Programmes);
            Cases = new CaseEngine(table, cases, CaseStore, safe, Hints, Nudges, gate, Clock, ids);
            Eraser = new Eraser(table, People, Pairs, Cases, world.Erased, Clock, NullLogger<Eraser>.Instance);
            Promises = new Promises(Programmes, Persons);
            Inbox = new Inbox(Pairs, Persons, Cases, Promises, People, Clock);
            IChannel[] channels = world.other is { } make ? [world.Channel, make(People, places)] : [world.Channel];
            var pacing = new Pacing(system, channels.ToDictionary(channel => channel.Name, channel => channel.Pace));
            Carrier = new Carrier(channels, pacing, system, NullLogger<Carrier>.Instance);
            Courier = new Courier(table, new Desks(table, reader, People, persons, cases), Carrier, Clock, system, instance, ids, NullLogger<Courier>.Instance);
            Dispatcher = new Dispatcher(Pairs, Persons, Cases, Programmes, Eraser, Courier, Hints, Nudges, Clock, NullLogger<Dispatcher>.Instance);
            Waker = new Waker(Hints, Dispatcher, gate, Nudges, Clock, system, instance, new WakerSettings(1), NullLogger<Waker>.Instance);
            var walk = new Walk(Programmes, reader, CaseStore);
            Unreadable = new Unreadable(NullLogger<Unreadable>.Instance);
            Repair = new Repair(table, walk, reader, CaseStore, People, Hints, Clock, Unreadable);
            Waiting = new Waiting(table, walk, Hints, Nudges, Clock);
            Retention = new Retention(table, walk, reader, CaseStore, Programmes, Eraser, Clock, Unreadable);
            Leases = new Leases(table, system, instance);
        }

        public StoryClock Clock { get; }

        public Nudges Nudges { get; }

        public Carrier Carrier { get; }

        public Hints Hints { get; }

        public PersonStore People { get; }

        public ProgrammeStore Programmes { get; }

        public WordsSafe Safe { get; }

        public PairEngine Pairs { get; }

        public PersonEngine Persons { get; }

        public CaseStore CaseStore { get; }

        public CaseEngine Cases { get; }

        public Promises Promises { get; }

        public OwnData Data { get; }

        public DataLinks Links { get; }

        public Eraser Eraser { get; }

        public Inbox Inbox { get; }

        public Courier Courier { get; }

        public Dispatcher Dispatcher { get; }

        public Waker Waker { get; }

        public Unreadable Unreadable { get; }

        public Repair Repair { get; }

        public Waiting Waiting { get; }

        public Retention Retention { get; }

        public Leases Leases { get; }
    }
}
