using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TrustBot.Core.Privacy;

/// <summary>Several named answers as one piece of words: one sealed row for one filled-in form.</summary>
public sealed class Sheet
{
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
        using (var writer = new Utf8JsonWriter(json))
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
        read.Sort(static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        return new(read.ToImmutable());
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
