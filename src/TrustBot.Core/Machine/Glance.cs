using System.Collections.Immutable;
using TrustBot.Core.Celebration;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Machine;

/// <summary>What a platform can show beside the chat: where things stand, the menu, and the way into a form from somewhere else.</summary>
public static class Glance
{
    /// <summary>In characters, of a picked text.</summary>
    public const int LongestText = CelebrationForms.LongestLine;

    private const string Whom = "whom";

    /// <summary>To be drawn for each of <see cref="PairsOf"/>.</summary>
    public static Card Status => StatusMessage.Card;

    /// <summary>To be drawn where <see cref="PairsOf"/> names none.</summary>
    public static Card NoPair => PersonMachine.NoPair;

    public static Card Settings => PersonMachine.Settings;

    public static Card Menu => PersonMachine.Help;

    /// <summary>The pairs that have something to show, in the order in which they were proposed.</summary>
    public static ImmutableArray<PairId> PairsOf(PersonView view) => [.. PersonMachine.Active(view, new Command.Status()).Select(mine => mine.Pair.Id)];

    /// <summary>Each pair that a win can be noted in, with the button that opens its form; the label is the partner's name.</summary>
    public static ImmutableArray<(PairId Pair, Button Button)> Wins(PersonView view)
    {
        var pairs = view.Pairs.Where(mine => mine.Pair.IsLiving).ToImmutableArray();
        return [.. pairs.Select(mine => (mine.Pair.Id, new Button(HelpMessages.NameOf(mine.Partner, pairs), CelebrationActions.Write, $"{NewsKind.Win}")))];
    }

    /// <summary>The form of one of <see cref="Wins"/> with a text in it that the person picked elsewhere. It is kept when they send it, and nowhere before.</summary>
    /// <param name="hint">Shown below it; null for nothing.</param>
    public static Form WithText(Form form, Words text, string? hint = null) => form with { Parts = [.. form.Parts.Select(part => WithText(part, text, hint))] };

    /// <summary>Asks, beside the picked text, which of <see cref="Wins"/> it is about. What it brings back goes into <see cref="Picked"/>, to no decision.</summary>
    /// <param name="hint">Shown below the text; null for nothing.</param>
    /// <param name="id">The platform's own.</param>
    public static Form Pick(PersonView view, Words text, string? hint, ActionId id)
    {
        var say = Sentences.In(view.Person.Language);
        var mine = new Sees(Visibility.OnlyMe, say.OnlyYou, say.OnlyYouSpoken);
        return new Form
        {
            Id = id,
            Title = say.NewsFormTitle(NewsKind.Win),
            Parts =
            [
                new FormPart.Question(new Field.Text(CelebrationForms.LineField, say.NewsQuestion(NewsKind.Win, say.ThePartner), mine, CelebrationForms.LongestLine, ManyLines: true, text) { Hint = hint }),
                new FormPart.Question(new Field.Choice(Whom, say.WithWhomTitle, mine, [.. Wins(view).Select(win => new Option(win.Pair.Value, win.Button.Label))], null)),
            ],
            Submit = say.Next,
            Close = say.Close,
        };
    }

    /// <returns>Null where the pair is none of <see cref="Wins"/> any more.</returns>
    public static (PairId Pair, Button Button, Words Text)? Picked(PersonView view, FormAnswers answers)
    {
        foreach (var (pair, button) in Wins(view))
        {
            if (pair.Value == answers[Whom].Reveal())
                return (pair, button, answers[CelebrationForms.LineField]);
        }
        return null;
    }

    private static FormPart WithText(FormPart part, Words text, string? hint) => part is FormPart.Question { Field: Field.Text { Name: CelebrationForms.LineField } field }
        ? new FormPart.Question(field with { Initial = text, Hint = hint ?? field.Hint })
        : part;
}
