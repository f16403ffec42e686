using TrustBot.Core.Messages;

namespace TrustBot.Delivery;

/// <summary>Signs that repeat for the eye what words beside them say.</summary>
internal static class Glyphs
{
    private static readonly string[] Bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

    public static string Of(MarkGlyph glyph) => glyph switch
    {
        MarkGlyph.Done => "✓",
        MarkGlyph.Open => "○",
        MarkGlyph.Match => "=",
        MarkGlyph.NearMiss => "≈",
        _ => "≠",
    };

    public static string BarsOf(TrendRow row, int highest) => string.Join('\u200a', row.Steps.Select(step => Bar(step, highest)));

    private static string Bar(int step, int highest) => Bars[highest <= 0 ? 0 : Math.Clamp(step, 0, highest) * (Bars.Length - 1) / highest];
}
