using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using TrustBot.Delivery.Web;

namespace TrustBot.Slack.Outbound;

/// <summary>
/// The methods of the Web API that TrustBot uses, one call each: one attempt, nothing kept, nothing decided. Bodies are forms, because not every
/// method reads JSON; what is nested is JSON in a field.
/// </summary>
public sealed class SlackApi : IDisposable
{
    /// <summary>A page of history with everything that its blocks say.</summary>
    private const int MostBytes = 2 * 1024 * 1024;
    private const int Page = 50;

    // In a form every backslash takes three characters; no page will ever show this JSON.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Exchange exchange;
    private readonly Uri root;

    /// <param name="baseUrl">As <see cref="SlackOptions.ApiBaseUrl"/>; nothing is sent where it is none that may be called.</param>
    public SlackApi(string baseUrl, bool development, TimeProvider system)
    {
        var allowed = SlackTokenHandler.RootOf(baseUrl, development);
        root = allowed ?? new Uri("https://slack.invalid/");
        exchange = new Exchange(new SlackTokenHandler(allowed) { InnerHandler = Exchange.Connections() }, system, MostBytes);
    }

    /// <summary>The only call whose effect can be doubled.</summary>
    /// <param name="channel">A conversation's id, or the name of a public channel.</param>
    /// <param name="id">Travels in the metadata, which everybody in the conversation can read, and is found there again.</param>
    public ValueTask<SlackResult> PostMessageAsync(string token, string channel, SlackMessage message, string id, CancellationToken cancellation) =>
        CallAsync(SlackMethods.PostMessage, token, [
            ("channel", channel), ("text", message.Text), ("blocks", Json(message.Blocks)), ("metadata", Json(SlackMetadata.Of(id))),
            ("mrkdwn", "false"), ("unfurl_links", "false"), ("unfurl_media", "false")], cancellation);

    /// <summary>The metadata stays what it was.</summary>
    /// <param name="channel">A conversation's id.</param>
    public ValueTask<SlackResult> UpdateMessageAsync(string token, string channel, string ts, SlackMessage message, CancellationToken cancellation) =>
        CallAsync(SlackMethods.UpdateMessage, token, [("channel", channel), ("ts", ts), ("text", message.Text), ("blocks", Json(message.Blocks))], cancellation);

    /// <summary>The chat with one person: the same each time.</summary>
    public ValueTask<SlackResult> OpenConversationAsync(string token, string user, CancellationToken cancellation) =>
        CallAsync(SlackMethods.OpenConversation, token, [("users", user)], cancellation);

    /// <param name="cursor">Of the page before; null for the newest.</param>
    public ValueTask<SlackResult> HistoryAsync(string token, string channel, Instant oldest, string? cursor, CancellationToken cancellation) =>
        CallAsync(SlackMethods.History, token, [
            ("channel", channel), ("oldest", Ts(oldest)), ("inclusive", "true"), ("include_all_metadata", "true"), ("limit", Page.ToString(CultureInfo.InvariantCulture)), ("cursor", cursor)], cancellation);

    public ValueTask<SlackResult> UserAsync(string token, string user, CancellationToken cancellation) =>
        CallAsync(SlackMethods.User, token, [("user", user), ("include_locale", "true")], cancellation);

    public ValueTask<SlackResult> UserByMailAsync(string token, string mail, CancellationToken cancellation) =>
        CallAsync(SlackMethods.UserByMail, token, [("email", mail)], cancellation);

    /// <summary>Waits for no turn: a trigger is good for three seconds.</summary>
    public ValueTask<SlackResult> OpenViewAsync(string token, string trigger, JsonObject view, CancellationToken cancellation) =>
        CallAsync(SlackMethods.OpenView, token, [("trigger_id", trigger), ("view", Json(view))], cancellation);

    /// <summary>Replaces whatever stands there.</summary>
    public ValueTask<SlackResult> UpdateViewAsync(string token, string viewId, JsonObject view, CancellationToken cancellation) =>
        CallAsync(SlackMethods.UpdateView, token, [("view_id", viewId), ("view", Json(view))], cancellation);

    /// <summary>Replaces what was opened by that name, which is asked for where its opening brought no answer.</summary>
    /// <param name="externalId">As the view that was opened had it.</param>
    public ValueTask<SlackResult> UpdateNamedViewAsync(string token, string externalId, JsonObject view, CancellationToken cancellation) =>
        CallAsync(SlackMethods.UpdateView, token, [("external_id", externalId), ("view", Json(view))], cancellation);

    public ValueTask<SlackResult> PublishViewAsync(string token, string user, JsonObject view, CancellationToken cancellation) =>
        CallAsync(SlackMethods.PublishView, token, [("user_id", user), ("view", Json(view))], cancellation);

    public ValueTask<SlackResult> TestAuthAsync(string token, CancellationToken cancellation) => CallAsync(SlackMethods.TestAuth, token, [], cancellation);

    public ValueTask<SlackResult> ExchangeCodeAsync(string clientId, string clientSecret, string code, string redirectUri, CancellationToken cancellation) =>
        CallAsync(SlackMethods.Access, Basic(clientId, clientSecret), [("code", code), ("redirect_uri", redirectUri)], cancellation);

    /// <summary>The token that it is asked with is good once.</summary>
    public ValueTask<SlackResult> RefreshAsync(string clientId, string clientSecret, string refreshToken, CancellationToken cancellation) =>
        CallAsync(SlackMethods.Access, Basic(clientId, clientSecret), [("grant_type", "refresh_token"), ("refresh_token", refreshToken)], cancellation);

    /// <param name="appToken"><c>xapp-…</c></param>
    public ValueTask<SlackResult> OpenSocketAsync(string appToken, CancellationToken cancellation) => CallAsync(SlackMethods.OpenSocket, appToken, [], cancellation);

    public void Dispose() => exchange.Dispose();

    private ValueTask<SlackResult> CallAsync(string method, string token, IEnumerable<(string Name, string? Value)> fields, CancellationToken cancellation) =>
        CallAsync(method, new AuthenticationHeaderValue("Bearer", token), fields, cancellation);

    private async ValueTask<SlackResult> CallAsync(string method, AuthenticationHeaderValue proof, IEnumerable<(string Name, string? Value)> fields, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(root, method));
        request.Content = OnceContent.Form(from field in fields where field.Value is not null select KeyValuePair.Create(field.Name, field.Value));
        SlackTokenHandler.Entrust(request, proof);
        return SlackCodes.ResultOf(await exchange.CallAsync(request, cancellation));
    }

    private static AuthenticationHeaderValue Basic(string id, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}")));

    private static string Json(JsonNode node) => node.ToJsonString(Compact);

    private static string Ts(Instant moment) => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) + ".000000";
}
