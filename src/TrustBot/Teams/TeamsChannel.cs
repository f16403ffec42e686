using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Delivery;
using TrustBot.People;
using TrustBot.Teams.Cards;
using TrustBot.Teams.Outbound;

namespace TrustBot.Teams;

/// <summary>Personal chats, and channels that the bot was let into. Nothing can be looked up here, so that an unknown outcome stays unknown.</summary>
public sealed class TeamsChannel(TeamsPlaces places, PersonStore people, ConnectorClient connector, TeamsCards cards) : IChannel
{
    public const string ChannelName = "teams";

    /// <summary>Whether there is a chat could not be found out.</summary>
    private const string NoChat = "no-chat";

    private const string NoSuchChannel = "no-such-channel";

    /// <summary>Between the tenant and what is unique in it.</summary>
    private const char Slash = '/';

    /// <summary>Between the conversation and the message: in neither.</summary>
    private const char Bar = '|';

    public string Name => ChannelName;

    /// <summary>An estimate: half of what is documented for a tenant, and a conversation's 7 messages in two seconds.</summary>
    public Pace Pace { get; } = new(25, TimeSpan.FromMilliseconds(250));

    public Func<Address, SendKey, Instant, CancellationToken, ValueTask<Found>>? FindAsync => null;

    public static string IdOf(string tenant, string inIt) => $"{tenant}{Slash}{inIt}";

    /// <summary>The service counts its limits by tenant.</summary>
    public string LaneOf(Address to) => $"{ChannelName}:{TenantOf(to)}";

    public Address PlaceOf(Address own, ChannelId place) => own with { Id = IdOf(TenantOf(own), place.Value) };

    public async ValueTask<Outcome> SendAsync(Address to, Envelope envelope, CancellationToken cancellation)
    {
        if (await places.ReadAsync(to, cancellation) is not { } place)
            return new Outcome.OutOfReach(envelope.Place is null ? "not-installed" : NoSuchChannel);
        var revision = await RevisionOfAsync(envelope, cancellation);
        var conversation = place.Reference.Conversation;
        if (conversation is null)
        {
            var created = await connector.CreatePersonalAsync(place.Reference, cancellation);
            if (created is not ConnectorResult.Landed { Id: { } id })
                return await SurelyNotAsync(envelope.To, to, created, revision, cancellation);
            await places.MoveAsync(to, conversation = id, cancellation);
        }
        var reference = place.Reference with { Conversation = conversation };
        var sent = await connector.SendAsync(reference, await cards.MessageAsync(envelope, cancellation), cancellation);
        if (sent is ConnectorResult.Refused { Reason: Reasons.ConversationNotFound } && reference.User is not null)
            sent = await AgainAsync(to, reference, envelope, cancellation);
        if (envelope.Place is not null && sent is ConnectorResult.Refused { Reason: Reasons.ConversationNotFound or Reasons.Removed })
        {
            // The channel is gone, or the bot from it: another may take its name.
            await places.ForgetAsync(to, cancellation);
            return new Outcome.OutOfReach(NoSuchChannel);
        }
        return await OutcomeOfAsync(envelope.To, to, sent, revision, landed => Reference(conversation, landed), cancellation);
    }

    public async ValueTask<Outcome> ReplaceAsync(Address to, string reference, Envelope envelope, CancellationToken cancellation)
    {
        // A message from before a move, or one that the service gave no name.
        if (Parse(reference) is not var (conversation, message) || await places.ReadAsync(to, cancellation) is not { } place)
            return new Outcome.NotLanded("message-gone", Final: true);
        var revision = await RevisionOfAsync(envelope, cancellation);
        var drawn = await connector.UpdateAsync(place.Reference with { Conversation = conversation }, message, await cards.MessageAsync(envelope, cancellation), cancellation);
        return drawn is ConnectorResult.Refused { Reason: Reasons.ActivityNotFound or Reasons.ConversationNotFound or Reasons.NotFound }
            ? new Outcome.NotLanded("message-gone", Final: true)
            : await OutcomeOfAsync(envelope.To, to, drawn, revision, _ => reference, cancellation);
    }

    /// <summary>The service sometimes denies a chat that is there; asked for it, it says which one it is.</summary>
    private async ValueTask<ConnectorResult> AgainAsync(Address address, Protocol.ConversationReference reference, Envelope envelope, CancellationToken cancellation)
    {
        var created = await connector.CreatePersonalAsync(reference, cancellation);
        if (created is not ConnectorResult.Landed { Id: { } id })
            return created is ConnectorResult.Refused ? created : new ConnectorResult.Refused(NoChat);
        await places.MoveAsync(address, id, cancellation);
        return await connector.SendAsync(reference with { Conversation = id }, await cards.MessageAsync(envelope, cancellation), cancellation);
    }

    private async ValueTask<Outcome> OutcomeOfAsync(PersonId person, Address address, ConnectorResult result, int? revision, Func<string?, string> reference, CancellationToken cancellation) => result switch
    {
        ConnectorResult.Landed landed => new Outcome.Landed(reference(landed.Id)),
        ConnectorResult.Refused => await SurelyNotAsync(person, address, result, revision, cancellation),
        _ => new Outcome.Unknown(),
    };

    private async ValueTask<Outcome> SurelyNotAsync(PersonId person, Address address, ConnectorResult result, int? revision, CancellationToken cancellation)
    {
        // To ask for a chat has no effect that could be doubled.
        if (result is not ConnectorResult.Refused refused)
            return new Outcome.NotLanded(NoChat);
        if (WhyLost(refused.Reason) is not { } why)
            return new Outcome.NotLanded(refused.Reason, refused.RetryAfter, refused.Final);
        // Who came back while the call was under way is there again.
        return await people.LoseAsync(person, address, why, revision, cancellation) ? new Outcome.OutOfReach(refused.Reason) : new Outcome.NotLanded(refused.Reason);
    }

    private async ValueTask<int?> RevisionOfAsync(Envelope envelope, CancellationToken cancellation) => (await people.ReadAsync(envelope.To, cancellation))?.Revision;

    private static Reach? WhyLost(string reason) => reason switch
    {
        Reasons.Blocked or Reasons.MessageWritesBlocked => Reach.Blocked,
        Reasons.Removed or Reasons.ConversationNotFound or Reasons.MemberNotFound => Reach.Removed,
        Reasons.DisabledByAdmin or Reasons.NotAllowed => Reach.TurnedOff,
        _ => null,
    };

    private static string TenantOf(Address address) => address.Id.IndexOf(Slash, StringComparison.Ordinal) is >= 0 and var at ? address.Id[..at] : "";

    private static string Reference(string conversation, string? message) => message is null ? "" : $"{conversation}{Bar}{message}";

    private static (string Conversation, string Message)? Parse(string reference) =>
        reference.LastIndexOf(Bar) is > 0 and var at ? (reference[..at], reference[(at + 1)..]) : null;
}
