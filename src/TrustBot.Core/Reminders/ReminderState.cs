using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Reminders;

/// <summary>What was asked once more or put off, while it is still open.</summary>
public sealed record ReminderState(ImmutableArray<Nudge> Open)
{
    public static readonly ReminderState None = new([]);

    /// <returns>Null when this was neither asked again nor put off.</returns>
    public Nudge? Of(Role role, Card ask) => Open.FirstOrDefault(nudge => nudge.Role == role && nudge.Ask == ask);

    public ReminderState With(Nudge nudge) =>
        new(Of(nudge.Role, nudge.Ask) is { } before ? Open.Replace(before, nudge) : Open.Add(nudge));
}

/// <param name="Ask">The card that waits for an answer.</param>
/// <param name="Times">How often it was asked again by itself.</param>
/// <param name="PutOff">How often the person put it off; from then on only they bring it back.</param>
/// <param name="BackAt">When it comes back; null when it was not put off.</param>
public sealed record Nudge(Role Role, Card Ask, int Times, int PutOff, Instant? BackAt);
