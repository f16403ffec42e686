using System.Net;
using System.Text.Json.Nodes;
using TrustBot.Slack;

namespace TrustBot.Tests.Slack.Inbound;

/// <summary>Slack's own library for Node as a second opinion: the same request to both, the same status and body, but where we mean to differ.</summary>
public sealed class BoltTests(BoltReceiver bolt) : IClassFixture<BoltReceiver>, IAsyncLifetime
{
    private static readonly Dictionary<string, Func<SlackAttempt>> Agreed = new()
    {
        ["an event"] = () => SlackAttempt.Said("Grüße 🌱"),
        ["an event in JSON that names its charset"] = () => With(SlackAttempt.Said(), it => it.ContentType = "application/json; charset=utf-8"),
        ["a retry"] = () => With(SlackAttempt.Said(), it => it.Headers = [("X-Slack-Retry-Num", "1"), ("X-Slack-Retry-Reason", "http_timeout")]),
        ["an event of a type that is new"] = () => SlackAttempt.Event(SlackSamples.Envelope(new JsonObject { ["type"] = "hologram_opened" })),
        ["the question for the address"] = () => SlackSamples.Attempt("events/url_verification.json"),
        ["the question for the address, unsigned"] = () => SlackSamples.Attempt("events/url_verification.json").Unsigned(),
        ["300 s old"] = () => With(SlackAttempt.Said(), it => it.Timestamp = Ago(300)),
        ["301 s old"] = () => With(SlackAttempt.Said(), it => it.Timestamp = Ago(301)),
        ["a little ahead"] = () => With(SlackAttempt.Said(), it => it.Timestamp = Ago(-60)),
        ["unsigned"] = () => SlackAttempt.Said().Unsigned(),
        ["no time"] = () => With(SlackAttempt.Said(), it => it.Timestamps = _ => []),
        ["a time that is a word"] = () => With(SlackAttempt.Said(), it => it.Timestamps = _ => ["now"]),
        ["no signature"] = () => With(SlackAttempt.Said(), it => it.Signatures = _ => []),
        ["the signature twice"] = () => With(SlackAttempt.Said(), it => it.Signatures = good => [good, good]),
        ["upper-case hex"] = () => With(SlackAttempt.Said(), it => it.Signatures = good => ["v0=" + good[3..].ToUpperInvariant()]),
        ["v1"] = () => With(SlackAttempt.Said(), it => it.Version = "v1"),
        ["another secret"] = () => With(SlackAttempt.Said(), it => it.Secret = "other"),
        ["a byte changed"] = () => With(SlackAttempt.Said(), it => it.OnItsWay = body => [.. body, (byte)' ']),
        ["half an object"] = () => SlackAttempt.Event("{\"type\":"),
        ["nothing"] = () => SlackAttempt.Event(""),
        ["half a payload"] = () => SlackAttempt.Fields("payload=%7B"),
        ["an ssl_check"] = () => SlackAttempt.Fields("ssl_check=1&token=x").Unsigned(),
        ["an ssl_check that is signed"] = () => SlackAttempt.Fields("ssl_check=1&token=x"),
        ["an ssl_check with a payload"] = () => SlackAttempt.Fields("ssl_check=1&payload={\"type\":\"view_submission\",\"view\":{\"private_metadata\":\"{}\"}}").Unsigned(),
        ["no ssl_check"] = () => SlackAttempt.Fields("ssl_check=0").Unsigned(),
        ["errors for a view"] = () => View("""{"response_action":"errors","errors":{"purpose":"Write a little more."}}"""),
        ["a view pushed"] = () => View("""{"response_action":"push","view":{"type":"modal","blocks":[]}}"""),
        ["a view closed"] = () => View(""),
        ["too large"] = () => new SlackAttempt { Body = new byte[(1024 * 1024) + 1] },
        ["any other address"] = () => With(SlackAttempt.Said(), it => it.Path = "/slack/elsewhere"),
    };

    private static readonly Dictionary<string, (int Bolt, int Ours, string Why, Func<SlackAttempt> Attempt)> Different = new()
    {
        ["301 s ahead"] = (200, 401, "What was signed for tomorrow could be sent again until then.", () => With(SlackAttempt.Said(), it => it.Timestamp = Ago(-301))),
        ["something behind the signature"] = (200, 401, "A signature is one text, and this is another.", () => With(SlackAttempt.Said(), it => it.Signatures = good => [good + "=more"])),
        ["the secret before"] = (401, 200, "Bolt knows one secret at a time, and a change of it loses what is on its way.", () => With(SlackAttempt.Said(), it => it.Secret = "former")),
        ["a form that names its charset"] = (400, 200, "Bolt compares the whole content type.", () => With(SlackSamples.Attempt("commands/plus.form.txt"), it => it.ContentType = "application/x-www-form-urlencoded; charset=utf-8")),
        ["JSON called a text"] = (200, 415, "Slack says what it sends.", () => With(SlackAttempt.Said(), it => it.ContentType = "text/plain")),
        ["half a surrogate pair"] = (200, 400, "It is no text in .NET, and would fail later, in a turn.", () => SlackAttempt.Event("{\"type\":\"a\",\"text\":\"\\ud800\"}")),
        ["bytes that are no text"] = (401, 400, "Bolt signs what it decoded; we sign what came.", () => new SlackAttempt { Body = [.. "{\"a\":\""u8, 0xc3, 0x28, .. "\"}"u8] }),
        ["a name twice"] = (200, 400, "Whoever reads the other one reads something else.", () => SlackAttempt.Event("{\"type\":\"a\",\"type\":\"b\"}")),
        ["an object that says nothing"] = (200, 400, "Bolt leaves it to the app, and here the app begins at the door.", () => SlackAttempt.Event("{}")),
        ["a form that says nothing"] = (200, 400, "The same.", () => SlackAttempt.Fields("a=b")),
        ["an ssl_check in JSON"] = (200, 400, "It comes as a form.", () => SlackAttempt.Event("{\"ssl_check\":\"1\"}")),
        ["an unsigned ssl_check in other letters"] = (200, 401, "What a stranger sends is not decoded.", () => SlackAttempt.Fields("ssl%5Fcheck=1").Unsigned()),
    };

    private SlackDoor door = null!;

    public static TheoryData<string> AgreedNames => [.. Agreed.Keys, .. SlackSamples.Names];

    public static TheoryData<string> DifferentNames => [.. Different.Keys];

    public async ValueTask InitializeAsync()
    {
        if (bolt.Missing is { } missing && Environment.GetEnvironmentVariable("CI") is "true")
            Assert.Fail(missing);
        else if (bolt.Missing is { } reason)
            Assert.Skip(reason);
        door = await SlackDoor.StartAsync(("PreviousSigningSecret", "former"));
        door.Turns.Answer = (delivery, _) => Task.FromResult(
            delivery is SlackDelivery.Interaction { Payload: var payload } && (string?)payload["view"]?["private_metadata"] is ['{', ..] reply ? new SlackReply(JsonNode.Parse(reply)) : SlackReply.Done);
    }

    public async ValueTask DisposeAsync()
    {
        if (door is not null)
            await door.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(AgreedNames))]
    public async Task Bolt_answers_the_same(string name)
    {
        var attempt = Agreed.TryGetValue(name, out var make) ? make() : SlackSamples.Attempt(name);

        Assert.Equal(await AskAsync(bolt.Http, attempt), await AskAsync(door.Http, attempt));
    }

    [Theory]
    [MemberData(nameof(DifferentNames))]
    public async Task Bolt_answers_otherwise_for_a_reason(string name)
    {
        var (theirs, ours, why, make) = Different[name];

        Assert.NotEmpty(why);
        Assert.Equal(((HttpStatusCode)theirs, ""), await AskAsync(bolt.Http, make()));
        Assert.Equal(((HttpStatusCode)ours, ""), await AskAsync(door.Http, make()));
    }

    [Fact]
    public async Task What_is_not_posted_is_not_found_there_and_not_allowed_here()
    {
        var path = new Uri("/slack/events", UriKind.Relative);
        using var theirs = await bolt.Http.GetAsync(path, TestContext.Current.CancellationToken);
        using var ours = await door.Http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed), (theirs.StatusCode, ours.StatusCode));
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(HttpClient http, SlackAttempt attempt)
    {
        using var request = attempt.ToRequest();
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static SlackAttempt With(SlackAttempt attempt, Action<SlackAttempt> change)
    {
        change(attempt);
        return attempt;
    }

    private static SlackAttempt View(string reply)
    {
        var submitted = SlackSamples.Json("interactive/view_submission.json");
        submitted["view"]!["private_metadata"] = reply;
        return SlackAttempt.Interaction(submitted);
    }

    private static string Ago(int seconds) => SlackAttempt.At(SlackAttempt.Now.AddSeconds(-seconds));
}
