using System.Collections.Immutable;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Machine;

/// <summary>The words that a decision must be able to read: those named, and where it reads a notebook, every note in it.</summary>
/// <param name="NotebookOf">Whose notebook; null for the many decisions that read none.</param>
public sealed record Needs(ImmutableArray<WordsId> Ids, PersonId? NotebookOf)
{
    public static readonly Needs Nothing = new([], null);

    public static Needs Of(params IEnumerable<WordsId?> ids) => new([.. ids.OfType<WordsId>()], null);
}
