using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;

namespace TrustBot.Pairs;

/// <summary>What a row held when it was read, and the ETag to replace it by.</summary>
public sealed record Stored<T>(T Value, string ETag);

/// <summary>The layout of every document, so that a later version can tell and convert.</summary>
public static class Layout
{
    public const int Version = 1;
}

public sealed record PairRow(int V, Pair Pair);

public sealed record PersonRow(int V, Person Person);

public sealed record ProgrammeRow(int V, Programme Programme);

/// <param name="Wrapped">The author's data key under the key-encryption key.</param>
public sealed record KeyRow(int V, string Wrapped);

public sealed record WordsRow(int V, string Sealed);

/// <param name="Closes">The reply to repeat: the window closes, or with false there was none. Never a page, which would hold words.</param>
public sealed record SeenRow(int V, Instant At, bool Closes)
{
    public FormReply? Reply => Closes ? new FormReply.Close() : null;
}

public sealed record AuditRow(int V, Instant At, string What, PersonId? By);

/// <summary>A person's pair, or a programme's.</summary>
/// <param name="At">When it was proposed: the order in which a person's pairs are listed.</param>
public sealed record PairIndexRow(int V, PairId Pair, Instant At);

/// <param name="Id">Deterministic: what makes a second delivery of the same fact the same.</param>
public sealed record TellRow(int V, PairId Pair, string Id, Input Input);

/// <summary>An entry of the directory.</summary>
public sealed record DirectoryRow(int V, PersonId Person);

/// <summary>An address whose entry in the directory may name this person without being theirs.</summary>
/// <param name="Noted">System time, right before the address is claimed, or when it was left.</param>
public sealed record PendingRow(int V, Address Address, Instant Noted);

/// <param name="Note">What a channel keeps to find its way back, in its own form.</param>
public sealed record PlaceRow(int V, string Note);

/// <summary>An outgoing message: outbox, ledger and only-once rule in one. Its card holds ids, never words.</summary>
/// <param name="Revision">Of the decision that made it; with <paramref name="Index"/> the order in which messages go out.</param>
public sealed record SendRow(int V, Send Send, int Revision, int Index, Instant Decided, SendState State);

public abstract record SendState
{
    private SendState() { }

    /// <summary>No other state follows.</summary>
    /// <param name="At">Story time, which the retention counts from.</param>
    public abstract record Final(Instant At) : SendState;

    public sealed record Fresh : SendState;

    /// <param name="LeaseUntil">System time.</param>
    /// <param name="Since">Story time of the attempt.</param>
    /// <param name="Lane">Which platform and place it is sent to. Null in rows from before that was noted.</param>
    public sealed record Trying(int Attempt, string Owner, Instant LeaseUntil, Instant Since, string Token, string? Lane = null) : SendState;

    /// <summary>It surely has not arrived.</summary>
    /// <param name="Until">Story time.</param>
    /// <param name="Reason">A constant.</param>
    /// <param name="Attempt">How often it was tried.</param>
    public sealed record Wait(Instant Until, string Reason, int Attempt) : SendState;

    /// <summary>It may have arrived.</summary>
    /// <param name="LookAt">Story time of the next look in the conversation.</param>
    /// <param name="Misses">How often it was not found there.</param>
    /// <param name="Lane">As of <see cref="Trying"/>.</param>
    public sealed record Unknown(Instant Since, int Attempt, Instant LookAt, int Misses, string? Lane = null) : SendState;

    /// <param name="Lane">Where the reference means something, as of <see cref="Trying"/>.</param>
    /// <param name="Onward">
    /// The way to the others of its kind: the change that came anew where the receiver had gone, while this one stays where it stands; in the newest of
    /// those, back to the first; in a redraw, to what it redrew. Null while there is only this one.
    /// </param>
    public sealed record Sent(string Reference, Instant At, string? Lane = null, SendKey? Onward = null) : Final(At);

    /// <param name="Onward">As of <see cref="Sent"/>. The change that came anew may have done so because nobody knows whether this one stands anywhere.</param>
    public sealed record Unconfirmed(Instant At, SendKey? Onward = null) : Final(At);

    public sealed record Failed(string Reason, Instant At) : Final(At);

    public sealed record Skipped(string Reason, Instant At) : Final(At);

    /// <param name="By">The message that took its place.</param>
    public sealed record Cancelled(string Reason, Instant At, SendKey? By) : Final(At);
}
