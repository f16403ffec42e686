using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TrustBot.Benchmarks;

/// <summary>What stands for Slack: a Web API that takes every call at once, and counts.</summary>
internal sealed class SlackSink : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly int prompted;
    private int prompts, others, redrawn;

    private SlackSink(WebApplication app, int prompted) => (this.app, this.prompted) = (app, prompted);

    public string Address => $"{app.Urls.Single()}/api/";

    /// <summary>Messages to members of the first pairs, messages to anybody else, and messages redrawn.</summary>
    public (int Prompts, int Others, int Redrawn) Taken => (Volatile.Read(ref prompts), Volatile.Read(ref others), Volatile.Read(ref redrawn));

    /// <param name="prompted">The number of the first pair that is not counted as prompted.</param>
    public static async Task<SlackSink> StartAsync(int prompted)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var sink = new SlackSink(app, prompted);
        app.Run(sink.AnswerAsync);
        await app.StartAsync();
        return sink;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var (method, channel) = (http.Request.Path.Value!["/api/".Length..], form["channel"].ToString());
        await http.Response.WriteAsJsonAsync(method switch
        {
            "auth.test" => new JsonObject { ["ok"] = true, ["url"] = "https://bench.slack.com/", ["team"] = "Bench", ["team_id"] = SlackWorld.Team, ["user"] = "trustbot", ["user_id"] = "U0BENCHBOT1", ["bot_id"] = "B0BENCH0001", ["is_enterprise_install"] = false },
            "chat.postMessage" => Posted(channel),
            "chat.update" => new JsonObject { ["ok"] = true, ["channel"] = channel, ["ts"] = form["ts"].ToString(), ["n"] = Interlocked.Increment(ref redrawn) },
            "conversations.open" => new JsonObject { ["ok"] = true, ["channel"] = new JsonObject { ["id"] = SlackWorld.ChatOf(form["users"].ToString()) } },
            "users.info" => new JsonObject { ["ok"] = true, ["user"] = new JsonObject { ["id"] = form["user"].ToString(), ["profile"] = new JsonObject() } },
            _ => new JsonObject { ["ok"] = true, ["view"] = new JsonObject { ["id"] = "V0BENCH0001" } },
        });
    }

    private JsonObject Posted(string channel)
    {
        var number = SlackWorld.NumberOf(channel) < prompted ? Interlocked.Increment(ref prompts) : 500_000 + Interlocked.Increment(ref others);
        return new JsonObject { ["ok"] = true, ["channel"] = channel, ["ts"] = string.Create(CultureInfo.InvariantCulture, $"1791000000.{number:d6}") };
    }
}
