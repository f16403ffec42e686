using System.Collections.Immutable;
using TrustBot.Delivery.Web;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams.Outbound;

/// <summary>
/// What can be asked of the Connector, one call each: it makes one attempt, keeps nothing, decides nothing. Only a token that was refused is
/// replaced by a fresh one, once, because a refused call surely had no effect.
/// </summary>
public sealed class ConnectorClient : IDisposable
{
    private readonly Exchange exchange;

    internal ConnectorClient(Exchange exchange) => this.exchange = exchange;

    /// <summary>A new message. Landed without an id when the service splits or delays it: it can't be drawn anew.</summary>
    public ValueTask<ConnectorResult> SendAsync(ConversationReference to, Activity activity, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Post, to, $"{ConversationOf(to)}/activities", Outgoing(to, activity with { Id = null }), cancellation);

    /// <summary>Draws a message anew in its place; doing it twice shows the same.</summary>
    public ValueTask<ConnectorResult> UpdateAsync(ConversationReference to, string message, Activity activity, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Put, to, $"{ConversationOf(to)}/activities/{Escape(message)}", Outgoing(to, activity with { Id = message }), cancellation);

    public ValueTask<ConnectorResult> DeleteAsync(ConversationReference to, string message, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Delete, to, $"{ConversationOf(to)}/activities/{Escape(message)}", null, cancellation);

    /// <summary>
    /// The personal chat with <see cref="ConversationReference.User"/>, who may be named by <c>29:…</c>, or by their id in Entra once they have
    /// installed the app. The same chat every time: an unknown outcome may simply be tried again.
    /// </summary>
    /// <returns>Landed always has an id.</returns>
    public async ValueTask<ConnectorResult> CreatePersonalAsync(ConversationReference with, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(with.User);
        var asked = new NewConversation(IsGroup: false, new ChannelAccount(with.Bot), [new ChannelAccount(with.User)], with.Tenant);
        var result = await CallAsync(HttpMethod.Post, with, "v3/conversations", ConnectorJson.Bytes(asked, ConnectorJson.Default.NewConversation), cancellation);
        return result is ConnectorResult.Landed { Id: not { Length: > 0 } } ? new ConnectorResult.Unknown() : result;
    }

    /// <param name="user">A <c>29:…</c>, or the id in Entra of somebody who is there.</param>
    public async ValueTask<Look<Member>> GetMemberAsync(ConversationReference where, string user, CancellationToken cancellation)
    {
        var reply = await AskAsync(HttpMethod.Get, where, $"{ConversationOf(where)}/members/{Escape(user)}", null, cancellation);
        if (ConnectorJson.Read(reply, ConnectorJson.Default.Member) is { } member)
            return new Look<Member>.There(member);
        var why = Classifier.ResultOf(reply);
        return new Look<Member>.Not(why is ConnectorResult.Landed ? new ConnectorResult.Unknown() : why);
    }

    /// <summary>The channels of a team that the bot was let into. A message names its channel by id alone.</summary>
    public async ValueTask<Look<ImmutableArray<TeamChannel>>> GetChannelsAsync(ConversationReference where, string team, CancellationToken cancellation)
    {
        var reply = await AskAsync(HttpMethod.Get, where, $"v3/teams/{Escape(team)}/conversations", null, cancellation);
        if (ConnectorJson.Read(reply, ConnectorJson.Default.TeamChannels) is { Conversations: { } channels })
            return new Look<ImmutableArray<TeamChannel>>.There(channels);
        var why = Classifier.ResultOf(reply);
        return new Look<ImmutableArray<TeamChannel>>.Not(why is ConnectorResult.Landed ? new ConnectorResult.Unknown() : why);
    }

    public void Dispose() => exchange.Dispose();

    private async ValueTask<ConnectorResult> CallAsync(HttpMethod method, ConversationReference to, string path, byte[]? json, CancellationToken cancellation) =>
        Classifier.ResultOf(await AskAsync(method, to, path, json, cancellation));

    private async ValueTask<Reply> AskAsync(HttpMethod method, ConversationReference to, string path, byte[]? json, CancellationToken cancellation) =>
        AddressOf(to.ServiceUrl, path) is { } uri ? await exchange.CallAsync(method, uri, json, cancellation) : new Reply.NotSent(Reasons.HostNotAllowed, Final: true);

    /// <summary>The service's own path stays; what would end up behind a question mark is no address of a service.</summary>
    private static Uri? AddressOf(string serviceUrl, string path) =>
        serviceUrl.AsSpan().IndexOfAny("?#\\") < 0 && Uri.TryCreate($"{serviceUrl.TrimEnd('/')}/{path}", UriKind.Absolute, out var uri) ? uri : null;

    private static string ConversationOf(ConversationReference reference)
    {
        ArgumentException.ThrowIfNullOrEmpty(reference.Conversation);
        return $"v3/conversations/{Escape(reference.Conversation)}";
    }

    // Escaping leaves points alone, and two of them would climb out of the path.
    private static string Escape(string id) => id.Trim('.').Length > 0 ? Uri.EscapeDataString(id) : throw new ArgumentException("not an id");

    private static byte[] Outgoing(ConversationReference to, Activity activity) => ConnectorJson.Bytes(
        activity with
        {
            ServiceUrl = null,
            From = activity.From ?? new ChannelAccount(to.Bot),
            Conversation = activity.Conversation ?? new ConversationAccount(to.Conversation),
            Recipient = activity.Recipient ?? (to.User is { } user ? new ChannelAccount(user) : null),
        },
        TeamsJson.Default.Activity);
}
