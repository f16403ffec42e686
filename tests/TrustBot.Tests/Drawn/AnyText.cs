using FsCheck;
using FsCheck.Fluent;

namespace TrustBot.Tests.Drawn;

/// <summary>What people and imports can put into words and names: anything, and often what a platform could mistake for something else.</summary>
public sealed record AnyText(string Value)
{
    public override string ToString() => string.Concat(Value.Select(unit => unit is >= ' ' and <= '~' ? $"{unit}" : $"\\u{(int)unit:x4}"));
}

public static class AnyTextArbitrary
{
    private static readonly string[] Pieces =
    [
        "[here](https://evil.example)", "![x](https://evil.example/a.png)", "[a][b]", "[b]: https://evil.example", "<at>Kim Berger</at>", "<https://evil.example>", "https://evil.example", "www.evil.example",
        "ana@example.org", "<!channel>", "<!here>", "<@U0123ABCD>", "<#C0123ABCD|general>", "<!subteam^S0123ABCD>", "<https://evil.example|https://bank.example>", "<mailto:x@evil.example|Kim>", "<!date^1392734382^{date}|x>", "@channel", "@everyone", "#general", "/trustbot", ":tada:", "|", "*", "**", "_", "__", "`", "~~", "\\", "\\\\", "- ", "+ ", "1. ", "23) ", "# ", "> ", "| a | b |", "---", "===", "&lt;", "&#42;", "<b>", "<!--", "{{DATE(2026-12-01T09:00:00Z,SHORT)}}",
        "{{TIME(2026-12-01T09:00:00Z)}}", "{{{{", "${name}", "\n", "\r\n", "\n\n", "\u2028", "\t", "\0", "\u0007", "\u001b[31m", "\u007f", "\u202e", "\u2066", "\u2069", "\u200f", "\u200d", "\ufeff", "\ufffd",
        "\ud83d", "\ude00", "\ud83d\ude00", "\ud83d\udc68\u200d\ud83d\udc69", "مرحبا", "שלום", "é", "e\u0301", "汉字", "ß", "\"", "'", "\"}]}", "</script>", " ", "Ana", "O'Brien", "Anna-Lena", "Dr. No", "yes",
    ];

    public static Arbitrary<AnyText> AnyText()
    {
        var unit = Gen.Choose(0, 0xffff).Select(code => $"{(char)code}");
        var piece = Gen.Frequency((6, Gen.Elements(Pieces)), (2, unit), (1, Gen.Elements("a", "b", "c d")));
        var some = Gen.ListOf(piece).Select(string.Concat);
        var long_ = Gen.Elements("x", "\n", "ü", "汉", "\ud83d\ude00", "\"", "ع ", "*a*\n").Select(part => string.Concat(Enumerable.Repeat(part, 40_000 / part.Length)));
        return Gen.Frequency((20, some), (1, long_)).Select(text => new AnyText(text)).ToArbitrary();
    }
}
