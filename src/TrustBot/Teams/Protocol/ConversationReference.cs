using NodaTime;

namespace TrustBot.Teams.Protocol;

/// <summary>How to speak first in a conversation: taken from activities whose token was verified, and from nothing else.</summary>
/// <param name="ServiceUrl">Verified to be the one that the token was signed for (A7560).</param>
/// <param name="Conversation">Null while the personal chat has not been created.</param>
/// <param name="User">The person's <c>29:…</c>; null for a channel or a group.</param>
/// <param name="Bot">The bot's own <c>28:…</c>.</param>
/// <param name="VerifiedAt">System time of the activity it was taken from.</param>
public sealed record ConversationReference(string ServiceUrl, string Tenant, string? Conversation, string? User, string Bot, Instant VerifiedAt);
