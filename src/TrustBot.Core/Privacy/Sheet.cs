using System.Collections.Immutable;
using System.Text.Json;

namespace TrustBot.Core.Privacy;

/// <summary>Several named answers as one piece of words: one sealed row for one filled-in form.</summary>
public sealed class Sheet(ImmutableSortedDictionary<string, string> answers)
{
    public static readonly Sheet Empty = new(ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal));

    /// <returns>Empty words when there is no such answer.</returns>
    public Words this[string name] => answers.TryGetValue(name, out var text) ? new Words(text) : Words.None;

    public bool IsEmpty => answers.IsEmpty;

    public Sheet With(string name, Words words) => new(words.IsEmpty ? answers.Remove(name) : answers.SetItem(name, words.Reveal()));

    /// <returns>Null when the answer is missing or is no whole number.</returns>
    public int? Number(string name) => int.TryParse(this[name].Reveal(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    public Words ToWords() => new(JsonSerializer.Serialize(answers));

    public static Sheet From(Words words) => words.IsEmpty
        ? Empty
        : new Sheet(JsonSerializer.Deserialize<Dictionary<string, string>>(words.Reveal())!.ToImmutableSortedDictionary(StringComparer.Ordinal));

    public override string ToString() => "[sheet]";
}
