using System.Globalization;
using System.Text;

namespace TrustBot.Teams.Cards;

/// <summary>
/// The JSON reader takes no text with half a character in it, which a browser sends all the same: somebody's answer would be lost whole. Read
/// here, the half travels on to where answers are cleaned.
/// </summary>
internal static class JsonEscapes
{
    /// <param name="raw">The inside of a JSON string that was parsed before, so that every escape in it is one.</param>
    public static string Undo(ReadOnlySpan<char> raw)
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
