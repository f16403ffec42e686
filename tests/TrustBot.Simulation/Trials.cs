using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Closing;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Safety;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.Simulation.Laws;
using TrustBot.Storage;

namespace TrustBot.Simulation;

/// <summary>For laws that no known bad delivery breaks: the least that does, and its nearest neighbour that doesn't.</summary>
public static class Trials
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly PersonId Ana = new("ana"), Bo = new("bo"), Cleo = new("cleo"), Dan = new("dan");
    private static readonly PairId Two = new("two");
    private static readonly SendState Trying = new SendState.Trying(1, "only", Now, Now, "1");

    private static readonly ImmutableSortedDictionary<string, Action<bool>> All = new Dictionary<string, Action<bool>>
    {
        ["a second reminder"] = Reminder,
        ["a prompt after the end"] = AfterTheEnd,
        ["a message to where somebody no longer is"] = Elsewhere,
        ["a message to who can't be reached"] = OutOfReach,
        ["a change that comes as a second message"] = Twice,
        ["a card that follows somebody at night"] = AtNight,
        ["a message kept back from who is there again"] = KeptBack,
        ["a case in the partner's chat"] = bad => Of(new CaseStaysWithItsPeople(), "safety.message", bad ? Bo : Cleo, one: Case(0)),
        ["a backup told too early"] = bad => Of(new CaseStaysWithItsPeople(), "safety.backup", Dan, one: Case(bad ? 0 : 1)),
        ["a case's words before its backup"] = CaseWords,
        ["a case that nobody looks after"] = Unescalated,
        ["a case that was taken back and is kept"] = TakenBack,
        ["a post that one agreed to"] = Post,
        ["deleted words that are kept"] = Deleted,
        ["words that outlive their pair"] = Outlived,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => All.Keys;

    /// <returns>What the law says; null when it holds.</returns>
    public static string? Run(string name, bool bad)
    {
        try
        {
            All[name](bad);
            return null;
        }
        catch (BrokenLawException e)
        {
            return e.Message;
        }
    }

    private static void Reminder(bool bad)
    {
        var law = new OneReminder();
        Of(law, "reminders.again", Ana, "1|reflection.ask|2026-03-02", key: "one");
        Of(law, "reminders.again", Ana, bad ? "2|reflection.ask|2026-03-02" : "1|reflection.ask|2026-03-16", key: "two");
        Of(law, "reminders.again", Ana, "1|kickoff.sign|1", key: "three");
        Of(law, "reminders.again", Ana, "2|kickoff.sign|1", key: "four");
    }

    private static void AfterTheEnd(bool bad)
    {
        var day = Now.InUtc().Date;
        var pair = Pair(new ClosingState.Planned(day, day.PlusDays(10), day.PlusDays(40), Step.Shown, Leaving.After(null), Leaving.After(null)));
        Of(new QuietAfterTheEnd(), bad ? "reflection.ask" : "closing.goodbye", Ana, pair: pair);
    }

    private static void Elsewhere(bool bad)
    {
        var (_, _, table) = Store();
        table.People[Keys.Partition(Ana.Value)] = Somebody(Ana) with { Address = new Address(bad ? "teams" : "slack", Ana.Value) };
        Of(new WhereTheyAre(table), "start", Ana);
    }

    private static void OutOfReach(bool bad)
    {
        var (_, _, table) = Store();
        table.People[Keys.Partition(Ana.Value)] = Somebody(Ana) with { Reach = bad ? Reach.Removed : Reach.Here };
        Of(new WhereTheyAre(table), "start", Ana);
    }

    private static void Twice(bool bad)
    {
        var (law, table) = Arrived();
        Goes(table, Now, [Trying, new SendState.Unknown(Now, 1, Now, 0, "slack"), .. bad ? [] : (SendState[])[new SendState.Unconfirmed(Now)]]);
        Of(law, "start", Ana, key: "two", replaces: "one");
    }

    private static void AtNight(bool bad)
    {
        var (law, table) = Arrived();
        Goes(table, Now, Trying, new SendState.Sent("1", Now));
        Of(law, "start", Ana, key: "two", replaces: "one", chat: "teams", after: Duration.FromHours(bad ? 13 : 2));
    }

    private static void KeptBack(bool bad)
    {
        var (time, _, table) = Store();
        table.People[Keys.Partition(Ana.Value)] = Somebody(Ana) with { Reach = bad ? Reach.Here : Reach.Left };
        Goes(table, Now - Duration.FromDays(1), new SendState.Wait(Now + Duration.FromHours(1), "no-address", 1));
        new NothingLeftOver(table, time).AtRest();
    }

    private static (OnceInEachPlace Law, Witness Table) Arrived()
    {
        var (_, _, table) = Store();
        table.People[Keys.Partition(Ana.Value)] = Somebody(Ana);
        var law = new OnceInEachPlace(table);
        Of(law, "start", Ana, key: "one");
        return (law, table);
    }

    /// <summary>The record of Ana's message "one", from its decision through these states.</summary>
    private static void Goes(Witness table, Instant notBefore, params SendState[] states)
    {
        var row = new SendRow(Layout.Version, new Send(new SendKey("one"), Ana, new Card("start"), notBefore, Now), 1, 0, Now, new SendState.Fresh());
        table.Sends.Observe("partition", new Change.Insert("send:one", PairJson.Write(row)));
        foreach (var state in states)
            table.Sends.Observe("partition", new Change.Replace("send:one", PairJson.Write(row with { State = state }), ""));
    }

    private static Person Somebody(PersonId id) =>
        new() { Id = id, Name = id.Value, Language = Language.English, Hours = WorkingHours.UsualIn("Europe/Berlin"), Address = new Address("slack", id.Value) };

    private static void CaseWords(bool bad)
    {
        var canaries = new Canaries();
        canaries.RequireReadable([canaries.Mint(Ana, Cleo).Text], bad ? Dan : Cleo, null, "a trial");
    }

    private static void Unescalated(bool bad)
    {
        var (time, _, table) = Store();
        table.Cases["c"] = Case(1);
        time.Advance(Duration.FromDays(bad ? 8 : 3));
        new CaseIsEscalated(table, time).AtRest();
    }

    private static void TakenBack(bool bad)
    {
        var (_, memory, table) = Store();
        table.Cases["c"] = Case(1) with { State = bad ? new CaseState.Withdrawn(Now) : new CaseState.Opened(Now) };
        memory.WriteAsync(Tables.Cases, Keys.Partition("c-1"), [new Change.Insert("key:ana", "{}")], default).Result();
        new TakenBackIsGone(memory, table).AtRest();
    }

    private static void Post(bool bad)
    {
        var consents = new Consents();
        consents.Give(Two, Ana, ["We did it"]);
        consents.Give(Two, Bo, [bad ? "We did it!" : "We did it"]);
        Of(new PostedByBoth(consents), "celebration.post", Ana, pair: Pair(new ClosingState.Open()), place: new ChannelId("wins"), parts: [new Part.Wrote("Ana", Role.Mentor, new Words("We did it"))]);
    }

    private static void Deleted(bool bad)
    {
        var (_, memory, table) = Store();
        table.Pairs[Keys.Partition(Two.Value)] = Pair(new ClosingState.Open());
        var canaries = new Canaries();
        var (note, gone) = (canaries.Mint(Ana, Two, CanaryKind.Private), canaries.Mint(Ana, Two, CanaryKind.Private));
        var write = new WordsChange.Write(new WordsId(Visibility.OnlyMe, Ana.Value, "note-1.1"), new Words(note.Text));
        memory.WriteAsync(Tables.Pairs, Keys.Partition(Two.Value), new WordsSafe(memory, new Sealer(Node.KeyBytes)).SealAsync(Two, [write], default).Result(), default).Result();
        canaries.Deleted.Add(bad ? note : gone);
        new DeletedIsGone(memory, table, canaries).AtRest();
    }

    private static void Outlived(bool bad)
    {
        var (time, memory, table) = Store();
        var pair = Pair(new ClosingState.Erased(Now.InUtc().Date, null, []));
        table.WriteAsync(Tables.Pairs, Keys.Partition(Two.Value), [new Change.Insert(Keys.Pair, PairJson.Write(new PairRow(Layout.Version, pair)))], default).Result();
        memory.WriteAsync(Tables.Pairs, Keys.Partition(Two.Value), [new Change.Insert(Keys.Words(new WordsId(Visibility.UsTwo, Ana.Value, "1.1")), "{}")], default).Result();
        var law = new SweptAfterItsTime(memory, table, time);
        law.AfterStep(table.TakeTouched());
        time.Advance(Duration.FromDays(bad ? 200 : 20));
        law.AtRest();
    }

    private static (VirtualTime Time, MemoryTable Memory, Witness Table) Store()
    {
        var (time, memory) = (new VirtualTime(Now), new MemoryTable());
        return (time, memory, new Witness(memory, time, new EventLog(time, null)));
    }

    private static void Of(
        Law law, string kind, PersonId to, string? argument = null, string key = "key", Pair? pair = null, Case? one = null, ChannelId? place = null, ImmutableArray<Part>? parts = null, string? replaces = null, string chat = "slack", Duration after = default)
    {
        var message = new Message { Title = "", Preview = "", Parts = parts ?? [] };
        var send = new Send(new SendKey(key), to, new Card(kind, argument), Now, Now + Duration.FromDays(1), replaces is null ? null : new SendKey(replaces), Place: place);
        var post = new Post("1", to.Value, send.Key, pair?.Id, to, Now, message, chat: chat);
        law.Arrived(new Arrival(post, "partition", pair, one, new SendRow(Layout.Version, send, 1, 0, Now, new SendState.Fresh()), Now + after, 1, IsNew: true));
    }

    private static Pair Pair(ClosingState closing) =>
        new() { Id = Two, Programme = new ProgrammeId("spring"), Mentor = Ana, Mentee = Bo, Joining = new JoiningState.Joined(Now), Closing = closing };

    private static Case Case(int checks) => new()
    {
        Id = new CaseId("c-1"),
        Programme = new ProgrammeId("spring"),
        Author = Ana,
        Contact = Cleo,
        Backup = Dan,
        SentAt = Now - Duration.FromDays(3),
        FirstCheck = Now - Duration.FromDays(1),
        SecondCheck = Now + Duration.FromDays(4),
        State = new CaseState.Sent(checks),
    };
}
