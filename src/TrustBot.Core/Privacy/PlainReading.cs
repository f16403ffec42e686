using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Privacy;

/// <summary>What is kept of a person, as they read it: never a field's or an option's own name.</summary>
internal static class PlainReading
{
    /// <summary>How the person's own pair is drawn for them.</summary>
    public static Drawing DrawingOf(PersonView view, PairOfPerson mine, Instant now)
    {
        var isMentor = mine.Pair.Mentor == view.Person.Id;
        var pair = new PairView(mine.Pair, isMentor ? view.Person : mine.Partner, isMentor ? mine.Partner : view.Person, mine.Programme, view.House, Opened.Nothing);
        return new Drawing(pair, mine.Pair, isMentor ? Role.Mentor : Role.Mentee, now);
    }

    /// <returns>Each answer under what was asked, shortly; empty for a text that stands alone, which is <see cref="Rest"/>.</returns>
    public static ImmutableArray<Line> Lines(Drawing drawing, ExportedWords words) => [.. Known(drawing, words).Select(known => known.Line)];

    /// <summary>What no practice has a label for.</summary>
    public static Words Rest(Drawing drawing, ExportedWords words)
    {
        var known = Known(drawing, words).Select(one => one.Field).ToHashSet();
        return new Words(string.Join('\n', words.Fields.Where(field => !known.Contains(field.Name)).Select(field => field.Words.Reveal())));
    }

    private static IEnumerable<(string Field, Line Line)> Known(Drawing drawing, ExportedWords words)
    {
        var sheet = Sheet.Of(words.Fields);
        var author = words.Author == Author.Partner ? drawing.Reader.Other() : drawing.Reader;
        return Practices.All.SelectMany(practice => practice.Plainly(drawing, author, sheet)).Where(known => !sheet[known.Field].IsEmpty && !known.Line.Text.IsEmpty);
    }
}
