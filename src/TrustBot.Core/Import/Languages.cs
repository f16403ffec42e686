namespace TrustBot.Core.Import;

/// <summary>What people write in a language column: a tag, or the name in English or in the language itself.</summary>
internal static class Languages
{
    /// <returns>The one of <paramref name="spoken"/> that is meant, a region aside; null when it is none of them.</returns>
    public static string? Find(string text, IReadOnlyCollection<string> spoken)
    {
        var name = text.ToLowerInvariant();
        var tag = name switch
        {
            "english" or "englisch" => "en",
            "german" or "deutsch" => "de",
            _ => name.Split('-', '_')[0],
        };
        return spoken.FirstOrDefault(code => code == tag);
    }
}
