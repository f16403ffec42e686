using System.Collections.Immutable;
using System.Diagnostics;

namespace TrustBot.Core.Privacy;

/// <summary>What a person wrote. It never prints itself, so that it can't reach a log, an exception or a metric by accident.</summary>
[DebuggerDisplay("[words]")]
public sealed class Words(string text) : IEquatable<Words>
{
    public static readonly Words None = new("");

    public bool IsEmpty => text.Length == 0;

    /// <summary>The text itself: for a renderer that shows it to someone who may read it, and for the sealer.</summary>
    public string Reveal() => text;

    public bool Equals(Words? other) => other is not null && other.Reveal() == text;

    public override bool Equals(object? obj) => Equals(obj as Words);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(text);

    public override string ToString() => "[words]";
}

/// <summary>The words that were opened for one decision or one rendering: those that it asked for, and no others.</summary>
public sealed record Opened(ImmutableDictionary<WordsId, Words> Rows)
{
    public static readonly Opened Nothing = new(ImmutableDictionary<WordsId, Words>.Empty);

    /// <exception cref="KeyNotFoundException">The decision did not ask for these words beforehand: a bug.</exception>
    public Words this[WordsId id] => Rows.TryGetValue(id, out var words) ? words : throw new KeyNotFoundException($"Words {id} were not opened for this.");
}

/// <summary>What a decision does to the sealed rows of its partition.</summary>
public abstract record WordsChange
{
    private WordsChange() { }

    public sealed record Write(WordsId Id, Words Words) : WordsChange;

    public sealed record Erase(WordsId Id) : WordsChange;

    /// <summary>Seals the words anew under another visibility of the same author, without a decision reading them.</summary>
    public sealed record Move(WordsId From, WordsId To) : WordsChange;
}
