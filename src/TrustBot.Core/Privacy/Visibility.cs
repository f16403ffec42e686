using System.Collections.Immutable;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Privacy;

/// <summary>
/// Who can read what a person writes. The label beside the field, the row key, the data key and the right to load all come from this one
/// value. It can be narrowed later; widening needs a fresh consent by the author, and makes a new <see cref="WordsId"/>.
/// </summary>
public enum Visibility
{
    /// <summary>The author alone.</summary>
    OnlyMe,

    /// <summary>Both members of the pair, as soon as it is sent.</summary>
    UsTwo,

    /// <summary>Sealed: the author alone until a decision opens it for both, or deletes it.</summary>
    AfterBoth,

    /// <summary>One person outside the pair, chosen by the author.</summary>
    Contact,

    /// <summary>Only ever a number, shown from five pairs on.</summary>
    Counted,
}

/// <summary>Names one sealed row of words, and by its visibility and author alone says who may open it.</summary>
/// <param name="Author">A person's id, or <see cref="Shared"/> for what the two made together.</param>
/// <param name="Number">Unique in the partition: the revision that wrote it, and a count.</param>
public sealed record WordsId(Visibility Visibility, string Author, string Number)
{
    /// <summary>The author of the agreement: both.</summary>
    public const string Shared = "shared";

    private const string Note = "note-";

    private static readonly ImmutableArray<string> Names = ["only-me", "us-two", "after-both", "contact", "counted"];

    /// <summary>A page of a person's notebook. Later ones have later row keys, and the pair's state need not list them.</summary>
    public static WordsId NoteOf(PersonId author, int revision) =>
        new(Visibility.OnlyMe, author.Value, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Note}{revision:D9}"));

    public bool IsNote => Visibility == Visibility.OnlyMe && Number.StartsWith(Note, StringComparison.Ordinal);

    /// <summary>The pair's revision that wrote it; 0 for what has no number.</summary>
    internal int Revision =>
        int.TryParse(Number.Replace(Note, "", StringComparison.Ordinal).Split('.')[0], System.Globalization.CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    /// <summary>What the keys of a person's notes begin with, in the form of <see cref="ToString"/>.</summary>
    public static string NotesOf(PersonId author) => $"{Names[(int)Visibility.OnlyMe]}:{author}:{Note}";

    /// <summary>The row key without its <c>words:</c> prefix.</summary>
    public override string ToString() => $"{Names[(int)Visibility]}:{Author}:{Number}";

    /// <exception cref="FormatException">The text is no key of a words row.</exception>
    public static WordsId Parse(string text)
    {
        var parts = text.Split(':');
        var visibility = parts.Length == 3 ? Names.IndexOf(parts[0]) : -1;
        return visibility < 0 ? throw new FormatException("Not the key of a words row.") : new WordsId((Visibility)visibility, parts[1], parts[2]);
    }

    /// <summary>Whether <paramref name="reader"/>, a member of the pair that holds the row, may read it.</summary>
    public bool CanBeReadBy(PersonId reader) => Visibility switch
    {
        Visibility.UsTwo => true,
        Visibility.OnlyMe or Visibility.AfterBoth => Author == reader.Value,
        _ => false,
    };
}
