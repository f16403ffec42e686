using System.Text.Json.Nodes;
using TrustBot.Core.Messages;
using TrustBot.Core.Texts;
using TrustBot.Delivery;

namespace TrustBot.Teams.Cards;

/// <summary>A message as an Adaptive Card 1.5: the content of an attachment. The activity's summary is the message's preview.</summary>
public static class MessageCard
{
    /// <param name="language">The reader's.</param>
    /// <param name="opens">Whether a button opens a form, which a dialog has to be asked for.</param>
    public static JsonObject Draw(Envelope envelope, Language language, TeamsForms forms, Func<ActionId, bool> opens)
    {
        var say = Sentences.In(language);
        var message = envelope.Message;
        var (near, far) = Split(envelope, forms, opens);
        // What is done takes one line; what can still be read or pressed lies behind it.
        if (message.Settled)
        {
            JsonNode[] rest = [.. Body(message, say)];
            var behind = rest.Length + near.Count + far.Count == 0 ? [] : Buttons.AndBehind(say.More, [], rest, [.. near, .. far]);
            return Elements.Card(message.Preview, [Elements.Quiet($"✓ {message.Title}"), .. behind], []);
        }
        JsonNode[] body = [Elements.Heading(message.Title), .. Body(message, say)];
        return far.Count == 0
            ? Elements.Card(message.Preview, [.. body], [.. near])
            : Elements.Card(message.Preview, [.. body, .. Buttons.AndBehind(say.More, near, [], far)], []);
    }

    private static IEnumerable<JsonNode> Body(Message message, Sentences say)
    {
        foreach (var element in message.Parts.SelectMany(Element))
            yield return element;
        if (message.Why is { } why)
            yield return Elements.Quiet(why);
        if (message.Sees is { } sees)
            yield return Elements.Sees(sees, say, 0);
    }

    private static IEnumerable<JsonNode> Element(Part part) => part switch
    {
        Part.Paragraph paragraph => [Elements.Text(paragraph.Text)],
        Part.Said said => Elements.Words(said.Text),
        Part.Wrote wrote => [Elements.Wrote(wrote.By, wrote.Words)],
        Part.Quoted quoted => [Elements.Quoted(quoted)],
        Part.Lines lines => [Elements.Lines(lines.Items)],
        Part.Trend trend => [Elements.Trend(trend)],
        _ => throw new ArgumentOutOfRangeException(nameof(part), part.GetType(), "No card has a picture of this."),
    };

    /// <summary>The buttons in sight, the primary one among them at most once, and those behind "More".</summary>
    private static (List<JsonObject> Near, List<JsonObject> Far) Split(Envelope envelope, TeamsForms forms, Func<ActionId, bool> opens)
    {
        var message = envelope.Message;
        var room = message.Buttons.Length > Buttons.MostInSight || !message.More.IsEmpty ? Buttons.MostInSight - 1 : Buttons.MostInSight;
        var primary = message.Settled ? null : message.Buttons.FirstOrDefault(button => button.Primary);
        var all = message.Buttons.Concat(message.More).Select(button => Buttons.Press(
            button, ReferenceEquals(button, primary), envelope, forms == TeamsForms.Dialogs && opens(button.Action))).ToList();
        var near = Math.Min(message.Buttons.Length, room);
        return (all[..near], all[near..]);
    }
}
