using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrustBot.Delivery;

/// <summary>
/// The JSON reader takes no text with half a character in it, which a browser sends all the same: somebody's answer would be lost whole. Read
/// here, the half travels on to where answers are cleaned.
/// </summary>
internal static class JsonText
{
    /// <summary>The text of a JSON string, half characters and all; null for anything else.</summary>
    public static string? Of(JsonValue value)
    {
        if (value.GetValueKind() != JsonValueKind.String)
            return null;
        try
        {
            return value.GetValue<string>();
        }
        catch (InvalidOperationException) when (value.TryGetValue<JsonElement>(out var element))
        {
            return Undo(element.GetRawText().AsSpan()[1..^1]);
        }
    }

    /// <param name="raw">The inside of a JSON string that was parsed before, so that every escape in it is one.</param>
    private static string Undo(ReadOnlySpan<char> raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }
            i++;
            text.Append(raw[i] switch
            {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\b',
                'f' => '\f',
                'u' => (char)ushort.Parse(raw.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var sign => sign,
            });
            if (raw[i] == 'u')
                i += 4;
        }
        return text.ToString();
    }
}
