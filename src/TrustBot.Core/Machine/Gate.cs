using NodaTime;

namespace TrustBot.Core.Machine;

/// <summary>The last word before a message goes out.</summary>
public abstract record Gate
{
    private Gate() { }

    public sealed record Go : Gate;

    /// <param name="Until">Story time: the receiver's next opening, or the end of a rest.</param>
    public sealed record Wait(Instant Until) : Gate;

    /// <param name="Reason">A constant: <c>late</c>, <c>resting</c>, <c>away</c>, <c>ended</c>, <c>not-a-member</c>.</param>
    public sealed record Skip(string Reason) : Gate;
}
