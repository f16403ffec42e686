using System.Globalization;
using TrustBot.Core.Joining;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Meetings;
using TrustBot.Core.Pairs;

namespace TrustBot.Sandbox;

/// <summary>Which sentence of the guide stands there: it goes on by itself when its step is done, and stays where a person turned it until then.</summary>
internal static class Guide
{
    public const int FirstStep = 1;

    /// <summary>The step that is open now for these two.</summary>
    public static int Reached(Pair? pair) => pair switch
    {
        null => FirstStep,
        { Joining: not JoiningState.Joined } => 2,
        { Kickoff: KickoffState.Answering } => 3,
        { Kickoff: not KickoffState.Signed } => 4,
        _ when !HasAnswered(pair) => 5,
        _ => 6,
    };

    /// <param name="turned">What <see cref="Turned"/> gave; null when nobody turned it.</param>
    public static int Step(string? turned, int reached) =>
        turned?.Split('@') is [var step, var then] && Number(step) is { } chosen && Number(then) is { } before && reached <= before
            ? Math.Clamp(chosen, FirstStep, SandboxTexts.GuideSteps)
            : reached;

    public static string Turned(int step, int reached) => string.Create(CultureInfo.InvariantCulture, $"{step}@{reached}");

    /// <summary>To either kind of question that TrustBot asks by itself.</summary>
    private static bool HasAnswered(Pair pair) =>
        pair.Meetings.Count > 0
        || pair.Meetings.Check is { } check && (check.Mentor != Met.Unsaid || check.Mentee != Met.Unsaid)
        || pair.Reflection.Rounds.Any(round => round.MentorSettled || round.MenteeSettled);

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
