using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Privacy;

/// <summary>What is kept of one person in one pair: the words opened for them, and what was sent to them or noted of what they did.</summary>
/// <param name="Words">Of rows that <see cref="Export.Includes"/>; others are left out.</param>
public sealed record KeptOfPair(PairId Pair, Opened Words, ImmutableArray<KeptRecord> Records);

/// <param name="What">A constant: an audit entry, or the kind of a message.</param>
public sealed record KeptRecord(Instant At, string What);

/// <summary>
/// Everything that a person wrote, that was shown to them, or that is about them, over all their pairs. It knows of rows, not of practices: a new
/// practice is in it without a line of code.
/// </summary>
public static class Export
{
    /// <summary>Whether these words are this person's to take along: what they wrote, and what others showed them. Never what somebody else keeps to themselves.</summary>
    public static bool Includes(WordsId id, PersonId person) => id.Author == person.Value || id.CanBeReadBy(person);

    /// <summary>In the order of the pairs, and in each in the order in which it was written.</summary>
    public static ImmutableArray<ExportedPair> Of(PersonView view) =>
    [
        .. from mine in view.Pairs
           from kept in view.Kept
           where kept.Pair == mine.Pair.Id
           select new ExportedPair(
               mine,
               [.. kept.Words.Rows.Where(row => Includes(row.Key, view.Person.Id) && !row.Value.IsEmpty).Select(row => ExportedWords.Of(row.Key, row.Value, mine, view.Person)).OrderBy(words => words.Order)],
               [.. kept.Records.OrderBy(record => record.At)]),
    ];
}

public sealed record ExportedPair(PairOfPerson Mine, ImmutableArray<ExportedWords> Words, ImmutableArray<KeptRecord> Records);

public enum Author
{
    Me,
    Partner,
    Both,
    Somebody,
}

/// <param name="Fields">By the names of the form's fields; a text that stands alone has the name <c>text</c>.</param>
public sealed record ExportedWords(WordsId Id, Author Author, ImmutableArray<(string Name, Words Words)> Fields)
{
    private const string Alone = "text";

    /// <summary>Notes and numbered rows, the oldest first; what has no number comes as it is.</summary>
    internal (int Revision, string Key) Order => (Id.Revision, Id.ToString());

    internal static ExportedWords Of(WordsId id, Words words, PairOfPerson mine, People.Person me) => new(
        id,
        id.Author == me.Id.Value ? Author.Me : id.Author == mine.Partner.Id.Value ? Author.Partner : id.Author == WordsId.Shared ? Author.Both : Author.Somebody,
        Sheet.TryRead(words) is { } fields ? fields : [(Alone, words)]);

    /// <summary>Who wrote it and who can read it.</summary>
    public string Heading(Sentences say, string partner) => (Author, Id.Visibility) switch
    {
        (Author.Me, Visibility.UsTwo) => say.DataMineShown(partner),
        (Author.Me, Visibility.AfterBoth) => say.DataMineSealed,
        (Author.Me, Visibility.OnlyMe) => say.DataMine,
        (Author.Me, _) => say.DataMineElsewhere,
        (Author.Partner, _) => say.Wrote(partner),
        (Author.Both, _) => say.DataBoth(partner),
        _ => say.DataSomebody,
    };

    public override string ToString() => "[words]";
}
