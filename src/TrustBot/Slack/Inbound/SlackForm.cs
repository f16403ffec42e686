using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace TrustBot.Slack.Inbound;

internal static class SlackForm
{
    /// <summary>More than two digits can say.</summary>
    private const ushort NoDigit = 0x100;

    private static readonly ushort[] Digits = [.. Enumerable.Range(0, 256).Select(one => char.IsAsciiHexDigit((char)one) ? ushort.Parse($"{(char)one}", NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : NoDigit)];

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

    /// <summary>Reads a body of one field, as those are that people press, without making text of its JSON first.</summary>
    /// <param name="json">What the field holds; null for what <see cref="JsonFields"/> does not take.</param>
    /// <returns>False where there are other fields, or none of this name.</returns>
    public static bool IsOnly(ReadOnlySpan<byte> name, ReadOnlySpan<byte> body, out JsonObject? json)
    {
        json = null;
        if (!body.StartsWith(name) || body.Length == name.Length || body[name.Length] != (byte)'=' || body.Contains((byte)'&'))
            return false;
        var value = body[(name.Length + 1)..];
        var bytes = ArrayPool<byte>.Shared.Rent(value.Length);
        try
        {
            json = JsonFields.Read(bytes.AsSpan(0, Decode(value, bytes)));
            return true;
        }
        finally
        {
            // What somebody typed lies in nothing that the next one rents; behind it nothing was written.
            bytes.AsSpan(0, value.Length).Clear();
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static string? Decode(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var decoded = bytes.AsSpan(0, Decode(text, bytes));
        return Utf8.IsValid(decoded) ? Encoding.UTF8.GetString(decoded) : null;
    }

    /// <summary>A percent sign before anything but two digits stands for itself.</summary>
    private static int Decode(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        ReadOnlySpan<ushort> digits = Digits;
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var one = text[i];
            if (one == (byte)'+')
            {
                one = (byte)' ';
            }
            else if (one == (byte)'%' && i + 2 < text.Length && (digits[text[i + 1]] << 4 | digits[text[i + 2]]) is < NoDigit and var coded)
            {
                one = (byte)coded;
                i += 2;
            }
            bytes[count++] = one;
        }
        return count;
    }
}
