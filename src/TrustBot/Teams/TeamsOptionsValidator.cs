using System.Net;
using Microsoft.Extensions.Options;
using TrustBot.Delivery.Web;

namespace TrustBot.Teams;

internal sealed class TeamsOptionsValidator(IHostEnvironment environment, IConfiguration configuration) : IValidateOptions<TeamsOptions>
{
    /// <summary>Whether it is an https address, or http to this machine where that is allowed.</summary>
    public static bool IsAddress(string? text, bool development) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && uri.Host.Length > 0
        && (uri.Scheme == Uri.UriSchemeHttps || (development && uri.Scheme == Uri.UriSchemeHttp && ThisMachine.Is(uri)));

    public ValidateOptionsResult Validate(string? name, TeamsOptions options)
    {
        string[] failures = [.. Ids(options), .. Choices(options), .. Credentials(options), .. Addresses(options), .. Hosts(options), .. Anonymous(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Ids(TeamsOptions options)
    {
        if (options.AppId is not { Length: > 0 } && !options.AllowAnonymous)
            yield return "Teams:AppId is missing: the bot's id in Entra.";
        else if (!IsGuidOrAbsent(options.AppId))
            yield return "Teams:AppId is no GUID such as 11111111-2222-3333-4444-555555555555.";
        if (options.TenantId is not { Length: > 0 } && !options.AllowAnonymous)
            yield return "Teams:TenantId is missing: the tenant that the app is registered in.";
        else if (!IsGuidOrAbsent(options.TenantId))
            yield return "Teams:TenantId is no GUID such as 11111111-2222-3333-4444-555555555555.";
        if (!options.AllowedTenants.All(tenant => tenant.Length > 0 && IsGuidOrAbsent(tenant)))
            yield return "Teams:AllowedTenants holds something that is no GUID. Leave it out to allow Teams:TenantId alone.";
        if (!IsGuidOrAbsent(options.ManagedIdentityClientId))
            yield return "Teams:ManagedIdentityClientId is no GUID.";
        if (!IsGuidOrAbsent(options.InstallForPeople))
            yield return "Teams:InstallForPeople is no GUID. It is the id of the app in its manifest; leave it out to install nothing.";
    }

    private static IEnumerable<string> Choices(TeamsOptions options)
    {
        if (!Enum.IsDefined(options.Cloud))
            yield return $"Teams:Cloud must be one of {string.Join(", ", Enum.GetNames<TeamsCloud>())}.";
        if (!Enum.IsDefined(options.Forms))
            yield return $"Teams:Forms must be one of {string.Join(", ", Enum.GetNames<TeamsForms>())}.";
    }

    private static IEnumerable<string> Credentials(TeamsOptions options)
    {
        string[] set =
        [
            .. Name(nameof(TeamsOptions.AppPassword), options.AppPassword),
            .. Name(nameof(TeamsOptions.CertificatePath), options.CertificatePath),
            .. Name(nameof(TeamsOptions.ManagedIdentityClientId), options.ManagedIdentityClientId),
        ];
        if (set.Length == 0 && !options.AllowAnonymous)
            yield return "Teams:AppPassword is missing: set it, Teams:CertificatePath or Teams:ManagedIdentityClientId, so that the bot can prove who it is.";
        if (set.Length > 1)
            yield return $"{string.Join(" and ", set)} are set; keep one.";
    }

    private static string[] Name(string key, string? value) => string.IsNullOrWhiteSpace(value) ? [] : [$"Teams:{key}"];

    private IEnumerable<string> Addresses(TeamsOptions options)
    {
        (string Key, string? Value)[] addresses =
        [
            (nameof(TeamsOptions.OpenIdMetadataUrl), options.OpenIdMetadataUrl),
            (nameof(TeamsOptions.TokenIssuer), options.TokenIssuer),
            (nameof(TeamsOptions.LoginUrl), options.LoginUrl),
        ];
        foreach (var (key, value) in addresses)
        {
            if (value is not null && !IsAddress(value, environment.IsDevelopment()))
                yield return $"Teams:{key} is no https address. Leave it out for that of the cloud; http is for this machine and in Development only.";
        }
    }

    private IEnumerable<string> Hosts(TeamsOptions options)
    {
        foreach (var (index, host) in options.AllowedServiceHosts.Index())
        {
            if (ServiceHosts.IsLocal(host) && !environment.IsDevelopment())
                yield return $"Teams:AllowedServiceHosts:{index} is this machine, which is allowed in Development only.";
            else if (!ServiceHosts.IsHostName(host) && !ServiceHosts.IsLocal(host))
                yield return $"Teams:AllowedServiceHosts:{index} is no host such as connector.example.org, nor a port of this machine such as 127.0.0.1:8123.";
        }
    }

    private IEnumerable<string> Anonymous(TeamsOptions options)
    {
        if (!options.AllowAnonymous)
            yield break;
        if (!environment.IsDevelopment())
            yield return $"Teams:AllowAnonymous lets anybody at this machine act for every person, so it runs in Development only; this is {environment.EnvironmentName}. Remove the setting.";
        else if (!Listens().All(IsLoopback))
            yield return "Teams:AllowAnonymous is for this machine alone, and --urls (or ASPNETCORE_URLS, or Kestrel:Endpoints) opens the program to others. Use http://localhost:3978, or remove the setting.";
    }

    private IEnumerable<string> Listens() =>
        (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? ""));

    private static bool IsLoopback(string address)
    {
        try
        {
            var host = BindingAddress.Parse(address).Host;
            return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var number) && IPAddress.IsLoopback(number));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsGuidOrAbsent(string? text) => string.IsNullOrEmpty(text) || Guid.TryParseExact(text, "D", out _);
}
