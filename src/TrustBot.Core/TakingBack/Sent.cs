using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.TakingBack;

/// <summary>Words that one of the two sent to the other, and can take back.</summary>
/// <param name="Words">The rows that go.</param>
/// <param name="Theirs">The card that shows them to the other, sent under its own kind by the decision that wrote the first row.</param>
/// <param name="Own">What the author's own message shows, once they are gone.</param>
/// <param name="Without">The pair without them.</param>
internal sealed record Sent(ImmutableArray<WordsId> Words, Card Theirs, Card Own, Pair Without)
{
    /// <summary>Where they were posted for everybody to read; null for nearly all.</summary>
    public ChannelId? Posted { get; init; }
}
