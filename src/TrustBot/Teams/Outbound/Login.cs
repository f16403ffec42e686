using System.Security.Cryptography.X509Certificates;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace TrustBot.Teams.Outbound;

/// <summary>Proves who we are: by a secret, by a certificate, or as the identity that the machine has in Azure.</summary>
internal static class Login
{
    private const string DefaultScope = "/.default";

    /// <returns>Null when the settings name no proof, which only <see cref="TeamsOptions.AllowAnonymous"/> permits.</returns>
    public static AskForToken? Of(TeamsOptions options, IMsalHttpClientFactory http)
    {
        if (options.ManagedIdentityClientId is { Length: > 0 } identity)
            return AsIdentity(identity, http);
        if (options.AppPassword is { Length: > 0 } secret)
            return AsApp(Builder(options, http).WithClientSecret(secret).Build());
        if (options.CertificatePath is { Length: > 0 } path)
            return AsApp(Builder(options, http).WithCertificate(Certificate(path)).Build());
        return null;
    }

    /// <summary>The address that tokens are asked from.</summary>
    public static Uri UrlOf(TeamsOptions options) => new(options.LoginUrl is { Length: > 0 } url ? url : TeamsClouds.Of(options.Cloud).Login);

    private static AskForToken AsApp(IConfidentialClientApplication app) => (scope, fresh, cancellation) =>
        app.AcquireTokenForClient([scope]).WithForceRefresh(fresh).ExecuteAsync(cancellation);

    private static AskForToken AsIdentity(string client, IMsalHttpClientFactory http)
    {
        var app = ManagedIdentityApplicationBuilder.Create(ManagedIdentityId.WithUserAssignedClientId(client)).WithHttpClientFactory(http, retryOnceOn5xx: false).Build();
        // The machine's own endpoint knows resources, not scopes.
        return (scope, fresh, cancellation) => app.AcquireTokenForManagedIdentity(scope.Replace(DefaultScope, "", StringComparison.Ordinal)).WithForceRefresh(fresh).ExecuteAsync(cancellation);
    }

    private static ConfidentialClientApplicationBuilder Builder(TeamsOptions options, IMsalHttpClientFactory http)
    {
        // The library takes https only; LoginHttp turns it back for a login server on this machine.
        var authority = new UriBuilder(UrlOf(options)) { Scheme = Uri.UriSchemeHttps };
        authority.Path = $"{authority.Path.TrimEnd('/')}/{options.TenantId}";
        return ConfidentialClientApplicationBuilder.Create(options.AppId)
            .WithAuthority(authority.Uri, validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithLegacyCacheCompatibility(false)
            .WithHttpClientFactory(http, retryOnceOn5xx: false);
    }

    private static X509Certificate2 Certificate(string path) =>
        File.ReadAllText(path).Contains("-----BEGIN ", StringComparison.Ordinal)
            ? X509Certificate2.CreateFromPemFile(path)
            : X509CertificateLoader.LoadPkcs12FromFile(path, password: null);
}
