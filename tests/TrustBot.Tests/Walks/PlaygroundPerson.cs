using System.Text.Json.Nodes;

namespace TrustBot.Tests.Walks;

/// <summary>Somebody in the Playground who is not on its page: what they do goes through its API, and what they read is in its log.</summary>
public sealed class PlaygroundPerson(Playground playground, PlaygroundLog log, PlaygroundUser user, string chat)
{
    public string Chat => chat;

    public static async Task<PlaygroundPerson> OfAsync(Playground playground, PlaygroundLog log, PlaygroundUser user) =>
        new(playground, log, user, await playground.ChatOfAsync(user));

    public Task InstallAsync(string id = "install") => playground.InstallAsync(user, chat, $"{id}-{user.Id}");

    public Task SayAsync(string text) => playground.SayAsync(user, chat, text);

    public Task<PlaygroundMessage> SeesAsync(string title) => log.UntilAsync(chat, message => message.Title == title, $"\"{title}\"");

    public Task<PlaygroundMessage> ReadsAsync(string text) => log.UntilAsync(chat, message => message.Shows(text), $"\"{text}\"");

    /// <summary>A button of the newest message with this title. Its inputs get their first choice, a tick none, and the text.</summary>
    public async Task<PlaygroundMessage> PressAsync(string title, string button, string text = "")
    {
        var message = await log.UntilAsync(chat, message => message.Title == title && message.Button(button) is not null, $"\"{title}\" with \"{button}\"");
        var action = message.Button(button)!;
        var value = (JsonObject)action["data"]!.DeepClone();
        if ((string?)action["associatedInputs"] != "none")
        {
            foreach (var input in message.Inputs)
                value[(string)input["id"]!] = AnswerTo(input, text);
        }
        await playground.SubmitAsync(user, chat, message.Id, value);
        return message;
    }

    private static string AnswerTo(JsonObject input, string text) => (string?)input["type"] switch
    {
        "Input.ChoiceSet" => (string)input["choices"]![0]!["value"]!,
        "Input.Toggle" => (string)input["valueOff"]!,
        _ => text,
    };
}
