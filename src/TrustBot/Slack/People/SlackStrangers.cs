using System.Collections.Concurrent;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Slack.Blocks;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.People;

/// <summary>
/// Answers those whom no programme knows, at the pace of their workspace and after everybody else: whose turn it is not gets no answer, and may
/// write again. Nothing of them is stored, not even that they were answered.
/// </summary>
public sealed class SlackStrangers(SlackApi api, Pacing pacing, IInstallations installations, TimeProvider system, ILogger<SlackStrangers> logger)
{
    private const int Most = 10_000;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);

    // When who was told what.
    private readonly ConcurrentDictionary<(Address To, Meeting Met), long> told = new();

    /// <summary>Once in half a minute, however much they write.</summary>
    /// <param name="channel">Their chat.</param>
    /// <param name="key">What they wrote, by its id.</param>
    public async ValueTask TellAsync(SlackInstallation at, string user, string channel, Meeting met, string key, CancellationToken cancellation)
    {
        var to = new SlackAddress(at.Workspace, user).ToAddress();
        if (TextOf(met) is not { } text || !IsFirst((to, met)))
            return;
        var lane = SlackChannel.LaneIn(at.Workspace);
        if (pacing.Ask(to.Channel, lane, to.Id, Subject.Of(new PersonId(to.Id)), patience: TimeSpan.Zero) > TimeSpan.Zero)
        {
            told.TryRemove((to, met), out _);
            return;
        }
        var result = await installations.CallAsync(
            at, with => api.PostMessageAsync(with.Token, channel, MessageBlocks.Saying(text), SlackMetadata.IdOf(new SendKey(key)), cancellation), logger, cancellation);
        pacing.Note(lane, SlackPaces.OutcomeOf(result));
    }

    /// <returns>Null where nothing is to be said.</returns>
    private static string? TextOf(Meeting met) => met switch
    {
        Meeting.Stranger stranger => Sentences.In(stranger.Language).Stranger,
        Meeting.NotNow later => Sentences.In(later.Language).LookUpLater,
        _ => null,
    };

    private bool IsFirst((Address, Meeting) what)
    {
        var now = system.GetTimestamp();
        if (told.TryGetValue(what, out var since))
            return system.GetElapsedTime(since, now) >= Between && told.TryUpdate(what, now, since);
        if (told.Count >= Most)
            told.Clear();
        return told.TryAdd(what, now);
    }
}
