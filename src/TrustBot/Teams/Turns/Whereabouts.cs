using System.Text.Json.Nodes;
using NodaTime;
using TrustBot.Core.People;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams.Turns;

/// <summary>Who said it and where, by ids that the service vouches for.</summary>
/// <param name="Address">Of the person in a personal chat; of the conversation anywhere else.</param>
/// <param name="Speaker">The person's in either case.</param>
internal sealed record Whereabouts(Address Address, ConversationReference Reference, bool IsPersonal, Address Speaker)
{
    /// <returns>Null when it names nobody that could be written to.</returns>
    public static Whereabouts? Of(Activity activity, Instant now)
    {
        if (activity is not { Conversation: { Id: { } conversation } place, From.Id: { } user, Recipient.Id: { } bot, ServiceUrl: { } service })
            return null;
        var tenant = place.TenantId ?? TenantIn(activity.ChannelData) ?? "";
        var speaker = new Address(TeamsChannel.ChannelName, TeamsChannel.IdOf(tenant, activity.From.AadObjectId ?? user));
        if (place.ConversationType is not (null or "personal"))
            return new Whereabouts(new Address(TeamsChannel.ChannelName, TeamsChannel.IdOf(tenant, RootOf(conversation))), new ConversationReference(service, tenant, RootOf(conversation), null, bot, now), false, speaker);
        // What the bot does by itself has the bot as its sender.
        return user == bot ? null : new Whereabouts(speaker, new ConversationReference(service, tenant, conversation, user, bot, now), true, speaker);
    }

    public static string? TenantIn(JsonNode? channelData) => TextAt(Child(channelData, "tenant"), "id");

    /// <returns>Null for anything but a string.</returns>
    public static string? TextAt(JsonNode? node, string name) =>
        node is JsonObject found && found.TryGetPropertyValue(name, out var value) && value is JsonValue text && text.TryGetValue<string>(out var read) ? read : null;

    public static JsonNode? Child(JsonNode? node, string name) => node is JsonObject found && found.TryGetPropertyValue(name, out var value) ? value : null;

    /// <summary>The channel itself, not one of its threads.</summary>
    private static string RootOf(string conversation) => conversation.IndexOf(";messageid=", StringComparison.Ordinal) is > 0 and var at ? conversation[..at] : conversation;
}
