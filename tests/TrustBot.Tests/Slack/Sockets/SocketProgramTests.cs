using System.Net;
using System.Text.Json.Nodes;
using TrustBot.Slack.Inbound;
using TrustBot.Tests.Slack.Inbound;
using TrustBot.Tests.Storage;

namespace TrustBot.Tests.Slack.Sockets;

/// <summary>The whole program behind a firewall: an app token, a bot token, and no signing secret.</summary>
public sealed class SocketProgramTests
{
    [Fact]
    public async Task The_program_lives_with_Socket_Mode_alone()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        using var folder = new Folder();
        await using var slack = await FakeSlack.StartAsync(TimeProvider.System);
        slack.Install("T1", "xoxb-1");
        slack.AllowSockets(SocketDoor.AppToken);
        await using var app = TrustBotHost.Build(
        [
            "--environment=Development", "--urls=http://127.0.0.1:0", "--TrustBot:Sandbox=false", $"--TrustBot:DataDirectory={folder["data"]}",
            "--Logging:LogLevel:Default=None", "--Slack:BotToken=xoxb-1", $"--Slack:AppToken={SocketDoor.AppToken}", $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}",
        ]);
        await app.StartAsync(patience.Token);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await slack.ConnectedAsync(patience.Token);
        var socket = slack.Sockets[0];

        await DeliverAsync(slack, socket, patience.Token);
        foreach (var path in SlackEndpoint.Paths)
        {
            using var answer = await http.SendAsync(SlackAttempt.Fields("ssl_check=1", path).ToRequest(), patience.Token);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        var health = JsonNode.Parse(await http.GetStringAsync("/health", patience.Token))!;
        Assert.Equal((1, null), ((int)health["slackSockets"]!["ready"]!, (string?)health["slackSockets"]!["trouble"]));

        await app.StopAsync(patience.Token);
        Assert.True(await socket.Gone.WaitAsync(patience.Token));
    }

    /// <summary>As Slack does: again when nobody acknowledges, as in the first moment, before the program knows where it is installed.</summary>
    private static async Task DeliverAsync(FakeSlack slack, FakeSlack.Socket socket, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await slack.DeliverAsync(socket, "events_api", SlackSamples.Said("help"), cancellation).WaitAsync(TimeSpan.FromSeconds(3), cancellation);
                return;
            }
            catch (TimeoutException)
            {
                // Once more.
            }
        }
    }
}
