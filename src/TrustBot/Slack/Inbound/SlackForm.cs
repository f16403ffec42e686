using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Unicode;

namespace TrustBot.Slack.Inbound;

internal static class SlackForm
{
    /// <summary>Looks for that one field, and at nothing else: the body may be a stranger's.</summary>
    public static bool IsSslCheck(ReadOnlySpan<byte> body)
    {
        foreach (var part in body.Split((byte)'&'))
        {
            if (body[part].SequenceEqual("ssl_check=1"u8))
                return true;
        }
        return false;
    }

    /// <returns>Null when a field stands twice or is no text.</returns>
    public static ImmutableDictionary<string, string>? Read(ReadOnlySpan<byte> body)
    {
        var fields = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var part in body.Split((byte)'&'))
        {
            var field = body[part];
            if (field.IsEmpty)
                continue;
            var equals = field.IndexOf((byte)'=');
            var name = Decode(equals < 0 ? field : field[..equals]);
            var value = Decode(equals < 0 ? [] : field[(equals + 1)..]);
            if (name is null || value is null || !fields.TryAdd(name, value))
                return null;
        }
        return fields.ToImmutable();
    }

    private static string? Decode(ReadOnlySpan<byte> text)
    {
        var bytes = WebUtility.UrlDecodeToBytes(text.ToArray(), 0, text.Length);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }
}
