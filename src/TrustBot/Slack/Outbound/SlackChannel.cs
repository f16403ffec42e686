using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.People;

namespace TrustBot.Slack.Outbound;

/// <summary>Direct messages, and channels that the bot was let into. An unknown outcome is settled by looking.</summary>
public sealed partial class SlackChannel(
    IInstallations installations, OpenedConversations opened, PersonStore people, SlackApi api, SlackPaces paces, ReadBack readBack, ISlackCards cards, ILogger<SlackChannel> logger,
    DueProfiles? profiles = null) : IChannel
{
    private const string NotInstalled = "not-installed";
    private const string MessageGone = "message-gone";

    /// <summary>What can be done twice without harm brought no answer.</summary>
    private const string NoAnswer = "no-answer";

    public string Name => SlackAddress.Channel;

    public Pace Pace => paces.OfMessages;

    public bool PacesRedraws => true;

    public Func<Address, SendKey, Instant, CancellationToken, ValueTask<Found>>? FindAsync => LookAsync;

    /// <summary>Slack counts its limits by workspace.</summary>
    public string LaneOf(Address to) => LaneIn(SlackAddress.Of(to).Workspace);

    /// <inheritdoc cref="LaneOf"/>
    internal static string LaneIn(string workspace) => $"{SlackAddress.Channel}:{workspace}";

    public Address PlaceOf(Address own, ChannelId place) => (SlackAddress.Of(own) with { Who = place.Value }).ToAddress();

    public ValueTask<Outcome> SendAsync(Address to, Envelope envelope, CancellationToken cancellation) =>
        AsInstalledAsync(to, envelope, installation => PostAsync(installation, to, envelope, cancellation), cancellation);

    public async ValueTask<Outcome> ReplaceAsync(Address to, string reference, Envelope envelope, CancellationToken cancellation) =>
        SlackReference.Parse(reference) is { } message
            ? await AsInstalledAsync(to, envelope, installation => RedrawAsync(installation, message, envelope, cancellation), cancellation)
            : new Outcome.NotLanded(MessageGone, Final: true);

    private async ValueTask<Attempt> PostAsync(SlackInstallation installation, Address to, Envelope envelope, CancellationToken cancellation)
    {
        var who = SlackAddress.Of(to);
        var message = await DrawAsync(envelope, cancellation);
        if (who.IsPlace)
            return await PostAsync(installation, to, who.Who, envelope.Key, message, cancellation);
        profiles?.Add(to);
        // A chat that Slack says it does not know is asked for anew, once: a refused message may be sent again.
        for (var again = false; ; again = true)
        {
            var opening = await opened.OpenAsync(installation, to, cancellation);
            if (opening is Opening.Not not)
                return new Attempt(not.Why);
            var chat = (Opening.There)opening;
            var posted = await PostAsync(installation, to, chat.Conversation, envelope.Key, message, cancellation);
            if (again || posted.Result is not SlackResult.Refused { Code: SlackCodes.ChannelNotFound })
                return posted;
            await opened.ForgetAsync(to, chat.Conversation, cancellation);
        }
    }

    private async ValueTask<Attempt> PostAsync(SlackInstallation installation, Address to, string channel, SendKey key, SlackMessage message, CancellationToken cancellation)
    {
        var result = await api.PostMessageAsync(installation.Token, channel, message, SlackMetadata.IdOf(key), cancellation);
        if (result is not SlackResult.Ok { Body: var body })
            return new Attempt(result, Doubles: true);
        if (SlackCodes.TextAt(body, "ts") is not { } ts)
            return new Attempt(new SlackResult.Unknown(), Doubles: true);
        var conversation = SlackCodes.TextAt(body, "channel") ?? channel;
        // What was posted by a name can only be looked for by an id.
        if (conversation != channel)
            await opened.RememberAsync(to, conversation, CancellationToken.None);
        return new Attempt(result, new SlackReference(conversation, ts), Doubles: true);
    }

    private async ValueTask<Attempt> RedrawAsync(SlackInstallation installation, SlackReference reference, Envelope envelope, CancellationToken cancellation)
    {
        var message = await DrawAsync(envelope, cancellation);
        var result = await paces.CallAsync(
            installation.Workspace, SlackMethods.UpdateMessage, envelope.Key.Value, () => api.UpdateMessageAsync(installation.Token, reference.Conversation, reference.Ts, message, cancellation));
        // Nothing is wrong with the person when a message of theirs is gone.
        return result is SlackResult.Refused { Class: SlackClass.Recipient or SlackClass.Race }
            ? new Attempt(new SlackResult.Refused(SlackClass.Race, MessageGone))
            : new Attempt(result, reference);
    }

    private async ValueTask<Found> LookAsync(Address to, SendKey key, Instant since, CancellationToken cancellation)
    {
        if (await installations.FindAsync(SlackAddress.Of(to).Workspace, cancellation) is not { } installation)
            return new Found.CannotTell();
        if (await opened.FindAsync(to, cancellation) is not { } conversation)
            return SlackAddress.Of(to).IsPlace ? new Found.CannotBeAsked() : new Found.NotThere();
        var (found, why) = await readBack.LookAsync(installation, conversation, key, since, cancellation);
        if (found is Found.CannotBeAsked)
            Log.CannotLook(logger, installation.Workspace, why?.Code, why?.Detail);
        return found;
    }

    private async ValueTask<Outcome> AsInstalledAsync(Address to, Envelope envelope, Func<SlackInstallation, ValueTask<Attempt>> attempt, CancellationToken cancellation)
    {
        if (await installations.FindAsync(SlackAddress.Of(to).Workspace, cancellation) is not { } installation)
            return new Outcome.OutOfReach(NotInstalled);
        var revision = (await people.ReadAsync(envelope.To, cancellation))?.Revision;
        return await OutcomeOfAsync(to, envelope, revision, await installations.CallAsync(installation, attempt, tried => tried.Result, logger, cancellation), cancellation);
    }

    /// <param name="revision">The receiver's before the call.</param>
    private async ValueTask<Outcome> OutcomeOfAsync(Address to, Envelope envelope, int? revision, Attempt tried, CancellationToken cancellation)
    {
        switch (tried.Result)
        {
            case SlackResult.Ok:
                return new Outcome.Landed($"{tried.Reference}");
            case not SlackResult.Refused:
                return tried.Doubles ? new Outcome.Unknown() : new Outcome.NotLanded(NoAnswer);
        }
        var refused = (SlackResult.Refused)tried.Result;
        switch (refused.Class)
        {
            case SlackClass.Wait when tried.Doubles:
                return new Outcome.NotLanded(refused.Code, refused.RetryAfter);
            case SlackClass.Wait:
                // Another method has its own limit, which is nothing to those who only post.
                return new Outcome.NotYet(refused.RetryAfter!.Value);
            case SlackClass.Dead:
                return new Outcome.OutOfReach(NotInstalled);
            case SlackClass.Recipient:
                // Who came back while the call was under way is there again.
                return await people.LoseAsync(envelope.To, to, WhyLost(refused.Code), revision, cancellation) ? new Outcome.OutOfReach(refused.Code) : new Outcome.NotLanded(refused.Code);
            case SlackClass.Config:
                Log.Refused(logger, envelope.Key, SlackAddress.Of(to).Workspace, refused.Code, refused.Detail);
                return new Outcome.OutOfReach(refused.Code);
            case SlackClass.Bug:
                Log.Refused(logger, envelope.Key, SlackAddress.Of(to).Workspace, refused.Code, refused.Detail);
                return new Outcome.NotLanded(refused.Code, Final: true);
            default:
                return new Outcome.NotLanded(refused.Code, refused.RetryAfter, Final: refused.Class is SlackClass.Race);
        }
    }

    private static Reach WhyLost(string code) => code switch
    {
        "user_not_visible" or "invalid_user_combination" or "ekm_access_denied" => Reach.TurnedOff,
        "user_disabled" => Reach.Left,
        _ when code.StartsWith("restricted_action", StringComparison.Ordinal) => Reach.TurnedOff,
        _ => Reach.Removed,
    };

    private async ValueTask<SlackMessage> DrawAsync(Envelope envelope, CancellationToken cancellation) =>
        cards.Draw(envelope, (await people.ReadAsync(envelope.To, cancellation))?.Language ?? Language.English);

    /// <param name="Doubles">Whether doing it twice would show.</param>
    private sealed record Attempt(SlackResult Result, SlackReference? Reference = null, bool Doubles = false);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Slack refused {Key} in {Workspace}: {Code} {Detail}")]
        public static partial void Refused(ILogger logger, SendKey key, string workspace, string code, string? detail);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Doubtful messages in {Workspace} can't be looked for: {Code} {Detail}")]
        public static partial void CannotLook(ILogger logger, string workspace, string? code, string? detail);
    }
}
