using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustBot.Core.Messages;
using TrustBot.Core.Texts;
using TrustBot.Delivery;

namespace TrustBot.Teams.Cards;

/// <summary>
/// A form as an Adaptive Card 1.5: the content of a dialog, whose own bar carries the form's title and closes it; or, in the chat, with a
/// title and a way to close of its own.
/// </summary>
public static class FormCard
{
    /// <summary>In bytes: what the frame, the buttons and the line about the rest leave.</summary>
    private const int Room = CardJson.Most - 2048;

    /// <param name="language">The reader's.</param>
    /// <param name="site">Where this host is reached from outside; null leaves downloads out.</param>
    /// <param name="typed">What the person put in before; null for a form drawn for the first time.</param>
    /// <param name="errors">A sentence for each field that can't be taken, as <see cref="FormReply.Errors"/> has them.</param>
    public static JsonObject Draw(
        Form form, Language language, TeamsForms mode, Uri? site = null, FormAnswers? typed = null, ImmutableDictionary<string, string>? errors = null)
    {
        var say = Sentences.In(language);
        errors ??= ImmutableDictionary<string, string>.Empty;
        var blocks = Blocks(form, say, mode, site, typed, errors);
        // What is only read may go; questions always stay.
        CardLayout.FitInto(blocks, all => all.Sum(block => block.Size) <= Room, block => block.MayGo, () => new Block([Elements.Text(say.MoreThanFits)]));
        return Elements.Card(form.Title, [.. blocks.SelectMany(block => block.Elements)], Actions(form, mode));
    }

    private static List<Block> Blocks(Form form, Sentences say, TeamsForms mode, Uri? site, FormAnswers? typed, ImmutableDictionary<string, string> errors)
    {
        var asked = form.Parts.OfType<FormPart.Question>().Select(question => question.Field.Name).ToHashSet();
        var blocks = new List<Block>();
        if (mode == TeamsForms.InCards)
            blocks.Add(new Block([Elements.Heading(form.Title)]));
        foreach (var (_, sentence) in errors.Where(error => !asked.Contains(error.Key)))
            blocks.Add(new Block([Elements.Problem(sentence)]));
        for (var i = 0; i < form.Parts.Length; i++)
        {
            blocks.Add(form.Parts[i] is FormPart.Question { Field: var field }
                ? new Block([
                    .. Questions.Draw(field, typed, errors.GetValueOrDefault(field.Name), say),
                    .. CardLayout.EndsItsRun(form, i) ? (JsonNode[])[Elements.Sees(field.Sees, say, i + 1)] : [],
                ])
                : new Block(Read(form.Parts[i], site)) { MayGo = form.Parts[i] is FormPart.Wrote or FormPart.Lines });
        }
        // A question at the end may have said it just now.
        if (form.Sees is { } sees && !(form.Parts is [.., FormPart.Question { Field.Sees: var last }] && last == sees))
            blocks.Add(new Block([Elements.Sees(sees, say, 0)]));
        return blocks;
    }

    private static ImmutableArray<JsonNode> Read(FormPart part, Uri? site) => part switch
    {
        FormPart.Note note => [Elements.Text(note.Text)],
        FormPart.Wrote wrote => [Elements.Wrote(wrote.By, wrote.Words)],
        FormPart.Lines lines => [Elements.Lines(lines.Items)],
        FormPart.Download download => Download(download, site),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part.GetType(), "No card has a picture of this."),
    };

    private static ImmutableArray<JsonNode> Download(FormPart.Download download, Uri? site)
    {
        if (CardLayout.LinkOf(download, site) is not { } url)
            return [];
        return [new JsonObject
        {
            ["type"] = "ActionSet",
            ["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = CardText.Calm(download.Label), ["url"] = url.AbsoluteUri }),
        }];
    }

    private static JsonArray Actions(Form form, TeamsForms mode)
    {
        var actions = new JsonArray();
        if (form.Submit is { } submit)
            actions.Add((JsonNode)Buttons.Submit(submit, Data(form), primary: true));
        if (mode == TeamsForms.InCards)
        {
            var ids = Buttons.Ids((Wire.Closes, form.Id.Value), (Wire.Pair, form.Pair?.Value), (Wire.Key, form.From?.Value));
            actions.Add((JsonNode)Buttons.Submit(form.Close, new JsonObject { [Wire.Reserved] = ids }, primary: false, takesInputs: false));
        }
        return actions;
    }

    private static JsonObject Data(Form form)
    {
        var ids = Buttons.Ids(
            (Wire.Form, form.Id.Value), (Wire.Pair, form.Pair?.Value), (Wire.Argument, form.Argument), (Wire.Nonce, form.Nonce), (Wire.Key, form.From?.Value));
        ids[Wire.BasedOn] = form.BasedOn;
        return new JsonObject { [Wire.Reserved] = ids };
    }

    private sealed record Block(ImmutableArray<JsonNode> Elements)
    {
        public bool MayGo { get; init; }

        public int Size { get; } = Elements.Sum(element => CardJson.SizeOf(element) + 1);
    }
}
