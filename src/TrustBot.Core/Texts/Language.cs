namespace TrustBot.Core.Texts;

public enum Language
{
    English,
    German,
}

public static class Languages
{
    /// <summary>The BCP 47 code.</summary>
    public static string Code(this Language language) => language switch
    {
        Language.English => "en",
        Language.German => "de",
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, null),
    };

    /// <summary>Understands <c>de</c>, <c>de-AT</c> and <c>de_AT</c>; null for a language that TrustBot does not speak.</summary>
    public static Language? FromCode(string? code)
    {
        var end = code?.AsSpan().IndexOfAny('-', '_') ?? -1;
        var primary = end < 0 ? code : code![..end];
        return primary?.Trim().ToLowerInvariant() switch
        {
            "en" => Language.English,
            "de" => Language.German,
            _ => null,
        };
    }
}
