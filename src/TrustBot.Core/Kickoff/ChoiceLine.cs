using System.Collections.Immutable;

namespace TrustBot.Core.Kickoff;

/// <summary>The lines that both answer by choosing, and that are therefore compared.</summary>
public enum ChoiceLine
{
    Often,
    Long,
    Books,
    Reply,
    Style,
    Hope,
}

/// <summary>How two answers to one line stand to each other.</summary>
public enum Comparison
{
    Match,
    NearMiss,
    Gap,
}

/// <summary>
/// The scale of each line, from the lightest to the most demanding answer. Neighbours are a near miss; where two picks differ the lighter
/// one starts.
/// </summary>
public static class ChoiceLines
{
    public static readonly ImmutableArray<ChoiceLine> All = [.. Enum.GetValues<ChoiceLine>()];

    public static readonly ImmutableArray<ChoiceLine> OnFirstPage = [ChoiceLine.Hope];

    public static readonly ImmutableArray<ChoiceLine> OnSecondPage = [ChoiceLine.Often, ChoiceLine.Long, ChoiceLine.Books, ChoiceLine.Reply, ChoiceLine.Style];

    /// <summary>The name of the line in forms and sheets, and part of the wire format.</summary>
    public static string Name(this ChoiceLine line) => line switch
    {
        ChoiceLine.Often => "often",
        ChoiceLine.Long => "long",
        ChoiceLine.Books => "books",
        ChoiceLine.Reply => "reply",
        ChoiceLine.Style => "style",
        _ => "hope",
    };

    /// <returns>How many answers the line offers; they are numbered from 0.</returns>
    public static int Count(this ChoiceLine line) => line is ChoiceLine.Books or ChoiceLine.Style ? 3 : 4;

    /// <summary>As people expect a list to run: the most frequent and the fastest first, everything else from small to large.</summary>
    public static IEnumerable<int> InReadingOrder(this ChoiceLine line)
    {
        var choices = Enumerable.Range(0, line.Count());
        return line is ChoiceLine.Often or ChoiceLine.Reply ? choices.Reverse() : choices;
    }

    public static Comparison Compare(int one, int other) => Math.Abs(one - other) switch
    {
        0 => Comparison.Match,
        1 => Comparison.NearMiss,
        _ => Comparison.Gap,
    };
}
