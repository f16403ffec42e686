using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Delivery;

namespace TrustBot.Simulation;

/// <summary>One message as its receiver sees it.</summary>
internal sealed class Post(string reference, string conversation, SendKey postedBy, PairId? pair, PersonId to, Instant at, Message drawn, bool canBeFound = true, string chat = "slack")
{
    public string Reference => reference;

    /// <summary>The platform.</summary>
    public string Chat => chat;

    /// <summary>Somebody's own chat, or a channel.</summary>
    public string Conversation => conversation;

    /// <summary>Of the call that drew it last; a press carries this.</summary>
    public SendKey DrawnBy { get; set; } = postedBy;

    /// <summary>Every call that posted or drew it.</summary>
    public HashSet<SendKey> Calls { get; } = [postedBy];

    public PairId? Pair => pair;

    public PersonId To => to;

    /// <summary>When it can be seen: a request that nobody waits for any more may still arrive.</summary>
    public Instant At => at;

    /// <summary>Whether the program can look for it.</summary>
    public bool CanBeFound => canBeFound;

    public Message Message { get; set; } = drawn;
}

/// <summary>A platform with its troubles: limits, refusals, time-outs that landed and that did not, servers that fail before and after, outages.</summary>
internal sealed class FakeChat : IChannel
{
    private static readonly Duration Patience = Duration.FromSeconds(20);

    private readonly VirtualTime time;
    private readonly Weather weather;
    private readonly EventLog log;
    private readonly Dictionary<(string Conversation, PairId? Pair, SendKey Key), List<Post>> byKey = [];
    private readonly Dictionary<(string Conversation, SendKey Key), List<Post>> byConversation = [];
    private readonly Dictionary<string, Post> byReference = new(StringComparer.Ordinal);

    public FakeChat(string name, bool canFind, VirtualTime time, Weather weather, EventLog log)
    {
        (Name, this.time, this.weather, this.log) = (name, time, weather, log);
        FindAsync = canFind ? (to, key, since, _) => ValueTask.FromResult(Find(to, key, since)) : null;
    }

    public string Name { get; }

    public Func<Address, SendKey, Instant, CancellationToken, ValueTask<Found>>? FindAsync { get; }

    /// <summary>Told of every message that arrives, before the program learns of it: the moment at which the call was made, and whether it is new.</summary>
    public Action<Post, Instant, bool>? Arrived { get; set; }

    /// <summary>Whether the platform lets nothing through to this address, as it then says.</summary>
    public Func<Address, bool>? Refuses { get; set; }

    public long Calls { get; private set; }

    public long Landed { get; private set; }

    /// <summary>How often something came to where everybody reads.</summary>
    public long Posted { get; private set; }

    /// <summary>How often a message of this key was posted.</summary>
    public int CountOf(Post post) => byKey.GetValueOrDefault((post.Conversation, post.Pair, post.DrawnBy))?.Count ?? 0;

    public Post? this[string reference] => byReference.GetValueOrDefault(reference);

    public ValueTask<Outcome> SendAsync(Address to, Envelope envelope, CancellationToken cancellation) =>
        ValueTask.FromResult(Call(to, $"send {envelope.Key}", (begun, late) => Post(to, envelope, begun, late)));

    public ValueTask<Outcome> ReplaceAsync(Address to, string reference, Envelope envelope, CancellationToken cancellation) =>
        ValueTask.FromResult(Call(to, $"draw {envelope.Key}", (begun, _) => Redraw(reference, envelope, begun)));

    private Outcome Call(Address to, string what, Func<Instant, Duration, string?> land)
    {
        Calls++;
        var begun = time.Now;
        time.Advance(Duration.FromMilliseconds(20 + weather.Below(200)));
        var outcome = Refuses?.Invoke(to) == true ? new Outcome.OutOfReach("blocked") : weather.IsDown(begun) ? Outage(begun, land) : weather.Strikes(begun, 0.02) ? Trouble(begun, land) : Land(begun, Duration.Zero, land);
        log.Add("call", what, outcome is Outcome.NotLanded not ? not.Reason : outcome.GetType().Name);
        return outcome;
    }

    private Outcome Outage(Instant begun, Func<Instant, Duration, string?> land) => weather.Below(8) switch
    {
        0 => TimedOut(begun, land, landed: false),
        1 => TimedOut(begun, land, landed: weather.Below(3) == 0),
        2 => new Outcome.Unknown(),
        _ => new Outcome.NotLanded("refused"),
    };

    private Outcome Trouble(Instant begun, Func<Instant, Duration, string?> land)
    {
        switch (weather.Below(12))
        {
            case 0 or 1:
                return new Outcome.NotLanded("rate-limited", Duration.FromSeconds(1 + weather.Below(60)));
            case 2:
                return new Outcome.NotLanded("rate-limited");
            case 3:
                return new Outcome.NotLanded("refused");
            case 4 or 5:
                return TimedOut(begun, land, landed: true);
            case 6:
                return TimedOut(begun, land, landed: false);
            case 7:
                Land(begun, Duration.Zero, land);
                return new Outcome.Unknown();
            case 8:
                return new Outcome.Unknown();
            case 9:
                Land(begun, Duration.Zero, land);
                throw new HttpRequestException("The answer was cut.");
            case 10:
                Land(begun, Duration.Zero, land);
                log.Add("fault", "crash after call");
                throw new SimulatedCrashException("Died after the call.");
            default:
                log.Add("fault", "crash before call");
                throw new SimulatedCrashException("Died before the call.");
        }
    }

    private Outcome TimedOut(Instant begun, Func<Instant, Duration, string?> land, bool landed)
    {
        if (landed)
            Land(begun, weather.Between(Duration.Zero, Duration.FromSeconds(40)), land);
        time.AdvanceTo(begun + Patience);
        throw new OperationCanceledException("The call took too long.");
    }

    private static Outcome Land(Instant begun, Duration late, Func<Instant, Duration, string?> land) =>
        land(begun, late) is { } reference ? new Outcome.Landed(reference) : new Outcome.NotLanded("message-gone", Final: true);

    private string Post(Address to, Envelope envelope, Instant begun, Duration late)
    {
        Landed++;
        Posted += envelope.Place is null ? 0 : 1;
        var post = new Post($"{Name}-{Landed}", to.Id, envelope.Key, envelope.Pair, envelope.To, Instant.Max(time.Now, begun + late), envelope.Message, FindAsync is not null, Name);
        byReference[post.Reference] = post;
        if (!byKey.TryGetValue((to.Id, envelope.Pair, envelope.Key), out var same))
            byKey[(to.Id, envelope.Pair, envelope.Key)] = same = [];
        same.Add(post);
        if (!byConversation.TryGetValue((to.Id, envelope.Key), out var there))
            byConversation[(to.Id, envelope.Key)] = there = [];
        there.Add(post);
        Arrived?.Invoke(post, begun, true);
        return post.Reference;
    }

    private string? Redraw(string reference, Envelope envelope, Instant begun)
    {
        if (!byReference.TryGetValue(reference, out var post))
            return null;
        (post.Message, post.DrawnBy) = (envelope.Message, envelope.Key);
        post.Calls.Add(envelope.Key);
        Arrived?.Invoke(post, begun, false);
        return reference;
    }

    private Found Find(Address to, SendKey key, Instant since)
    {
        time.Advance(Duration.FromMilliseconds(50));
        if (weather.IsDown(time.Now) || weather.Strikes(time.Now, 0.02))
        {
            log.Add("find", key.Value, "no answer");
            return weather.Below(2) == 0 ? new Found.CannotTell() : throw new HttpRequestException("The search failed.");
        }
        var found = byConversation.GetValueOrDefault((to.Id, key))?.Find(post => post.At <= time.Now && post.At >= since);
        log.Add("find", key.Value, found is null ? "nothing" : "there");
        return found is null ? new Found.NotThere() : new Found.There(found.Reference);
    }
}
