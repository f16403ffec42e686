using System.Collections.Immutable;
using System.Text.Json.Nodes;
using TrustBot.Core.Messages;
using TrustBot.Core.Texts;
using TrustBot.Delivery;

namespace TrustBot.Slack.Blocks;

/// <summary>A form as a modal. What it carries by itself are ids.</summary>
public static class FormView
{
    public const int Most = 100;

    /// <summary>In characters of JSON with every letter escaped; Slack takes 250 KB.</summary>
    private const int Room = 200 * 1024;

    /// <param name="language">The reader's.</param>
    /// <param name="site">Where this host is reached from outside; null leaves downloads out.</param>
    /// <param name="typed">What the person put in before; null for a form drawn for the first time.</param>
    /// <param name="errors">Sentences that <see cref="FormErrors"/> could not put beside a field.</param>
    public static JsonObject Draw(
        Form form, Language language, Uri? site = null, FormAnswers? typed = null, ImmutableDictionary<string, string>? errors = null)
    {
        var say = Sentences.In(language);
        var blocks = Blocks(form, say, site, typed, errors ?? ImmutableDictionary<string, string>.Empty);
        CardLayout.FitInto(
            blocks, all => all.Count < Most && all.Sum(block => block.Size) <= Room, block => block.MayGo,
            () => new Block(Elements.Text(say.MoreThanFits).First(), MayGo: false));
        if (blocks.Count == 0)
            blocks.Add(new Block(Elements.Quiet(form.Title), MayGo: false));
        var ids = new JsonObject { [Wire.BasedOn] = form.BasedOn };
        foreach (var (name, value) in ((string, string?)[])[(Wire.Pair, form.Pair?.Value), (Wire.Argument, form.Argument), (Wire.Nonce, form.Nonce), (Wire.Key, form.From?.Value)])
        {
            if (value is not null)
                ids[name] = PlainText.Scrub(value);
        }
        return Views.Modal(form.Title, [.. blocks.Select(block => block.Json)], form.Close, form.Submit, form.Id.Value, ids.ToJsonString());
    }

    private static List<Block> Blocks(Form form, Sentences say, Uri? site, FormAnswers? typed, ImmutableDictionary<string, string> errors)
    {
        var blocks = errors.Values.Distinct().SelectMany(Elements.Problem).Select(Stays).ToList();
        for (var i = 0; i < form.Parts.Length; i++)
        {
            if (form.Parts[i] is FormPart.Question { Field: var field })
            {
                blocks.Add(Stays(Questions.Draw(field, form.Nonce, typed, say)));
                if (CardLayout.EndsItsRun(form, i))
                    blocks.Add(Stays(Elements.Sees(field.Sees, say)));
            }
            else
            {
                var part = form.Parts[i];
                blocks.AddRange(Read(part, site).Select(block => new Block(block, part is FormPart.Wrote or FormPart.Lines)));
            }
        }
        if (form.Sees is { } sees)
            blocks.Add(Stays(Elements.Sees(sees, say)));
        // A button holds 24 characters of what it does; whoever reads learns the rest before pressing.
        if (form.Submit is { Length: > Views.LongestWord } submit)
            blocks.Add(Stays(Elements.Quiet(submit)));
        return blocks;
    }

    private static Block Stays(JsonObject block) => new(block, MayGo: false);

    private static IEnumerable<JsonObject> Read(FormPart part, Uri? site) => part switch
    {
        FormPart.Note note => Elements.Text(PlainText.Shorten(note.Text, Elements.LongestWords)),
        FormPart.Wrote wrote => Elements.Wrote(wrote.By, wrote.Words),
        FormPart.Lines lines => Elements.Lines(lines.Items),
        FormPart.Download download => CardLayout.LinkOf(download, site) is { } url ? [Buttons.Row([Buttons.Link(download.Label, url)], Wire.Link, null, null)] : [],
        _ => throw new ArgumentOutOfRangeException(nameof(part), part.GetType(), "No block shows this."),
    };

    private sealed record Block(JsonObject Json, bool MayGo)
    {
        public int Size { get; } = Json.ToJsonString().Length + 1;
    }
}
