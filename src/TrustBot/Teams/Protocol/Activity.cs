using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace TrustBot.Teams.Protocol;

/// <summary>
/// What the Bot Framework protocol carries in either direction. Only what TrustBot reads or writes is here; other fields are passed over (A2005).
/// <c>type</c>, <c>channelId</c> and ids are compared ordinally.
/// </summary>
public sealed record Activity
{
    public string? Type { get; init; }

    /// <summary>Null on what is sent: the service gives it.</summary>
    public string? Id { get; init; }

    public string? ServiceUrl { get; init; }

    public string? ChannelId { get; init; }

    public ChannelAccount? From { get; init; }

    public ConversationAccount? Conversation { get; init; }

    public ChannelAccount? Recipient { get; init; }

    public string? Text { get; init; }

    public string? TextFormat { get; init; }

    /// <summary>What a list of chats and a lock screen show of a card.</summary>
    public string? Summary { get; init; }

    public ImmutableArray<Attachment>? Attachments { get; init; }

    public ImmutableArray<JsonNode>? Entities { get; init; }

    public ImmutableArray<ChannelAccount>? MembersAdded { get; init; }

    public ImmutableArray<ChannelAccount>? MembersRemoved { get; init; }

    public JsonNode? ChannelData { get; init; }

    /// <summary>Of an installationUpdate: <c>add</c>, <c>remove</c>, <c>add-upgrade</c>, <c>remove-upgrade</c>.</summary>
    public string? Action { get; init; }

    /// <summary>Of a pressed button: the message that carried the card.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>Of an invoke: which.</summary>
    public string? Name { get; init; }

    /// <summary>What a card's button sent, or an invoke asks with. An object, or a string that holds JSON.</summary>
    public JsonNode? Value { get; init; }

    /// <summary>Such as <c>en-GB</c>.</summary>
    public string? Locale { get; init; }

    /// <summary>An IANA zone; not on every client.</summary>
    public string? LocalTimezone { get; init; }

    // It may hold what somebody typed.
    public override string ToString() => $"[{Type} {Name}]";
}

/// <param name="Id"><c>29:…</c> for a person and <c>28:…</c> for the bot, each good for this bot only.</param>
/// <param name="AadObjectId">The person's id in Entra: the stable one.</param>
public sealed record ChannelAccount(string? Id, string? Name = null, string? AadObjectId = null, string? Role = null)
{
    public override string ToString() => $"[account {Id}]";
}

/// <param name="Id"><c>a:…</c> for a personal chat, <c>19:…</c> for a group chat or a channel; <c>;messageid=…</c> names a thread.</param>
/// <param name="ConversationType"><c>personal</c>, <c>groupChat</c> or <c>channel</c>.</param>
public sealed record ConversationAccount(string? Id, string? ConversationType = null, string? TenantId = null, bool? IsGroup = null, string? Name = null)
{
    public override string ToString() => $"[conversation {Id}]";
}

/// <param name="Content">An object; a string is refused by the service.</param>
public sealed record Attachment(string ContentType, JsonNode? Content)
{
    public const string AdaptiveCard = "application/vnd.microsoft.card.adaptive";

    public override string ToString() => $"[{ContentType}]";
}

public static class ActivityTypes
{
    public const string Message = "message";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
    public const string Invoke = "invoke";
    public const string Typing = "typing";
}
