using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TrustBot.Core.Messages;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.Slack.Inbound;

namespace TrustBot.Slack.Blocks;

/// <summary>Modals that are no form.</summary>
public static class Views
{
    /// <summary>In characters: a modal's title and both of its buttons.</summary>
    internal const int LongestWord = 24;

    /// <summary>In characters: what a modal brings back unseen.</summary>
    internal const int LongestCarried = 3000;

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Opened at once, while the trigger is good, and replaced when the form is drawn.</summary>
    public static JsonObject Loading(Language language) => Line(Sentences.In(language).OneMoment, language);

    /// <param name="retry">What was pressed; the button presses it again.</param>
    /// <param name="picked">Comes back with it, if there is room; null for nothing.</param>
    /// <param name="cut">Whether that is only the beginning of it.</param>
    public static JsonObject Apology(Language language, BlockAnswer.Pressed retry, Words? picked = null, bool cut = false)
    {
        var say = Sentences.In(language);
        var button = Buttons.Press(new Button(say.TryAgain, retry.Action, retry.Argument), 0, primary: true);
        var carried = picked is null ? null : Carried(picked, cut);
        return Modal(
            Title, [.. Elements.Text(say.Apology), Buttons.Row([button], "0", retry.Pair, retry.From)], say.Close, carries: carried?.Length <= LongestCarried ? carried : null);
    }

    /// <summary>What came back with an <see cref="Apology"/>; null where nothing did.</summary>
    public static (Words Words, bool Cut)? PickedIn(JsonObject? view) =>
        view.Text("type") == ModalType && view.Text("callback_id") is null && view.Text("private_metadata") is { } carried
        && JsonFields.Read(carried) is { } all && all.Text(Wire.Picked) is { } text
            ? (new Words(text), all.Text(Wire.Cut) == Wire.On)
            : null;

    /// <summary>One sentence in the place of a form, such as that something is done or has moved on.</summary>
    public static JsonObject Line(string line, Language language) => Modal(Title, [.. Elements.Text(line)], Sentences.In(language).Close);

    /// <summary>A message about the person, with its buttons, where there is no chat.</summary>
    public static JsonObject Of(Message message, Language language) => Modal(Title, MessageBlocks.Among(message, null, language, 0), Sentences.In(language).Close);

    internal static JsonObject Modal(string title, IReadOnlyCollection<JsonObject> blocks, string close, string? submit = null, string? id = null, string? carries = null)
    {
        var view = new JsonObject { ["type"] = ModalType, ["title"] = Word(title), ["blocks"] = new JsonArray([.. blocks]), ["close"] = Word(close) };
        if (submit is not null)
            view["submit"] = Word(submit);
        if (id is not null)
            view["callback_id"] = id;
        if (carries is not null)
            view["private_metadata"] = carries;
        return view;
    }

    private const string Title = "TrustBot";
    private const string ModalType = "modal";

    private static string Carried(Words picked, bool cut)
    {
        var carried = new JsonObject { [Wire.Picked] = PlainText.Scrub(picked.Reveal()) };
        if (cut)
            carried[Wire.Cut] = Wire.On;
        return carried.ToJsonString(Compact);
    }

    private static JsonObject Word(string text) => Elements.Plain(SlackText.FitLine(text, LongestWord), LongestWord);
}
