using NodaTime;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Sandbox;

/// <summary>One entry of a chat as the platform keeps it: a message of TrustBot, or a line that the person typed.</summary>
/// <param name="Reference">The platform's name for the entry.</param>
/// <param name="At">Story time of arrival.</param>
/// <param name="Key">The send key that came with the message, or null for a typed line.</param>
public abstract record SandboxItem(string Reference, Instant At, string? Key)
{
    /// <param name="DrawnAt">When it last changed, in story time.</param>
    public sealed record Card(string Reference, Instant At, string Key, PairId? Pair, Message Message, Instant DrawnAt) : SandboxItem(Reference, At, Key);

    public sealed record Said(string Reference, Instant At, string Text) : SandboxItem(Reference, At, null);
}
