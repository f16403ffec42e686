using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;

namespace TrustBot.Simulation.Laws;

/// <summary>I9: whatever is sent goes to where its receiver is at that moment, and to nobody who can't be reached.</summary>
internal sealed class WhereTheyAre(Witness table) : Law
{
    public override void Arrived(Arrival arrival)
    {
        var person = table.People[Keys.Partition(arrival.To.Value)];
        var post = arrival.Post;
        if (arrival.Row.Send.Place is null ? person.Reachable != new Address(post.Chat, post.Conversation) : person.Address?.Channel != post.Chat)
            throw Broken("I9", $"{post.DrawnBy} of {arrival.Partition} came to {post.Conversation}, and {arrival.To} is {person.Reach} at {person.Address?.Id}.");
    }
}

/// <summary>
/// I9: a message and its changes stand once in each chat, but where nobody could find out whether the one before had arrived. What comes anew because
/// its receiver has moved comes inside the hours.
/// </summary>
internal sealed class OnceInEachPlace(Witness table) : Law
{
    private const int Furthest = 100;

    private readonly Dictionary<(string Partition, PersonId To, SendKey First), List<Post>> posted = [];
    private readonly Dictionary<(string Partition, SendKey Key), SendKey> firsts = [];

    public override void Arrived(Arrival arrival)
    {
        if (!arrival.IsNew)
            return;
        var id = (arrival.Partition, arrival.To, FirstOf(arrival.Partition, arrival.Row.Send));
        if (!posted.TryGetValue(id, out var posts))
            posted[id] = posts = [];
        var here = posts.Where(post => post.Chat == arrival.Post.Chat && post.Conversation == arrival.Post.Conversation).ToList();
        foreach (var post in here.Where(post => !post.Calls.Contains(arrival.Row.Send.Key) && IsKept(arrival.Partition, arrival.Row.Send)))
        {
            if (post.Calls.Select(key => StateOf(arrival.Partition, key)).FirstOrDefault(state => state is SendState.Sent or SendState.Unknown or SendState.Trying) is { } state)
                throw Broken("I9", $"{arrival.Row.Send.Key} of {arrival.Partition} came anew to {post.Conversation}, where {post.DrawnBy} is {SendBook.Name(state)}.");
        }
        var hours = table.People[Keys.Partition(arrival.To.Value)].Hours;
        if (here.Count == 0 && posts.Exists(post => post.Calls.Any(key => StateOf(arrival.Partition, key) is SendState.Sent)) && !Window.IsOpen(arrival.Begun, hours, []))
            throw Broken("I4", $"{arrival.Row.Send.Key} of {arrival.Partition} came after {arrival.To} to {arrival.Post.Conversation} at {arrival.Begun}, outside {hours.From} to {hours.Until}.");
        posts.Add(arrival.Post);
    }

    private SendState? StateOf(string partition, SendKey key) => table.Sends.Find(partition, Keys.Send(key))?.State;

    /// <summary>Whether the program could still know: whoever presses what has lost its record gets a new message.</summary>
    private bool IsKept(string partition, Send send)
    {
        for (var (key, steps) = (send.Replaces, 0); key is { } at && steps < Furthest; steps++)
        {
            if (table.Sends.Find(partition, Keys.Send(at)) is not { } row)
                return false;
            key = row.State is SendState.Sent or SendState.Unconfirmed ? null : row.Send.Replaces;
        }
        return true;
    }

    /// <summary>The message that it is a change of a change of. Kept, because records go after their time.</summary>
    private SendKey FirstOf(string partition, Send send)
    {
        var first = send.Key;
        var at = send;
        for (var steps = 0; steps < Furthest && at.Replaces is { } before; steps++)
        {
            if (firsts.TryGetValue((partition, before), out var known))
            {
                first = known;
                break;
            }
            if (table.Sends.Find(partition, Keys.Send(before))?.Send is not { } original || original.To != send.To)
                break;
            (at, first) = (original, original.Key);
        }
        return firsts[(partition, send.Key)] = first;
    }
}
