using NodaTime;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Resting;

/// <summary>A rest of the pair. Who asked for it stays in here: no message, page or report tells.</summary>
/// <param name="Until">The day on which it is over, in the programme's zone.</param>
/// <param name="AskedBy">Hears nothing from the moment of asking.</param>
/// <param name="ShowsAt">The next daily slot: from then on both rest, and the same sentence stands for everyone.</param>
/// <param name="Shown">Whether that moment has passed.</param>
public sealed record Rest(LocalDate Until, Role AskedBy, Instant ShowsAt, bool Shown, bool MentorReady, bool MenteeReady)
{
    public bool Covers(Role role) => Shown || role == AskedBy;

    public bool IsReady(Role role) => role == Role.Mentor ? MentorReady : MenteeReady;

    public Rest WithReady(Role role) => role == Role.Mentor ? this with { MentorReady = true } : this with { MenteeReady = true };
}
