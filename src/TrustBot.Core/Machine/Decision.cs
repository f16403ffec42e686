using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Machine;

/// <summary>What one input does: everything in it is written in one transaction, or nothing is.</summary>
public sealed record Decision(
    Pair? Pair,
    ImmutableArray<Send> Sends,
    ImmutableArray<WordsChange> Words,
    FormReply? Reply,
    ImmutableArray<string> Seen)
{
    /// <summary>What the audit row says happened: a constant such as <c>signed</c>; null when nothing is worth one.</summary>
    public ImmutableArray<AuditEntry> Audit { get; init; } = [];

    /// <summary>Drawn anew at once or never, and written down nowhere.</summary>
    public ImmutableArray<Unrecorded> Unrecorded { get; init; } = [];

    /// <summary>A press may ask to show a form instead of changing anything.</summary>
    public Form? Form { get; init; }

    public static Decision None(Pair? pair) => new(pair, [], [], null, []);
}

/// <summary>
/// A message that is drawn anew without any row, because a row would tell what its reader did. If that fails, the message stays as it was.
/// </summary>
/// <param name="Message">The pressed message.</param>
public sealed record Unrecorded(PersonId To, SendKey Message, Card Card);

/// <param name="What">A constant, never words.</param>
/// <param name="By">Null when nobody in particular did it.</param>
public sealed record AuditEntry(string What, PersonId? By);

/// <summary>
/// A message to be sent once. Its key makes it once: the rule's own local date for scheduled prompts, the pair's revision for all else.
/// </summary>
/// <param name="NotBefore">Story time. The courier also keeps to the receiver's hours unless <paramref name="Answers"/>.</param>
/// <param name="UsefulUntil">After this it is skipped as late.</param>
/// <param name="Replaces">The message to be redrawn in place; when that one was never sent, it is given up and this one sent.</param>
/// <param name="Answers">It answers what the receiver did a moment ago, and so may come at any hour and during a rest.</param>
/// <param name="Place">It is posted to this channel, for everybody there to read, instead of <paramref name="To"/>'s own chat; null for nearly all.</param>
public sealed record Send(
    SendKey Key,
    PersonId To,
    Card Card,
    Instant NotBefore,
    Instant UsefulUntil,
    SendKey? Replaces = null,
    bool Answers = false,
    ChannelId? Place = null)
{
    /// <summary>Where the message that it replaces never arrived, there is nothing to say: it is given up, and nothing is sent.</summary>
    public bool OnlyInPlace { get; init; }
}

/// <summary>
/// The row key of a message without its <c>send:</c> prefix. It names the pair too: one person's messages of several pairs meet in one
/// conversation, where a lost one is looked for by nothing but its key.
/// </summary>
public readonly record struct SendKey(string Value)
{
    /// <summary>For a scheduled prompt: a changed rule or a moved hour can't make a second one.</summary>
    public static SendKey ForSlot(string kind, LocalDate slot, PairId pair, PersonId to) => new($"{kind}~{slot:uuuu-MM-dd}~{to}~{pair}");

    public static SendKey ForRevision(string kind, int revision, PairId pair, PersonId to) => new($"{ForRevision(kind, revision, to)}~{pair}");

    /// <summary>For what is said to a person by themselves.</summary>
    public static SendKey ForRevision(string kind, int revision, PersonId to) => new($"{kind}~r{revision.ToString(System.Globalization.CultureInfo.InvariantCulture)}~{to}");

    public override string ToString() => Value;
}
