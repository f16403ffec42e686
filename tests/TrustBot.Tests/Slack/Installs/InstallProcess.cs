using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TrustBot.Delivery;
using TrustBot.Hosting;
using TrustBot.Slack;
using TrustBot.Slack.Installs;
using TrustBot.Slack.Outbound;
using TrustBot.Storage;
using TrustBot.Tests.Slack.Outbound;

namespace TrustBot.Tests.Slack.Installs;

/// <summary>One process that knows where Slack is installed, over the store of a town.</summary>
internal sealed class InstallProcess
{
    public const string Here = "https://trustbot.example.org";
    public const string ClientSecret = "a-secret-nobody-may-see";

    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(n => (byte)n)];

    /// <param name="table">The town's, one at a time.</param>
    /// <param name="botToken">Null where workspaces install by OAuth.</param>
    public InstallProcess(SlackTown town, ITable table, string? botToken)
    {
        var options = Options.Create(new SlackOptions
        {
            SigningSecret = "secret",
            BotToken = botToken,
            ClientId = botToken is null ? "1.2" : null,
            ClientSecret = botToken is null ? ClientSecret : null,
            ApiBaseUrl = town.Slack.ApiBaseUrl,
        });
        var host = Options.Create(new TrustBotOptions { PublicUrl = Here + "/" });
        Notes = new SealedNotes(table, new Sealer(Key), town.Loggers.CreateLogger<SealedNotes>());
        Book = new InstallBook(Notes, town.Time, town.Loggers.CreateLogger<InstallBook>());
        var own = new OwnToken(options);
        Renewal = new TokenRenewal(Book, options, town.Api);
        Installations = new SlackInstallations(Book, own, Renewal);
        var check = new InstallCheck(Book, own, Renewal, Installations, town.Api, new SlackPaces(town.Time, new SlackOptions()), town.Loggers.CreateLogger<InstallCheck>());
        Flow = new InstallFlow(options, host, new Slips(table, town.Time), town.Api, Book, town.Loggers.CreateLogger<InstallFlow>());
        Installs = new SlackInstalls(Book, own, Flow);
        Watch = new InstallWatch(check, Book, town.World.Here.Waiting, town.Time, town.Loggers.CreateLogger<InstallWatch>());
    }

    public SealedNotes Notes { get; }

    public InstallBook Book { get; }

    public TokenRenewal Renewal { get; }

    public SlackInstallations Installations { get; }

    public InstallFlow Flow { get; }

    public SlackInstalls Installs { get; }

    public InstallWatch Watch { get; }
}
