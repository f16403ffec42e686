using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using TrustBot.Core.Messages;

namespace TrustBot.Tests.Transcripts;

/// <summary>Messages and windows as the lines of a transcript. What a person wrote stands in quotation marks.</summary>
internal static class Show
{
    public static IEnumerable<string> Lines(Message message, string usualPreview)
    {
        yield return message.Settled ? message.Title : $"**{message.Title}**";
        if (message.Preview != usualPreview)
            yield return $"(lock screen: {message.Preview})";
        foreach (var line in message.Parts.SelectMany(Lines))
            yield return line;
        if (message.Sees is { } sees)
            yield return $"Who sees this: {sees.Label}";
        if (message.Why is { } why)
            yield return why;
        var buttons = Buttons(message.Buttons);
        var more = message.More.IsEmpty ? "" : $"More: {Buttons(message.More)}";
        if (buttons.Length + more.Length > 0)
            yield return string.Join("  ", new[] { buttons, more }.Where(text => text.Length > 0));
    }

    public static IEnumerable<string> Lines(Form form)
    {
        yield return $"**{form.Title}**";
        foreach (var line in form.Parts.SelectMany(Lines))
            yield return line;
        if (form.Sees is { } sees)
            yield return $"Who sees this: {sees.Label}";
        yield return string.Join(" ", new[] { form.Submit, form.Close }.OfType<string>().Select(label => $"[{label}]"));
    }

    /// <summary>Every text of TrustBot's own that this message shows or says aloud.</summary>
    public static IEnumerable<string> Said(Message message) =>
    [
        message.Title, message.Preview, message.Why ?? "", message.Sees?.Label ?? "", message.Sees?.Spoken ?? "",
        .. message.Buttons.Concat(message.More).Select(button => button.Label),
        .. message.Parts.SelectMany(Said),
    ];

    public static IEnumerable<string> Said(Form form) =>
    [
        form.Title, form.Sees?.Label ?? "", form.Sees?.Spoken ?? "", form.Submit ?? "", form.Close,
        .. form.Parts.SelectMany(Said),
    ];

    /// <summary>Control and format characters made visible, very long texts cut.</summary>
    public static string Visible(string text)
    {
        var shown = new StringBuilder();
        foreach (var rune in (text.Length > 400 ? $"{text[..60]}… ({Number(text.Length)} characters)" : text).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate)
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else
                shown.Append(rune);
        }
        return shown.ToString();
    }

    private static IEnumerable<string> Lines(Part part) => part switch
    {
        Part.Paragraph paragraph => [paragraph.Text],
        Part.Said said => [Visible(said.Text.Reveal())],
        Part.Wrote wrote => [$"{wrote.By}: \"{Visible(wrote.Words.Reveal())}\""],
        Part.Quoted quoted => [$"{quoted.Before} \"{Visible(quoted.Words.Reveal())}\""],
        Part.Lines lines => lines.Items.Select(Item),
        Part.Trend trend => trend.Rows.Select(row => $"| {row.Label}: {Visible(row.Text.Reveal())}"),
        _ => [],
    };

    private static IEnumerable<string> Lines(FormPart part) => part switch
    {
        FormPart.Note note => [note.Text],
        FormPart.Download download => [$"[{download.Label}] ->"],
        FormPart.Wrote wrote => [$"{wrote.By}: \"{Visible(wrote.Words.Reveal())}\""],
        FormPart.Lines lines => lines.Items.Select(Item),
        FormPart.Question question => Question(question.Field),
        _ => [],
    };

    private static IEnumerable<string> Question(Field field)
    {
        var answer = field switch
        {
            Field.Text text => text.Initial.IsEmpty ? "___" : $"\"{Visible(text.Initial.Reveal())}\"",
            Field.Choice choice => Options(choice.Options, option => option.Value == choice.Selected),
            Field.Choices choices => Options(choices.Options, option => choices.Selected.Contains(option.Value)),
            Field.Tick tick => tick.Ticked ? "(x)" : "( )",
            Field.Date date => date.Initial is { } day ? NodaTime.Text.LocalDatePattern.Iso.Format(day) : "____-__-__",
            _ => "",
        };
        yield return $"{field.Name}: {field.Label} {answer}{(field.Optional ? " (may stay empty)" : "")}";
        if (field.Hint is { } hint)
            yield return $"    {hint}";
        yield return $"    Who sees this: {field.Sees.Label}";
    }

    private static string Options(ImmutableArray<Option> options, Func<Option, bool> chosen) =>
        string.Join(" ", options.Select(option => $"({(chosen(option) ? "x" : " ")}) {option.Label}"));

    private static string Item(Line line)
    {
        var text = line.Text.IsEmpty ? "" : $": {Visible(line.Text.Reveal())}";
        return line.Mark is { } mark ? $"- {line.Label}{text} ({mark.Text})" : $"- {line.Label}{text}";
    }

    private static string Buttons(ImmutableArray<Button> buttons) => string.Join(" ", buttons.Select(button => $"[{button.Label}]"));

    private static IEnumerable<string> Said(Part part) => part switch
    {
        Part.Paragraph paragraph => [paragraph.Text],
        Part.Said said => [said.Text.Reveal()],
        Part.Wrote wrote => [wrote.By],
        Part.Quoted quoted => [quoted.Before],
        Part.Lines lines => lines.Items.SelectMany(Said),
        Part.Trend trend => trend.Rows.SelectMany(row => (string[])[row.Label, row.Text.Reveal()]),
        _ => [],
    };

    private static IEnumerable<string> Said(FormPart part) => part switch
    {
        FormPart.Note note => [note.Text],
        FormPart.Download download => [download.Label],
        FormPart.Wrote wrote => [wrote.By],
        FormPart.Lines lines => lines.Items.SelectMany(Said),
        FormPart.Question { Field: var field } => [field.Label, field.Hint ?? "", field.Sees.Label, field.Sees.Spoken, field.Example ?? "", .. Offers(field)],
        _ => [],
    };

    private static string[] Said(Line line) => [line.Label, line.Text.Reveal(), line.Mark?.Text ?? ""];

    private static IEnumerable<string> Offers(Field field) => field switch
    {
        Field.Choice choice => choice.Options.Select(option => option.Label),
        Field.Choices choices => choices.Options.Select(option => option.Label),
        _ => [],
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
