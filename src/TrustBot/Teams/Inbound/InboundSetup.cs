using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TrustBot.Hosting;

namespace TrustBot.Teams.Inbound;

internal static class InboundSetup
{
    /// <summary>The settings and the door. Who handles what comes in is added by somebody else.</summary>
    public static void AddTeamsInbound(this IServiceCollection services, IConfigurationSection section)
    {
        services.AddOptions<TeamsOptions>().Configure(options => Bind(section, options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TeamsOptions>, TeamsOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new ServiceHosts(provider.GetRequiredService<IOptions<TeamsOptions>>().Value, provider.GetRequiredService<IHostEnvironment>().IsDevelopment()));
        services.AddHttpClient(IssuerDocuments.Client).ConfigurePrimaryHttpMessageHandler(IssuerDocuments.NewHandler).SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.AddSingleton<IssuerDocuments>();
        services.AddSingleton<IssuerKeys>();
        services.AddSingleton<TokenCheck>();
        services.AddSingleton<ActivityCheck>();
        services.TryAddSingleton<RefusalLog>();
        services.AddSingleton<Door>();
    }

    private static void Bind(IConfigurationSection section, TeamsOptions options)
    {
        section.Bind(options);
        // The binder passes over immutable lists. An environment variable may name several, with commas.
        options.AllowedTenants = ListOf(section.GetSection(nameof(TeamsOptions.AllowedTenants)));
        options.AllowedServiceHosts = ListOf(section.GetSection(nameof(TeamsOptions.AllowedServiceHosts)));
        options.AppId = options.AppId?.Trim().ToLowerInvariant();
        (options.OpenIdMetadataUrl, options.TokenIssuer, options.LoginUrl) = (NullIfBlank(options.OpenIdMetadataUrl), NullIfBlank(options.TokenIssuer), NullIfBlank(options.LoginUrl));
    }

    private static ImmutableArray<string> ListOf(IConfigurationSection list) =>
    [
        .. (list.Value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        .. list.GetChildren().Select(child => child.Value?.Trim() ?? ""),
    ];

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
