using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Away;

/// <summary>
/// Somebody whom TrustBot can't write to any more may have changed their telephone or left the company. It waits long enough for the first, never
/// guesses, and then tells the other one what they would notice anyway. Their return is told to nobody.
/// </summary>
internal static class AwayDialog
{
    public static readonly Card GoneCard = new("away.gone");

    /// <summary>Most absences of an app are mended within days, and a departure is not TrustBot's to announce early.</summary>
    private static readonly Duration Patience = Duration.FromDays(14);

    public static void Settle(Ruling ruling)
    {
        foreach (var role in Roles.Both)
        {
            var before = ruling.Pair.Away.Of(role);
            var after = StageOf(ruling, role, before);
            if (after == before)
                continue;
            ruling.Pair = ruling.Pair with { Away = ruling.Pair.Away.With(role, after) };
            if (after is AwayStage.Told)
                ruling.Tell(role.Other(), GoneCard, GoneCard.Kind);
        }
    }

    public static Instant? NextDue(PairView view, Pair pair)
    {
        Instant? next = null;
        foreach (var role in Roles.Both)
        {
            if (view.Of(role).LostAt is { } lost && pair.Away.Of(role) != new AwayStage.Told(lost) && !IsResting(pair, role.Other()) && (next is null || lost + Patience < next))
                next = lost + Patience;
        }
        return next;
    }

    /// <summary>Whether this reader is to know that the other can't be reached: as they are known to be at this moment, whatever was settled before.</summary>
    public static bool IsTold(Drawing drawing) => drawing.Pair.Away.Of(drawing.Reader.Other()) is AwayStage.Told && drawing.Other.LostAt is not null;

    public static Message? Draw(Drawing drawing) => IsTold(drawing)
        ? drawing.Message(drawing.Say.AwayTitle(drawing.Partner), drawing.Say.AwayText(drawing.Partner, Drawing.FirstNameOf(drawing.Coordinator)))
        : null;

    private static AwayStage StageOf(Ruling ruling, Role role, AwayStage before)
    {
        if (ruling.View.Of(role).LostAt is not { } lost)
            return new AwayStage.None();
        var told = new AwayStage.Told(lost);
        return before == told || (ruling.Now >= lost + Patience && !IsResting(ruling.Pair, role.Other())) ? told : new AwayStage.None();
    }

    /// <summary>A rest is not disturbed; who is still out of reach at its end is told of then.</summary>
    private static bool IsResting(Pair pair, Role role) => pair.Rest is { } rest && rest.Covers(role);
}
