using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Sandbox;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.Tests.Sandbox;

public sealed class SandboxPageTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_person_wrote_is_text_and_never_mark_up()
    {
        await using var host = await SandboxHost.StartAsync(HandMade.Stage());
        await HandMade.PlayAsync(host.Channel, Token);
        host.Store.Set("shown:mentee", HandMade.Yusuf.Value);
        using var client = host.Client();

        var html = await client.GetStringAsync("/sandbox/pane/mentee", Token);

        Assert.Contains("&lt;b&gt;Nicht fett&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("<blockquote dir=\"auto\">", html, StringComparison.Ordinal);
        Assert.Contains("lang=\"de\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_newest_open_card_of_a_pane_has_a_filled_button()
    {
        await using var host = await SandboxHost.StartAsync(HandMade.Stage());
        await HandMade.PlayAsync(host.Channel, Token);
        using var client = host.Client();

        var html = await client.GetStringAsync("/sandbox/pane/mentee", Token);

        Assert.Equal(2, html.Split("class=\"filled\"").Length);
        Assert.Contains(">Write</button>", html[html.IndexOf("class=\"filled\"", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_speaks_the_language_of_the_browser_and_keeps_to_its_policy()
    {
        await using var host = await SandboxHost.StartAsync(HandMade.Stage());
        using var client = host.Client();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr, de-AT;q=0.8, en;q=0.5");

        var html = await client.GetStringAsync("/", Token);

        Assert.Contains("<html lang=\"de\"", html, StringComparison.Ordinal);
        Assert.Contains("Was als Nächstes geschieht", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.DoesNotContain(" style=\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choosing_a_mentor_shows_that_mentors_mentee_beside_them()
    {
        await using var host = await SandboxHost.StartAsync(HandMade.Stage());

        await PostAsync(host, "/sandbox/show", ("pane", "mentor"), ("person", HandMade.Greta.Value));
        Assert.Equal(HandMade.Yusuf.Value, host.Store.Setting("shown:mentee"));

        await PostAsync(host, "/sandbox/show", ("pane", "mentee"), ("person", HandMade.Bo.Value));
        Assert.Equal(HandMade.Ana.Value, host.Store.Setting("shown:mentor"));
    }

    [Fact]
    public async Task The_clock_says_in_words_what_comes_next()
    {
        var coming = new Coming(Instant.FromUtc(2026, 6, 16, 7, 30), ComingKind.Question, [HandMade.Ana]);
        await using var host = await SandboxHost.StartAsync(HandMade.Stage() with { Coming = _ => ValueTask.FromResult<Coming?>(coming) });
        using var client = host.Client();

        Assert.Contains("Next: Tue 16 June, 09:30. A question for Ana.", await client.GetStringAsync("/sandbox/clock", Token), StringComparison.Ordinal);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de");
        Assert.Contains("Als Nächstes: Di 16. Juni, 09:30. Eine Frage für Ana.", WebUtility.HtmlDecode(await client.GetStringAsync("/sandbox/clock", Token)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, "another program holds")]
    [InlineData(13, "the disk is full")]
    [InlineData(8, "may not write")]
    public async Task A_store_that_takes_nothing_is_said_with_what_to_do(int sqlite, string says)
    {
        await using var host = await SandboxHost.StartAsync(HandMade.Stage() with
        {
            Press = (_, _, _, _, _, _) => throw new StoreUnavailableException("away", new SqliteException("away", sqlite)),
        });

        var answer = await PostAsync(host, "/sandbox/press", ("person", "p-bo"), ("pane", "mentee"), ("action", "join.v1"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_brings_back_what_the_button_carried()
    {
        (PersonId By, PairId? Pair, ActionId Action, string? Argument, SendKey? From)? pressed = null;
        await using var host = await SandboxHost.StartAsync(HandMade.Stage() with
        {
            Press = (by, pair, action, argument, from, _) =>
            {
                pressed = (by, pair, action, argument, from);
                return ValueTask.FromResult<Form?>(null);
            },
        });

        var answer = await PostAsync(host, "/sandbox/press", ("person", "p-bo"), ("pane", "mentee"), ("pair", "pair-1"), ("action", "join.v1"), ("argument", ""), ("key", "bo~0"));

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal((HandMade.Bo, HandMade.Pair, new ActionId("join.v1"), null, new SendKey("bo~0")), pressed);
    }

    [Fact]
    public async Task A_form_brings_back_its_answers_and_shows_what_cannot_be_taken()
    {
        FormAnswers? given = null;
        await using var host = await SandboxHost.StartAsync(HandMade.Stage() with
        {
            Submit = (_, submission, _) =>
            {
                given = submission.Answers;
                return ValueTask.FromResult<FormReply>(new FormReply.Errors(ImmutableDictionary<string, string>.Empty.Add("worth", "Up to 500 characters.")));
            },
        });

        var answer = await PostAsync(
            host, "/sandbox/submit", ("person", "p-bo"), ("pane", "mentee"), ("action", "kickoff.page1.v1"), ("nonce", "n"), ("basedOn", "3"),
            ("a:worth", "one\r\ntwo"), ("a:hope", "listening"), ("a:hope", "advice"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("""{"fields":{"worth":"Up to 500 characters."}}""", await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal("one\ntwo", given!["worth"].Reveal());
        Assert.Equal("listening,advice", given["hope"].Reveal());
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_sites_page_can_press_nothing(string header, string value)
    {
        await using var host = await SandboxHost.StartAsync(HandMade.Stage());

        var answer = await PostAsync(host, "/sandbox/clock", header, value, ("move", "day"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_strangers_name_that_points_to_this_machine_is_refused()
    {
        await using var host = await SandboxHost.StartAsync(HandMade.Stage());
        using var client = host.Client();
        client.DefaultRequestHeaders.Host = "rebound.example";

        using var answer = await client.GetAsync("/", Token);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Somebody_who_was_never_imported_cannot_be_played()
    {
        await using var host = await SandboxHost.StartAsync(HandMade.Stage());

        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(host, "/sandbox/say", ("person", "p-nobody"), ("text", "help"))).StatusCode);
    }

    [Fact]
    public void Outside_Development_it_refuses_to_be_on()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        Assert.False(builder.IsSandboxOn());

        builder.Configuration["TrustBot:Sandbox"] = "true";

        Assert.Contains("Development only", Assert.Throws<InvalidOperationException>(builder.AddSandbox).Message, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> PostAsync(SandboxHost host, string path, params (string, string)[] fields) => PostAsync(host, path, "X-Test", "1", fields);

    private static async Task<HttpResponseMessage> PostAsync(SandboxHost host, string path, string header, string value, params (string Name, string Value)[] fields)
    {
        using var client = host.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add(header, value);
        return await client.SendAsync(request, Token);
    }
}
