using Microsoft.Identity.Client;
using TrustBot.Delivery.Web;

namespace TrustBot.Teams.Outbound;

/// <summary>The library's way to the login server, and to nothing else: what it sends holds our secret.</summary>
/// <param name="login">Null for the machine's own endpoint, whose address only the library knows.</param>
internal sealed class LoginHttp(Uri? login, HttpMessageHandler connections) : IMsalHttpClientFactory, IDisposable
{
    private readonly HttpClient http = new(login is null ? connections : new OneHost(login, connections)) { MaxResponseContentBufferSize = Exchange.MostBytes };

    public HttpClient GetHttpClient() => http;

    public void Dispose() => http.Dispose();

    private sealed class OneHost(Uri login, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var uri = request.RequestUri!;
            if (uri.Host != login.Host || uri.Port != login.Port)
                throw new HostNotAllowedException();
            if (login.Scheme == Uri.UriSchemeHttp && ThisMachine.Is(login))
                request.RequestUri = new UriBuilder(uri) { Scheme = Uri.UriSchemeHttp, Port = login.Port }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
