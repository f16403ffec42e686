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
using TrustBot.Slack.Outbound;
using TrustBot.Slack.People;

namespace TrustBot.Slack.Turns;

/// <summary>The app's Home tab of each person: drawn when it is opened, and again when they did something while it may be open.</summary>
internal sealed class Homes(Glances glances, SlackApi api, SlackPaces paces, IInstallations installations)
{
    private const int Most = 10_000;

    /// <summary>Whoever opened it looks at it no longer; the next visit draws it again.</summary>
    private static readonly Duration LongestTurn = Duration.FromMinutes(2);

    // What stands there since this process began, by its hash.
    private readonly ConcurrentDictionary<Address, string> shown = new();

    /// <param name="isNew">Whether nothing stands there, as far as Slack knows.</param>
    public async Task ShowAsync(SlackInstallation at, string user, Meeting met, bool isNew, CancellationToken cancellation)
    {
        var home = met switch
        {
            Meeting.Known known => await DrawAsync(known.Person, cancellation),
            Meeting.Stranger stranger => HomeView.Stranger(stranger.Language),
            _ => null,
        };
        if (home is not null)
            await PublishAsync(at, new SlackAddress(at.Workspace, user), home, isNew, cancellation);
    }

    /// <summary>Of somebody who has not opened theirs nothing is drawn.</summary>
    /// <returns>What is to be done once it was answered; null for nothing.</returns>
    public Func<CancellationToken, Task>? Refresh(SlackInstallation at, string user, PersonId person)
    {
        var there = new SlackAddress(at.Workspace, user);
        return shown.ContainsKey(there.ToAddress()) ? RefreshAsync : null;

        async Task RefreshAsync(CancellationToken cancellation)
        {
            if (await DrawAsync(person, cancellation) is { } home)
                await PublishAsync(at, there, home, isNew: false, cancellation);
        }
    }

    private async ValueTask<JsonObject?> DrawAsync(PersonId person, CancellationToken cancellation)
    {
        if (await glances.ViewAsync(person, cancellation) is not { } view)
            return null;
        if (view.Person.IsForgotten)
            return HomeView.Stranger(Language.English);
        var home = await glances.HomeAsync(view, cancellation);
        return HomeView.Draw([.. home.Pairs.Select(stand => new HomeCard(stand.Message, stand.Pair))], new HomeCard(home.Settings, null), view.Person.Language);
    }

    private async ValueTask PublishAsync(SlackInstallation at, SlackAddress there, JsonObject home, bool isNew, CancellationToken cancellation)
    {
        var address = there.ToAddress();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(home.ToJsonString())));
        if (!isNew && shown.TryGetValue(address, out var known) && known == hash)
            return;
        if (shown.Count >= Most)
            shown.Clear();
        // From now on it may be open, whatever becomes of this call.
        shown.TryAdd(address, "");
        var result = await paces.CallInTurnAsync(
            at.Workspace, SlackMethods.PublishView, there.Who, () => api.PublishViewAsync(at.Token, there.Who, home, null, cancellation), LongestTurn, cancellation);
        if (result is SlackResult.Refused { Class: SlackClass.Dead } dead)
            await installations.DiedAsync(at, dead.Code, cancellation);
        if (result is SlackResult.Ok)
            shown[address] = hash;
    }
}
