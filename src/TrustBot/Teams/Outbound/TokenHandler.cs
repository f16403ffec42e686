using System.Net;
using System.Net.Http.Headers;
using TrustBot.Delivery.Web;

namespace TrustBot.Teams.Outbound;

/// <summary>
/// The one place where a token of ours is put on a request, and therefore the place that asks, for every single one, whether it may go there:
/// addresses come from stored references too.
/// </summary>
internal sealed class TokenHandler(Func<Uri, bool> mayCall, BotTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var uri = request.RequestUri!;
        if (!mayCall(uri) || (tokens.AreNone && !ThisMachine.Is(uri)))
            throw new HostNotAllowedException();
        var token = await tokens.GetAsync(refused: null, cancellationToken);
        var response = await SendAsync(request, token, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized || token is null)
            return response;
        response.Dispose();
        (request.Content as OnceContent)?.Return();
        return await SendAsync(request, await tokens.GetAsync(refused: token, cancellationToken), cancellationToken);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? token, CancellationToken cancellation)
    {
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, cancellation);
    }
}
