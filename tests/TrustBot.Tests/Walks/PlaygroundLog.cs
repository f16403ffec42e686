using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrustBot.Tests.Walks;

/// <summary>A message as it stands in a chat now.</summary>
public sealed record PlaygroundMessage(string Chat, string Id, JsonObject Activity)
{
    public JsonObject? Card => (Activity["attachments"] as JsonArray)?.FirstOrDefault()?["content"] as JsonObject;

    /// <summary>The first words: a card's title, or the text.</summary>
    public string Title => Card is { } card ? Texts(card["body"]).FirstOrDefault() ?? "" : (string?)Activity["text"] ?? "";

    /// <summary>Anywhere in it: in a field too, where it would not be read as text.</summary>
    public bool Holds(string words) => Activity.ToJsonString().Contains(words, StringComparison.Ordinal);

    public bool Shows(string text) => Texts(Activity).Any(one => one.Contains(text, StringComparison.Ordinal));

    public IEnumerable<JsonObject> Inputs => Objects(Card).Where(one => ((string?)one["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true);

    public JsonObject? Button(string label) => Objects(Card).FirstOrDefault(one => (string?)one["type"] == "Action.Submit" && (string?)one["title"] == label);

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject one => [one, .. one.SelectMany(pair => Objects(pair.Value))],
        JsonArray many => many.SelectMany(Objects),
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonNode? node) => Objects(node).Select(one => (string?)(one["text"] as JsonValue)).OfType<string>();
}

/// <summary>What the Playground and the bot said to each other, as the Playground's own log shows it, and so what stands in every chat.</summary>
public sealed class PlaygroundLog : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ClientWebSocket socket = new();
    private readonly Lock gate = new();
    private readonly Dictionary<(string Chat, string Id), PlaygroundMessage> messages = [];
    private readonly List<(string Chat, string Id)> order = [];
    private readonly List<string> troubles = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task listening = Task.CompletedTask;

    /// <summary>Everything that either side answered with an error.</summary>
    public IReadOnlyList<string> Troubles
    {
        get
        {
            lock (gate)
                return [.. troubles];
        }
    }

    public static async Task<PlaygroundLog> ListenAsync(Playground playground)
    {
        var log = new PlaygroundLog();
        await log.socket.ConnectAsync(new UriBuilder(playground.Address) { Scheme = "ws", Path = "/_ws/log/stream" }.Uri, TestContext.Current.CancellationToken);
        log.listening = log.ReadAsync();
        return log;
    }

    /// <summary>In the order in which they first came.</summary>
    public IReadOnlyList<PlaygroundMessage> In(string chat)
    {
        lock (gate)
            return [.. order.Where(one => one.Chat == chat).Select(one => messages[one])];
    }

    /// <summary>The newest message of a chat that is such, as soon as there is one.</summary>
    public async Task<PlaygroundMessage> UntilAsync(string chat, Func<PlaygroundMessage, bool> such, string what)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (order.AsEnumerable().Reverse().Where(one => one.Chat == chat).Select(one => messages[one]).FirstOrDefault(such) is { } found)
                    return found;
                next = changed.Task;
            }
            try
            {
                await next.WaitAsync(Patience, TestContext.Current.CancellationToken);
            }
            catch (TimeoutException)
            {
                throw new InvalidOperationException($"{chat} never got {what}; it has: {string.Join(" · ", In(chat).Select(one => one.Title))}; troubles: {string.Join(" · ", Troubles)}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await listening;
        socket.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                using var whole = new MemoryStream();
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                    whole.Write(buffer.AsSpan(0, part.Count));
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                Note(JsonNode.Parse(whole.ToArray()));
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The Playground ended, or the walk.
        }
    }

    private void Note(JsonNode? entry)
    {
        if (entry?["log"] is not JsonObject log)
            return;
        lock (gate)
        {
            var status = (int?)log["response"]?["statusCode"];
            if (status >= 400 || (string?)log["level"] is "error" or "warning")
                troubles.Add($"{log["activityName"]} {status} {log["displayText"]}");
            var body = log["request"]?["body"] as JsonObject;
            if (status is 200 or 201 && (string?)log["from"] == "User Application" && (string?)body?["type"] == "message" && (string?)log["messageId"] is { } id)
                Keep(new PlaygroundMessage((string?)log["conversationId"] ?? "", id, body!));
            var seen = changed;
            changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            seen.SetResult();
        }
    }

    private void Keep(PlaygroundMessage message)
    {
        var key = (message.Chat, message.Id);
        if (!messages.ContainsKey(key))
            order.Add(key);
        messages[key] = message;
    }
}
