using System.Globalization;
using System.Text.RegularExpressions;

namespace TrustBot.Tests.Walks;

/// <summary>The colours of the page, by the contrast formula of WCAG 2.2.</summary>
public sealed partial class ContrastTests
{
    private static readonly string[] Surfaces = ["ground", "pane", "card"];

    public static TheoryData<string> Schemes => ["light", "dark"];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Text_reaches_four_and_a_half_on_every_surface_and_ink_twelve(string scheme)
    {
        var colours = ColoursOf(scheme);
        foreach (var text in (string[])["ink", "soft", "act", "warn", "mentee", "mentor", "coordinator"])
            foreach (var surface in Surfaces)
                AtLeast(text == "ink" ? 12 : 4.5, colours, text, surface);
        foreach (var (text, surface) in ((string, string)[])[("act-ink", "act"), ("act-ink", "act-over"), ("warn", "warn-wash"), ("mentee", "mentee-wash"), ("mentor", "mentor-wash"), ("ink", "mentee-wash"), ("ink", "mentor-wash"), ("ink", "warn-wash"), ("soft", "mentee-wash"), ("soft", "mentor-wash")])
            AtLeast(4.5, colours, text, surface);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Borders_of_controls_and_the_focus_ring_reach_three(string scheme)
    {
        var colours = ColoursOf(scheme);
        foreach (var line in (string[])["edge", "focus", "act"])
            foreach (var surface in Surfaces)
                AtLeast(3, colours, line, surface);
    }

    private static void AtLeast(double least, Dictionary<string, double> colours, string text, string surface)
    {
        var (a, b) = (colours[text] + 0.05, colours[surface] + 0.05);
        var contrast = Math.Max(a, b) / Math.Min(a, b);
        Assert.True(contrast >= least, $"--{text} on --{surface}: {contrast:F2}, not {least}.");
    }

    /// <returns>The relative luminance of each token.</returns>
    private static Dictionary<string, double> ColoursOf(string scheme)
    {
        using var file = typeof(TrustBotHost).Assembly.GetManifestResourceStream("sandbox/sandbox.css")!;
        using var reader = new StreamReader(file);
        var blocks = reader.ReadToEnd().Split("@media (prefers-color-scheme: dark)", 2);
        var block = blocks[scheme == "light" ? 0 : 1];
        return Token().Matches(block[..block.IndexOf('}', StringComparison.Ordinal)]).ToDictionary(
            token => token.Groups["name"].Value,
            token => Luminance(int.Parse(token.Groups["colour"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
    }

    private static double Luminance(int colour) => 0.2126 * Linear(colour >> 16) + 0.7152 * Linear((colour >> 8) & 255) + 0.0722 * Linear(colour & 255);

    private static double Linear(int channel) => channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    [GeneratedRegex("--(?<name>[a-z-]+):#(?<colour>[0-9A-Fa-f]{6})")]
    private static partial Regex Token();
}
