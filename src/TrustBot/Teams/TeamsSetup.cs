using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TrustBot.Delivery;
using TrustBot.People;
using TrustBot.Teams.Outbound;
using TrustBot.Teams.Turns;
using TrustBot.Teams.Inbound;

namespace TrustBot.Teams;

/// <summary>The door through which Microsoft Teams comes in.</summary>
public static class TeamsSetup
{
    /// <summary>Adds nothing without a section <c>Teams</c>.</summary>
    public static void AddTeams(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(TeamsOptions.Section);
        if (!section.Exists())
            return;
        var services = builder.Services;
        services.AddOptions<TeamsOptions>().Configure(options => Bind(section, options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TeamsOptions>, TeamsOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new ServiceHosts(provider.GetRequiredService<IOptions<TeamsOptions>>().Value, provider.GetRequiredService<IHostEnvironment>().IsDevelopment()));
        services.AddHttpClient(IssuerDocuments.Client).ConfigurePrimaryHttpMessageHandler(IssuerDocuments.NewHandler).SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        services.AddSingleton<IssuerDocuments>();
        services.AddSingleton<IssuerKeys>();
        services.AddSingleton<TokenCheck>();
        services.AddSingleton<ActivityCheck>();
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<Door>();
        services.AddTeamsOutbound();
        services.AddSingleton<TeamsPlaces>();
        services.AddSingleton<TeamsCards>();
        services.AddSingleton<Arrivals>();
        services.AddSingleton<Presses>();
        services.AddSingleton<Gatherings>();
        services.AddSingleton<ITeamsTurns, TeamsTurns>();
        services.AddSingleton<IChannel, TeamsChannel>();
        services.AddSingleton<IFinder, TeamsFinder>();
    }

    /// <summary>Maps nothing where nothing was added.</summary>
    public static void MapTeams(this WebApplication app)
    {
        if (app.Services.GetService<IServiceProviderIsService>()?.IsService(typeof(Door)) == true)
            app.MapPost(MessagesEndpoint.Path, MessagesEndpoint.HandleAsync);
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
