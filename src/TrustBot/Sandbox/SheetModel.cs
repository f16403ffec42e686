using System.Collections.Immutable;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;

namespace TrustBot.Sandbox;

/// <summary>A form as it opens inside the pane of the person who pressed.</summary>
public sealed record SheetModel(Form Form, string Pane, Person? Person, Cast Cast)
{
    public SandboxTexts Texts => SandboxTexts.For(Person?.Language ?? Language.English);

    public bool HasExample => Form.Parts.OfType<FormPart.Question>().Any(question => question.Field.Example is not null);

    /// <summary>Unique on the page, where two forms may lie open side by side.</summary>
    public string Id(string name) => $"{Pane}-{name}";

    public ImmutableArray<string> Seers(Sees sees) => Lens.Seers(sees, Person?.Id, Form.Pair, Cast);

    /// <summary>Neighbouring questions that the same people will see share one line that says so, below the last of them.</summary>
    public bool EndsItsRun(int part) =>
        part + 1 >= Form.Parts.Length
        || Form.Parts[part + 1] is not FormPart.Question next
        || Form.Parts[part] is not FormPart.Question question
        || next.Field.Sees != question.Field.Sees;

    /// <summary>The part below which the line for this part stands.</summary>
    public int RunEnd(int part)
    {
        while (!EndsItsRun(part))
            part++;
        return part;
    }
}

/// <summary>Whose panes stay lit when *Who sees this* is pressed.</summary>
internal static class Lens
{
    public static ImmutableArray<string> Seers(Sees sees, PersonId? reader, PairId? pair, Cast cast)
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        if (reader is { } self)
            ids.Add(self.Value);
        if (sees.Visibility == Core.Privacy.Visibility.UsTwo && cast.Pairs.FirstOrDefault(known => known.Id == pair) is { } both)
            ids.AddRange(both.Mentor.Id.Value, both.Mentee.Id.Value);
        if (sees.Everybody && cast.Coordinator is { } reads)
            ids.Add(reads.Id.Value);
        if (sees.Everybody && pair is null)
            ids.AddRange(cast.Pairs.Where(known => known.Mentor.Id == reader || known.Mentee.Id == reader).SelectMany(known => (string[])[known.Mentor.Id.Value, known.Mentee.Id.Value]));
        // The label is the only place that names the contact, and it names one person.
        if (sees.Visibility == Core.Privacy.Visibility.Contact)
            ids.AddRange(cast.Contacts.Append(cast.Coordinator).OfType<CastSeat>().Where(seat => sees.Label.StartsWith(seat.Name, StringComparison.Ordinal)).Select(seat => seat.Id.Value));
        return [.. ids.Distinct()];
    }
}
