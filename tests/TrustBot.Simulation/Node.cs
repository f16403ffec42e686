using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging;
using TrustBot.Cases;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Programmes;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.Simulation;

/// <summary>One process from start to crash: everything that the real host keeps in memory, and nothing else.</summary>
internal sealed class Node
{
    public static readonly byte[] KeyBytes = [.. Enumerable.Range(1, Sealer.KeyBytes).Select(i => (byte)i)];
    private static readonly House House = new("Hospital IT", null, StoreKind.Embedded);
    private static readonly Dictionary<string, Pace> Paces = new()
    {
        ["slack"] = new Pace(4, TimeSpan.FromSeconds(1)),
        ["teams"] = new Pace(25, TimeSpan.FromMilliseconds(150)),
    };

    private readonly PersonReader persons;
    private readonly OwnData data;
    private readonly StoryClock time;

    public Node(ITable table, TimeProvider time, IEnumerable<IChannel> channels, ILogger logs, IdMinter ids, bool alone)
    {
        var clock = new StoryClock(time);
        var gate = new KeyedGate();
        var hints = new Hints(table, time, ids);
        var instance = alone ? new Instance("only", Alone: true) : new Instance(ids.Mint(), Alone: false);
        var safe = new WordsSafe(table, new Sealer(KeyBytes));
        Nudges = new Nudges(time);
        Hash = new KeyedHash(KeyBytes);
        Programmes = new ProgrammeStore(table, clock, time, gate, hints, Nudges, ids);
        People = new PersonStore(table, Hash, new Places(table), clock, time, gate, hints, Nudges, instance);
        Reader = new PairReader(table, People, Programmes, safe, House);
        Pairs = new PairEngine(table, Reader, safe, People, Programmes, hints, Nudges, gate, clock, ids);
        var persons = new PersonReader(People, Programmes, Reader, House);
        (this.persons, data, this.time) = (persons, new OwnData(table, safe), clock);
        var personEngine = new PersonEngine(table, People, persons, Pairs, data, new DataLinks(table, time, new DataLinkSettings()), hints, Nudges, gate, clock, ids);
        var caseStore = new CaseStore(table);
        var caseSafe = new CaseSafe(table, new Sealer(KeyBytes));
        var cases = new CaseReader(caseStore, caseSafe, People, persons, Programmes);
        var caseEngine = new CaseEngine(table, cases, caseStore, caseSafe, hints, Nudges, gate, clock, ids);
        var eraser = new Eraser(table, People, Pairs, caseEngine, new ErasedLog(null), clock, new Logger<Eraser>(logs));
        Inbox = new Inbox(Pairs, personEngine, caseEngine, new TrustBot.Cases.Promises(Programmes, personEngine), People, clock);
        var carrier = new Carrier(channels, new Pacing(time, Paces), time, new Logger<Carrier>(logs));
        var courier = new Courier(table, new Desks(table, Reader, People, persons, cases), carrier, clock, time, instance, ids, new Logger<Courier>(logs));
        Dispatcher = new Dispatcher(Pairs, personEngine, caseEngine, Programmes, eraser, courier, hints, Nudges, clock, new Logger<Dispatcher>(logs));
        Waker = new Waker(hints, Dispatcher, gate, Nudges, clock, time, instance, new WakerSettings(1), new Logger<Waker>(logs));
        Leases = new Leases(table, time, instance);
        var walk = new Walk(Programmes, Reader, caseStore);
        var unreadable = new Unreadable(new Logger<Unreadable>(logs));
        Repair = new Repair(table, walk, Reader, caseStore, People, hints, clock, unreadable);
        Retention = new Retention(table, walk, Reader, caseStore, Programmes, eraser, clock, unreadable);
    }

    public Nudges Nudges { get; }

    public KeyedHash Hash { get; }

    public ProgrammeStore Programmes { get; }

    public PersonStore People { get; }

    public PairReader Reader { get; }

    public PairEngine Pairs { get; }

    public Inbox Inbox { get; }

    public Dispatcher Dispatcher { get; }

    public Waker Waker { get; }

    public Leases Leases { get; }

    public Repair Repair { get; }

    public Retention Retention { get; }

    /// <summary>The files behind the link, as text.</summary>
    public async ValueTask<ImmutableArray<string>> ExportAsync(PersonId id)
    {
        if (await People.ReadAsync(id, default) is not { IsForgotten: false } person)
            return [];
        var view = await data.WithDataAsync(await persons.ViewAsync(person, default), default);
        return [ExportFiles.Text(view, time.Now), Encoding.UTF8.GetString(ExportFiles.Json(view, time.Now))];
    }

    private sealed class Logger<T>(ILogger inner) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
