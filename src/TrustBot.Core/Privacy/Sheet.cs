using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TrustBot.Core.Privacy;

/// <summary>Several named answers as one piece of words: one sealed row for one filled-in form.</summary>
public sealed class Sheet
{
    private static readonly SearchValues<char> EndOrEscaped = SearchValues.Create("\"\\" + string.Concat(Enumerable.Range(0, 0x20).Select(c => (char)c)));

    // Umlauts and apostrophes stand as they are: sheets are never part of a page.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly Sheet Empty = new(ImmutableArray<KeyValuePair<string, string>>.Empty);

    // In ordinal order of the names. A sheet has a dozen answers: an array is faster to search, copy and write than any tree.
    private readonly ImmutableArray<KeyValuePair<string, string>> answers;

    private Sheet(ImmutableArray<KeyValuePair<string, string>> answers) => this.answers = answers;

    /// <returns>Empty words when there is no such answer.</returns>
    public Words this[string name] => Find(name) is >= 0 and var at ? new Words(answers[at].Value) : Words.None;

    public bool IsEmpty => answers.IsEmpty;

    public Sheet With(string name, Words words)
    {
        var at = Find(name);
        if (words.IsEmpty)
            return at < 0 ? this : new(answers.RemoveAt(at));
        var answer = KeyValuePair.Create(name, words.Reveal());
        return new(at < 0 ? answers.Insert(~at, answer) : answers.SetItem(at, answer));
    }

    /// <returns>Null when the answer is missing or is no whole number.</returns>
    public int? Number(string name) =>
        Find(name) is >= 0 and var at && int.TryParse(answers[at].Value, CultureInfo.InvariantCulture, out var number) ? number : null;

    public Words ToWords()
    {
        var json = new ArrayBufferWriter<byte>(answers.Sum(answer => answer.Key.Length + answer.Value.Length + 8) + 256);
        using (var writer = new Utf8JsonWriter(json, Writing))
        {
            writer.WriteStartObject();
            foreach (var (name, text) in answers)
                writer.WriteString(name, text);
            writer.WriteEndObject();
        }
        return new Words(Encoding.UTF8.GetString(json.WrittenSpan));
    }

    /// <param name="answers">Each name once; those without words are left out.</param>
    public static Sheet Of(IEnumerable<(string Name, Words Words)> answers) => new(
        [.. answers.Where(answer => !answer.Words.IsEmpty).OrderBy(answer => answer.Name, StringComparer.Ordinal).Select(answer => KeyValuePair.Create(answer.Name, answer.Words.Reveal()))]);

    public static Sheet From(Words words)
    {
        if (words.IsEmpty)
            return Empty;
        var text = words.Reveal();
        return ReadPlain(text) ?? ReadAny(text);
    }

    /// <returns>The answers in the order of their names; null for words that are no sheet.</returns>
    internal static ImmutableArray<(string Name, Words Words)>? TryRead(Words words)
    {
        if (!words.Reveal().StartsWith('{'))
            return null;
        try
        {
            return [.. From(words).answers.Select(answer => (answer.Key, new Words(answer.Value)))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A line that somebody began with a brace.
            return null;
        }
    }

    public override string ToString() => "[sheet]";

    /// <summary>Cuts the answers out of the text as they stand, which takes a third of the time.</summary>
    /// <returns>Null when something in it is escaped, or it isn't written as <see cref="ToWords"/> writes.</returns>
    private static Sheet? ReadPlain(string text)
    {
        var rest = text.AsSpan();
        if (rest is not ['{', '"', .., '"', '}'])
            return null;
        var read = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(4);
        for (rest = rest[1..]; ; rest = rest[1..])
        {
            if (!TryCut(ref rest, out var name) || rest is not [':', ..])
                return null;
            rest = rest[1..];
            if (!TryCut(ref rest, out var answer))
                return null;
            read.Add(KeyValuePair.Create(name, answer));
            if (rest is "}")
                return Of(read);
            if (rest is not [',', ..])
                return null;
        }
    }

    private static bool TryCut(ref ReadOnlySpan<char> rest, out string cut)
    {
        cut = "";
        if (rest is not ['"', ..] || rest[1..].IndexOfAny(EndOrEscaped) is not (>= 0 and var length) || rest[1 + length] != '"')
            return false;
        cut = rest.Slice(1, length).ToString();
        rest = rest[(length + 2)..];
        return true;
    }

    private static Sheet ReadAny(string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return Read(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    private static Sheet Read(ReadOnlySpan<byte> json)
    {
        var read = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(16);
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            read.Add(KeyValuePair.Create(name, reader.GetString()!));
        }
        return Of(read);
    }

    private static Sheet Of(ImmutableArray<KeyValuePair<string, string>>.Builder read)
    {
        // What was written by this class is in order already.
        for (var i = 1; i < read.Count; i++)
        {
            if (string.CompareOrdinal(read[i - 1].Key, read[i].Key) > 0)
            {
                read.Sort(static (one, other) => string.CompareOrdinal(one.Key, other.Key));
                break;
            }
        }
        return new(read.DrainToImmutable());
    }

    /// <returns>Where the name stands; where it is missing, the complement of where it would stand.</returns>
    private int Find(string name)
    {
        for (var at = 0; at < answers.Length; at++)
        {
            var order = string.CompareOrdinal(answers[at].Key, name);
            if (order >= 0)
                return order == 0 ? at : ~at;
        }
        return ~answers.Length;
    }
}
