using System.Collections.Immutable;
using System.Globalization;
using TrustBot.Core.Messages;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Pulse;

internal static class PulseActions
{
    public static readonly ActionId Answer = new("pulse.answer.v1");
    public static readonly ActionId Form = new("pulse.form.v1");
    public static readonly ActionId Trend = new("pulse.trend.v1");
}

/// <summary>Five statements, and four steps from "not yet" to "yes".</summary>
public static class PulseScale
{
    /// <summary>The highest step.</summary>
    public const int Yes = 3;

    /// <summary>As fields, sheets and sentences name them, in the order in which they are asked.</summary>
    public static readonly ImmutableArray<string> Statements = ["heard", "effort", "carry-on", "helps", "care"];

    public static IEnumerable<int> Steps => Enumerable.Range(0, Yes + 1);

    /// <summary>In the order of <see cref="Statements"/>.</summary>
    public static ImmutableArray<int> StepsOf(Sheet sheet) => [.. Statements.Select(name => Math.Clamp(sheet.Number(name) ?? 0, 0, Yes))];

    internal static string NameOf(int step) => step.ToString(CultureInfo.InvariantCulture);
}
