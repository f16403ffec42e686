using System.Net.Http.Headers;
using TrustBot.Delivery.Web;

namespace TrustBot.Slack.Outbound;

/// <summary>The one place where a token is put on a request to Slack, after it was seen that the request goes to Slack.</summary>
/// <param name="root">What all addresses begin with; null when the settings name none that may be called.</param>
internal sealed class SlackTokenHandler(Uri? root) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<AuthenticationHeaderValue> Proof = new("trustbot.proof");

    public static void Entrust(HttpRequestMessage request, AuthenticationHeaderValue proof) => request.Options.Set(Proof, proof);

    /// <summary>Https; or http on this machine, in Development. It ends with a slash.</summary>
    public static Uri? RootOf(string url, bool development) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (development && uri.Scheme == Uri.UriSchemeHttp && ThisMachine.Is(uri)))
        && uri is { UserInfo: "", Query: "", Fragment: "" }
        && url.EndsWith('/')
            ? uri
            : null;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (root?.IsBaseOf(request.RequestUri!) != true)
            throw new HostNotAllowedException();
        if (request.Options.TryGetValue(Proof, out var proof))
            request.Headers.Authorization = proof;
        return base.SendAsync(request, cancellationToken);
    }
}
