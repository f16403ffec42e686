using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using TrustBot.Slack;
using TrustBot.Slack.Inbound;

namespace TrustBot.Tests.Slack.Inbound;

/// <summary>The list of what other libraries for Slack got wrong, as far as it concerns this door, under its own numbers.</summary>
public sealed class ChecklistTests : IAsyncLifetime
{
    private SlackDoor door = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => door = await SlackDoor.StartAsync();

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Fact]
    public async Task N01_The_vector_of_Slacks_documentation_is_genuine()
    {
        const string body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        const string signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
        await using var theirs = await SlackDoor.StartAsync(("SigningSecret", "8f742231b10e8888abcd99yyyzzz85a5"));
        theirs.Time.AdjustTime(DateTimeOffset.FromUnixTimeSeconds(1531420618));
        var attempt = SlackAttempt.Fields(body);
        (attempt.Timestamp, attempt.Signatures) = ("1531420618", _ => [signature]);

        Assert.Equal(HttpStatusCode.OK, await theirs.SendAsync(attempt));
        Assert.Equal("/webhook-collect", Assert.IsType<SlackDelivery.Command>(Assert.Single(theirs.Turns.Taken)).Fields["command"]);
    }

    [Theory]
    [InlineData(300, 200)]
    [InlineData(301, 401)]
    [InlineData(-300, 200)]
    [InlineData(-301, 401)]
    public async Task N02_Three_hundred_seconds_either_way_and_not_one_more(int seconds, int status)
    {
        var attempt = SlackAttempt.Said();
        attempt.Timestamp = SlackAttempt.At(SlackAttempt.Now.AddSeconds(seconds));

        Assert.Equal((HttpStatusCode)status, await door.SendAsync(attempt));
    }

    [Theory]
    [InlineData("application/json", "application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-8", "application/x-www-form-urlencoded; charset=utf-8")]
    [InlineData("application/json;charset=UTF-8", "application/x-www-form-urlencoded;charset=UTF-8")]
    [InlineData("Application/JSON; Charset=\"utf-8\"", "Application/X-WWW-Form-URLEncoded; Charset=\"utf-8\"")]
    [InlineData("application/json; charset=iso-8859-1", "application/x-www-form-urlencoded; charset=iso-8859-1")]
    public async Task N03_A_content_type_may_name_its_charset(string json, string form)
    {
        var (said, pressed) = (SlackAttempt.Said("Grüße"), SlackSamples.Attempt("interactive/view_submission.json"));
        (said.ContentType, pressed.ContentType) = (json, form);

        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(said));
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(pressed));
        Assert.Equal("Grüße", (string?)((SlackDelivery.Event)door.Turns.Taken.First()).Inner["text"]);
    }

    [Theory]
    [InlineData("Gr%C3%BC%C3%9Fe+%F0%9F%8C%B1", "Grüße 🌱")]
    [InlineData("Grüße%20🌱", "Grüße 🌱")]
    [InlineData("1+%2B+1%3D2", "1 + 1=2")]
    [InlineData("100%", "100%")]
    [InlineData("%zz", "%zz")]
    [InlineData("a=b", "a=b")]
    [InlineData("a%26b%0Ac", "a&b\nc")]
    public async Task N04_Letters_arrive_as_they_were_typed(string sent, string text)
    {
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(SlackAttempt.Fields($"command=/trustbot&text={sent}")));
        Assert.Equal(text, ((SlackDelivery.Command)Assert.Single(door.Turns.Taken)).Fields["text"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task N05_Whatever_comes_with_an_ssl_check_is_never_looked_at(bool signed)
    {
        string[] bodies =
        [
            "ssl_check=1", "ssl_check=1&token=x", "token=x&ssl_check=1", "ssl_check=1&payload={\"type\":\"shortcut\"}", "payload={\"type\":\"shortcut\"}&ssl_check=1",
            "ssl_check=1&command=%2Ftrustbot&text=end", "ssl_check=1&%00%ff&payload=%7B",
        ];
        foreach (var body in bodies.Where(body => !signed || !body.Contains("%ff", StringComparison.Ordinal)))
        {
            var attempt = SlackAttempt.Fields(body);
            Assert.Equal((HttpStatusCode.OK, "", null), await door.AskAsync(signed ? attempt : attempt.Unsigned()));
        }
        Assert.Empty(door.Turns.Taken);
    }

    [Theory]
    [InlineData("ssl_check=0", SlackAttempt.Form)]
    [InlineData("ssl_check=11", SlackAttempt.Form)]
    [InlineData("xssl_check=1", SlackAttempt.Form)]
    [InlineData("payload=ssl_check=1", SlackAttempt.Form)]
    [InlineData("ssl_check=1", SlackAttempt.Json)]
    [InlineData("{\"ssl_check\":\"1\"}", SlackAttempt.Json)]
    public async Task N05_What_is_no_ssl_check_needs_a_signature(string body, string type) =>
        Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(new SlackAttempt { Body = Encoding.UTF8.GetBytes(body), ContentType = type }.Unsigned()));

    [Fact]
    public async Task N06_The_same_event_twice_at_once_has_one_name()
    {
        var both = new TaskCompletionSource();
        door.Turns.Answer = async (_, _) =>
        {
            if (door.Turns.Taken.Count == 2)
                both.TrySetResult();
            await both.Task;
            return SlackReply.Done;
        };

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Task.WhenAll(door.SendAsync(SlackAttempt.Said()), door.SendAsync(SlackAttempt.Said())));
        Assert.Single(door.Turns.Taken.Select(SlackRepeats.NameOf).Distinct(), name => name is not null);
    }

    [Fact]
    public async Task N07_The_same_message_under_a_new_id_is_known_by_what_it_means()
    {
        await door.SendAsync(SlackAttempt.Said(id: "Ev1"));
        await door.SendAsync(SlackAttempt.Said(id: "Ev2"));

        Assert.Single(door.Turns.Taken.Select(SlackRepeats.NameOf).Distinct(), name => name is not null);
    }

    [Theory]
    [InlineData("1", "http_timeout")]
    [InlineData("3", "connection_failed")]
    [InlineData("99", "")]
    public async Task N08_A_retry_is_taken_like_a_first_delivery(string number, string reason)
    {
        var attempt = SlackAttempt.Said();
        attempt.Headers = [("X-Slack-Retry-Num", number), ("X-Slack-Retry-Reason", reason)];

        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(attempt));
        Assert.Single(door.Turns.Taken);
    }

    [Fact]
    public async Task N09_Nothing_is_acknowledged_before_its_turn_is_done()
    {
        var begun = new TaskCompletionSource();
        var stored = new TaskCompletionSource();
        door.Turns.Answer = async (_, _) =>
        {
            begun.SetResult();
            await stored.Task;
            return SlackReply.Done;
        };
        using var request = SlackAttempt.Said().ToRequest();
        var sending = door.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await begun.Task.WaitAsync(Cancellation);
        // Another request goes there and back meanwhile, and this one still has no answer.
        await door.SendAsync(SlackAttempt.Fields("ssl_check=1"));
        Assert.False(sending.IsCompleted);

        stored.SetResult();
        using var answer = await sending;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task N10_A_message_of_ours_by_response_url_can_be_told_by_its_bot()
    {
        await door.SendAsync(SlackSamples.Attempt("events/message_own_response_url.json"));

        var inner = ((SlackDelivery.Event)Assert.Single(door.Turns.Taken)).Inner;
        Assert.Equal((null, "B0HARBOUR01"), (inner.Text("user"), inner.Text("bot_id")));
    }

    [Fact]
    public async Task N11_An_installation_of_a_whole_organisation_names_no_team()
    {
        await door.SendAsync(SlackSamples.Attempt("interactive/block_actions_in_dm.json"));
        await door.SendAsync(SlackSamples.Attempt("events/message_org_install.json"));

        Assert.Equal([new SlackWorkspace(null, "E0HARBOUR01"), new SlackWorkspace("T0HARBOUR01", "E0HARBOUR01", true)], door.Turns.Taken.Select(it => it.Workspace));
    }

    [Fact]
    public async Task N12_Uninstalling_comes_in_by_whatever_order_with_its_team_and_its_time()
    {
        foreach (var name in (string[])["app_uninstalled", "tokens_revoked_bot", "app_uninstalled"])
            await door.SendAsync(SlackSamples.Attempt($"events/{name}.json"));

        Assert.All(door.Turns.Taken, it => Assert.Equal(new SlackWorkspace("T0HARBOUR01", "E0HARBOUR01"), it.Workspace));
        Assert.All(door.Turns.Taken, it => Assert.InRange(((SlackDelivery.Event)it).Time, 1_790_000_000, 1_790_001_000));
    }

    [Fact]
    public async Task N13_Every_sample_comes_in_and_keeps_what_nobody_knows()
    {
        foreach (var name in SlackSamples.Names.Where(name => name.EndsWith(".json", StringComparison.Ordinal) && !name.Contains("url_verification", StringComparison.Ordinal)))
        {
            var (json, interaction) = (SlackSamples.Json(name), name.StartsWith("interactive/", StringComparison.Ordinal));
            if (name.Contains("inner_", StringComparison.Ordinal))
                json = SlackSamples.Envelope(json);
            (json["event"] as JsonObject ?? json)["brand_new"] = new JsonObject { ["type"] = "hologram" };
            Assert.Equal(HttpStatusCode.OK, await door.SendAsync(interaction ? SlackAttempt.Interaction(json) : SlackAttempt.Event(json)));
        }

        Assert.Equal(SlackSamples.Names.Count() - 3, door.Turns.Taken.Count);
        Assert.All(door.Turns.Taken, it => Assert.Equal("hologram", (it is SlackDelivery.Event said ? said.Inner : ((SlackDelivery.Interaction)it).Payload).Object("brand_new").Text("type")));
    }

    [Theory]
    [InlineData("""{"response_action":"errors","errors":{"purpose":"Write a little more."}}""")]
    [InlineData("""{"response_action":"update","view":{"type":"modal","title":{"type":"plain_text","text":"Gr\u00FC\u00DFe"},"blocks":[]}}""")]
    [InlineData("""{"response_action":"push","view":{"type":"modal","title":{"type":"plain_text","text":"More"},"blocks":[]}}""")]
    [InlineData("""{"response_action":"clear"}""")]
    [InlineData("""{"options":[]}""")]
    public async Task N14_What_a_view_is_answered_arrives_byte_for_byte(string reply)
    {
        door.Turns.Answer = (_, _) => Task.FromResult(new SlackReply(JsonNode.Parse(reply)));

        Assert.Equal((HttpStatusCode.OK, reply, "application/json; charset=utf-8"), await door.AskAsync(SlackSamples.Attempt("interactive/view_submission.json")));
    }

    [Fact]
    public async Task N14_A_view_that_closes_is_answered_with_nothing() =>
        Assert.Equal((HttpStatusCode.OK, "", null), await door.AskAsync(SlackSamples.Attempt("interactive/view_submission.json")));

    [Fact]
    public async Task N20_A_broadcast_that_somebody_typed_comes_in_as_it_was_typed()
    {
        await door.SendAsync(SlackAttempt.Said("&lt;!channel&gt;"));

        Assert.Equal("&lt;!channel&gt;", ((SlackDelivery.Event)Assert.Single(door.Turns.Taken)).Inner.Text("text"));
    }
}
