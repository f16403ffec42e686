using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using TrustBot.Core.Texts;
using TrustBot.Slack.Outbound;
using TrustBot.Tests.Slack;
using TrustBot.Tests.Slack.Inbound;

namespace TrustBot.Tests.Stories;

/// <summary>One workspace of a Slack on this machine: signed deliveries in, Web API out.</summary>
internal sealed class SlackStreet : IStreet
{
    public const string Team = "T1";
    public const string Token = "xoxb-1";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly TimeSpan LongestDrawing = TimeSpan.FromSeconds(30);

    private HttpClient http = new();
    private int count = 100;

    private SlackStreet(FakeSlack slack) => Slack = slack;

    public FakeSlack Slack { get; }

    public IReadOnlyList<string> Settings => [$"--Slack:SigningSecret={SlackAttempt.FirstSecret}", $"--Slack:BotToken={Token}", $"--Slack:ApiBaseUrl={Slack.ApiBaseUrl}", .. InAHurry];

    /// <summary>A story is told faster than Slack would let it happen; how its limits are kept is shown elsewhere.</summary>
    private static readonly string[] InAHurry = ["--Slack:MessagesPerSecond=1000", "--Slack:SecondsBetweenMessages=0", .. SlackPaces.Named.Select(method => $"--Slack:PerMinute:{method}=60000")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SlackStreet> OpenAsync()
    {
        var slack = await FakeSlack.StartAsync(TimeProvider.System);
        slack.Install(Team, Token);
        return new SlackStreet(slack);
    }

    public static string UserOf(Resident resident) => $"U{resident.Id.ToUpperInvariant()}";

    public void Open(WebApplication app) => OpenAt(new Uri(app.Urls.Single()));

    /// <summary>For a program in a process of its own.</summary>
    public void OpenAt(Uri address) => http = new HttpClient { BaseAddress = address };

    public void Bring(Resident resident) => Slack.Join(Team, UserOf(resident), resident.Mail, name: resident.Name);

    public Task ArriveAsync(Resident resident) => EventAsync(resident, "app_home_opened", inner =>
        (inner["tab"], inner["channel"], inner["event_ts"]) = ("messages", Slack.Opened(Team, UserOf(resident)), "1"));

    public Task OpenHomeAsync(Resident resident) => EventAsync(resident, "app_home_opened", inner =>
        (inner["tab"], inner["channel"], inner["view"]) = ("home", Slack.Opened(Team, UserOf(resident)), Slack.HomeOf(Team, UserOf(resident))?.ToJson(Team)));

    public Task SayAsync(Resident by, string text) => SayAsync(by, text, _ => { });

    public Task SayAsync(Resident by, string text, Action<JsonObject> more)
    {
        var said = Said(by, text);
        more(said["event"]!.AsObject());
        return PostAsync(SlackAttempt.Event(said));
    }

    /// <summary>What Slack delivers, and may deliver again.</summary>
    public JsonObject Said(Resident by, string text) => Envelope(by, "message", inner =>
        (inner["channel_type"], inner["channel"], inner["ts"], inner["text"]) = ("im", Slack.Opened(Team, UserOf(by)), NewTs(), text));

    public bool CanPress(Resident by, string label) => Find(by, label) is not null;

    public async Task<Window?> PressAsync(Resident by, string label)
    {
        var (message, block, element) = Find(by, label)!.Value;
        var channel = Slack.Opened(Team, UserOf(by));
        return await OpenedByAsync(by, () => PressAsync(by, block, element, payload =>
        {
            payload["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = message.Ts, ["channel_id"] = channel };
            payload["channel"] = new JsonObject { ["id"] = channel };
        }));
    }

    /// <summary>A button on the Home tab.</summary>
    public Task<Window?> PressAtHomeAsync(Resident by, string label) => PressInAsync(by, Slack.HomeOf(Team, UserOf(by))!, label);

    /// <summary>A button in the uppermost modal, which is replaced a moment later.</summary>
    public Task PressInWindowAsync(Resident by, string label) => PressInAsync(by, Slack.ModalsOf(Team, UserOf(by))[^1], label);

    /// <summary>The uppermost modal.</summary>
    public Window? WindowOf(Resident resident) => Slack.ModalsOf(Team, UserOf(resident)) is [.., var view] ? WindowOf(resident, view) : null;

    public async Task<Window?> SendAsync(Window window, Func<string, string?> answer)
    {
        var (status, body) = await SubmitAsync(window, answer);
        Assert.Equal(HttpStatusCode.OK, status);
        var view = (FakeSlack.View)window.Drawn;
        switch ((string?)body?["response_action"])
        {
            case null:
                Slack.Close(Team, UserOf(window.By));
                return null;
            case "update":
                return WindowOf(window.By, Slack.Replace(Team, UserOf(window.By), view.Id, body["view"]!.AsObject()));
            case "errors":
                // What was typed stays in the modal, which is Slack's own doing.
                return window with { Text = window.Text + Read(body["errors"]!) };
            default:
                throw new InvalidOperationException($"No answer to a submission: {body}");
        }
    }

    public Task<(HttpStatusCode Status, JsonNode? Body)> SubmitAsync(Window window, Func<string, string?> answer)
    {
        var view = ((FakeSlack.View)window.Drawn).ToJson(Team);
        var values = new JsonObject();
        foreach (var input in Inputs(view))
        {
            var (block, element) = ((string)input["block_id"]!, input["element"]!.AsObject());
            values[block] = new JsonObject { [(string)element["action_id"]!] = Answered(element, answer(FieldOf(block))) };
        }
        view["state"] = new JsonObject { ["values"] = values };
        return PostAsync(SlackAttempt.Interaction(Payload(window.By, "view_submission", payload => payload["view"] = view)));
    }

    public Task CloseAsync(Window window)
    {
        Slack.Close(Team, UserOf(window.By));
        return Task.CompletedTask;
    }

    public IReadOnlyList<Standing> StandingIn(Resident resident) => [.. Slack.In(Team, UserOf(resident)).Select(StandingOf)];

    public IReadOnlyList<string> ChatOf(Resident resident) => [.. Slack.In(Team, UserOf(resident)).Select(post => post.Text + " " + post.Blocks?.ToJsonString(Plain))];

    public Task<(HttpStatusCode Status, JsonNode? Body)> CommandAsync(Resident by, string text, string channel = "C9") => PostAsync(SlackAttempt.Fields(
        $"command=/trustbot&team_id={Team}&user_id={UserOf(by)}&channel_id={channel}&text={Uri.EscapeDataString(text)}&trigger_id={Slack.Press(UserOf(by))}"));

    public Task<Window?> ShortcutAsync(Resident by, string callback, string? message = null) => OpenedByAsync(by, () => PostAsync(SlackAttempt.Interaction(
        Payload(by, message is null ? "shortcut" : "message_action", payload =>
        {
            (payload["callback_id"], payload["action_ts"]) = (callback, NewTs());
            if (message is not null)
                (payload["message"], payload["channel"]) = (new JsonObject { ["type"] = "message", ["user"] = "UELSE", ["text"] = message, ["ts"] = "1.1" }, new JsonObject { ["id"] = "C9" });
        }))));

    public Task<(HttpStatusCode Status, JsonNode? Body)> EventAsync(Resident by, string type, Action<JsonObject> more) => PostAsync(SlackAttempt.Event(Envelope(by, type, more)));

    public JsonObject Envelope(Resident by, string type, Action<JsonObject> more)
    {
        var inner = new JsonObject { ["type"] = type, ["user"] = UserOf(by) };
        more(inner);
        return new JsonObject
        {
            ["type"] = "event_callback",
            ["team_id"] = Team,
            ["api_app_id"] = "A1",
            ["event"] = inner,
            ["event_id"] = $"Ev{Interlocked.Increment(ref count)}",
            ["event_time"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(),
            ["authorizations"] = new JsonArray(new JsonObject { ["team_id"] = Team, ["enterprise_id"] = null, ["is_bot"] = true, ["is_enterprise_install"] = false }),
        };
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> PostAsync(SlackAttempt attempt)
    {
        attempt.Timestamp = SlackAttempt.At(TimeProvider.System.GetUtcNow());
        using var request = attempt.ToRequest();
        using var answer = await http.SendAsync(request, Cancellation);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        return (answer.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body));
    }

    public (FakeSlack.Posted Message, string Block, JsonObject Element)? Find(Resident by, string label)
    {
        foreach (var post in Slack.In(Team, UserOf(by)).Reverse())
        {
            if (Find(post.Blocks, label) is var (block, element))
                return (post, block, element);
        }
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Slack.DisposeAsync();
    }

    private async Task<Window?> PressInAsync(Resident by, FakeSlack.View view, string label)
    {
        var (block, element) = Find(view.Json["blocks"] as JsonArray, label) ?? throw new InvalidOperationException($"No button {label} in {view.Json}");
        return await OpenedByAsync(by, () => PressAsync(by, block, element, payload =>
        {
            payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
            payload["view"] = view.ToJson(Team);
        }));
    }

    private Task<(HttpStatusCode Status, JsonNode? Body)> PressAsync(Resident by, string block, JsonObject element, Action<JsonObject> more) => PostAsync(SlackAttempt.Interaction(Payload(by, "block_actions", payload =>
    {
        var action = new JsonObject { ["type"] = element["type"]!.DeepClone(), ["action_id"] = element["action_id"]!.DeepClone(), ["block_id"] = block, ["action_ts"] = NewTs() };
        if (element["value"] is { } value)
            action["value"] = value.DeepClone();
        if (element["selected_option"] is { } option)
            action["selected_option"] = option.DeepClone();
        payload["actions"] = new JsonArray(action);
        more(payload);
    })));

    private JsonObject Payload(Resident by, string type, Action<JsonObject> more)
    {
        var payload = new JsonObject
        {
            ["type"] = type,
            ["team"] = new JsonObject { ["id"] = Team },
            ["user"] = new JsonObject { ["id"] = UserOf(by), ["team_id"] = Team },
            ["api_app_id"] = "A1",
            ["trigger_id"] = Slack.Press(UserOf(by)),
            ["is_enterprise_install"] = false,
            ["enterprise"] = null,
        };
        more(payload);
        return payload;
    }

    /// <summary>What stands uppermost after it and did not before, or was drawn anew.</summary>
    private async Task<Window?> OpenedByAsync(Resident by, Func<Task<(HttpStatusCode Status, JsonNode? Body)>> act)
    {
        var before = Slack.ModalsOf(Team, UserOf(by)) is [.., var top] ? top : null;
        Assert.Equal(HttpStatusCode.OK, (await act()).Status);
        // Where a busy machine took long to draw it, what was opened says so first.
        await Until.HoldsAsync(() => !(Slack.ModalsOf(Team, UserOf(by)) is [.., var drawing] && IsLoading(drawing)), LongestDrawing, () => "What was opened is still being drawn.");
        return Slack.ModalsOf(Team, UserOf(by)) is [.., var now] && now != before ? WindowOf(by, now) : null;
    }

    private static bool IsLoading(FakeSlack.View view) =>
        Enum.GetValues<Language>().Any(language => Read(view.Json).Contains(Sentences.In(language).OneMoment, StringComparison.Ordinal));

    private static Window WindowOf(Resident by, FakeSlack.View view) =>
        new(by, (string)view.Json["title"]!["text"]!, Read(view.Json), [.. Inputs(view.Json).Select(input => FieldOf((string)input["block_id"]!))], view);

    private static Standing StandingOf(FakeSlack.Posted post)
    {
        var blocks = (post.Blocks ?? []).OfType<JsonObject>().ToList();
        var title = blocks.Count == 0 ? post.Text : (string)blocks[0]["type"]! switch
        {
            "header" => (string)blocks[0]["text"]!["text"]!,
            "context" => (string)blocks[0]["elements"]![0]!["text"]!,
            _ => post.Text,
        };
        var elements = blocks.Where(block => (string?)block["type"] == "actions").SelectMany(row => row["elements"]!.AsArray().OfType<JsonObject>());
        var labels = elements.SelectMany(element => element["options"] is JsonArray options ? options.Select(option => (string)option!["text"]!["text"]!) : [(string)element["text"]!["text"]!]);
        return new Standing(Standing.Tidy(title ?? ""), [.. labels.Select(Standing.Tidy)]);
    }

    private static (string Block, JsonObject Element)? Find(JsonArray? blocks, string label)
    {
        foreach (var row in (blocks ?? []).OfType<JsonObject>().Where(block => (string?)block["type"] == "actions"))
        {
            foreach (var element in row["elements"]!.AsArray().OfType<JsonObject>())
            {
                if ((string?)element["text"]?["text"] == label)
                    return ((string)row["block_id"]!, element);
                if ((element["options"] as JsonArray)?.FirstOrDefault(option => (string?)option!["text"]!["text"] == label) is { } option)
                    return ((string)row["block_id"]!, new JsonObject { ["type"] = "overflow", ["action_id"] = element["action_id"]!.DeepClone(), ["selected_option"] = option.DeepClone() });
            }
        }
        return null;
    }

    private static IEnumerable<JsonObject> Inputs(JsonObject view) => view["blocks"]!.AsArray().OfType<JsonObject>().Where(block => (string?)block["type"] == "input");

    private static string FieldOf(string block) => block[(block.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <param name="text">For a list, values joined with commas.</param>
    private static JsonObject Answered(JsonObject element, string? text)
    {
        var type = (string)element["type"]!;
        var options = (element["options"] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        var state = new JsonObject { ["type"] = type };
        switch (type)
        {
            case "plain_text_input":
                state["value"] = text ?? element["initial_value"]?.DeepClone();
                break;
            case "datepicker":
                state["selected_date"] = text ?? element["initial_date"]?.DeepClone();
                break;
            case "radio_buttons" or "static_select":
                state["selected_option"] = (text is null ? element["initial_option"] ?? options[0] : options.First(option => (string?)option["value"] == text)).DeepClone();
                break;
            default:
                state["selected_options"] = text is null
                    ? element["initial_options"]?.DeepClone() ?? new JsonArray()
                    : new JsonArray([.. options.Where(option => text.Split(',').Contains((string)option["value"]!)).Select(option => option.DeepClone())]);
                break;
        }
        return state;
    }

    private static string Read(JsonNode node) => node.ToJsonString(Plain);

    private string NewTs() => $"1.{Interlocked.Increment(ref count):D6}";
}
