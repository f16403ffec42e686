using Microsoft.IdentityModel.Protocols;

namespace TrustBot.Teams.Inbound;

/// <summary>Fetches what the issuer publishes: over https, and without following it anywhere else.</summary>
internal sealed class IssuerDocuments(IHttpClientFactory clients, IHostEnvironment environment) : IDocumentRetriever
{
    public const string Client = "teams-issuer";
    private const int LargestDocument = 1024 * 1024;

    public static HttpMessageHandler NewHandler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };

    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        if (!TeamsOptionsValidator.IsAddress(address, environment.IsDevelopment()))
            throw new InvalidDataException("The issuer names an address that is not https.");
        using var client = clients.CreateClient(Client);
        client.MaxResponseContentBufferSize = LargestDocument;
        // The time limit is the caller's, on a clock that can be held.
        client.Timeout = Timeout.InfiniteTimeSpan;
        using var answer = await client.GetAsync(new Uri(address), cancel);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancel);
    }
}
