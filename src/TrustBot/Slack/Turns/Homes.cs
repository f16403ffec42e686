using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.Slack.Blocks;
using TrustBot.Slack.Inbound;
using TrustBot.Slack.Outbound;
using TrustBot.Slack.People;

namespace TrustBot.Slack.Turns;

/// <summary>The app's Home tab of each person: drawn when it is opened, and again when they did something while it may be open.</summary>
internal sealed class Homes(Glances glances, SlackApi api, SlackPaces paces, IInstallations installations, ILogger<Homes> logger)
{
    private const int Most = 10_000;

    private const string Metadata = "private_metadata";

    /// <summary>Whoever opened it looks at it no longer; the next visit draws it again.</summary>
    private static readonly Duration LongestTurn = Duration.FromMinutes(2);

    // Those who opened theirs since this process began.
    private readonly ConcurrentDictionary<Address, byte> opened = new();

    /// <param name="stands">What Slack says stands there; null for nothing.</param>
    public async Task ShowAsync(SlackInstallation at, string user, Meeting met, JsonObject? stands, CancellationToken cancellation)
    {
        if (opened.Count >= Most)
            opened.Clear();
        opened[new SlackAddress(at.Workspace, user).ToAddress()] = default;
        if (await DrawAsync(met, cancellation) is { } home && stands.Text(Metadata) != (string?)home[Metadata])
            await PublishAsync(at, user, met, cancellation);
    }

    /// <summary>Of somebody who has not opened theirs nothing is drawn.</summary>
    /// <returns>What is to be done once it was answered; null for nothing.</returns>
    public Func<CancellationToken, Task>? Refresh(SlackInstallation at, string user, Meeting.Known met) =>
        opened.ContainsKey(new SlackAddress(at.Workspace, user).ToAddress()) ? async cancellation => await PublishAsync(at, user, met, cancellation) : null;

    private async ValueTask PublishAsync(SlackInstallation at, string user, Meeting met, CancellationToken cancellation)
    {
        await installations.CallAsync(at, with => paces.CallInTurnAsync(at.Workspace, SlackMethods.PublishView, user, () => CallAsync(with), LongestTurn, cancellation), logger, cancellation);

        // Drawn when its turn has come, so that of two that were asked for the later one shows what is true.
        async ValueTask<SlackResult> CallAsync(SlackInstallation with) => await DrawAsync(met, cancellation) is { } home
            ? await api.PublishViewAsync(with.Token, user, home, cancellation)
            : new SlackResult.Ok([]);
    }

    /// <returns>Null for somebody to whom nothing is shown.</returns>
    private async ValueTask<JsonObject?> DrawAsync(Meeting met, CancellationToken cancellation)
    {
        var home = met switch
        {
            Meeting.Known known => await DrawAsync(known, cancellation),
            Meeting.Stranger stranger => HomeView.Line(Sentences.In(stranger.Language).Stranger),
            Meeting.NotNow later => HomeView.Line(Sentences.In(later.Language).LookUpLater),
            _ => null,
        };
        // Comes back with the next visit, and tells whether anything has changed, whichever process drew it.
        if (home is not null)
            home[Metadata] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(home.ToJsonString())));
        return home;
    }

    private async ValueTask<JsonObject?> DrawAsync(Meeting.Known known, CancellationToken cancellation)
    {
        if (await glances.ViewAsync(known.Person, cancellation) is not { } view)
            return null;
        if (view.Person.IsForgotten)
            return HomeView.Line(Sentences.In(known.Language).Stranger);
        var home = await glances.HomeAsync(view, cancellation);
        return HomeView.Draw([.. home.Pairs.Select(stand => new HomeCard(stand.Message, stand.Pair))], new HomeCard(home.Settings, null), view.Person.Language);
    }
}
