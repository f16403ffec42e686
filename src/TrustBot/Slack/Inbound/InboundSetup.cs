using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TrustBot.Hosting;

namespace TrustBot.Slack.Inbound;

internal static class InboundSetup
{
    /// <summary>The settings and the door. Who handles what comes in is added by somebody else.</summary>
    public static void AddSlackInbound(this IServiceCollection services, IConfigurationSection section)
    {
        services.AddOptions<SlackOptions>().Configure(options => Bind(section, options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SlackOptions>, SlackOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SignatureCheck>();
        services.TryAddSingleton<RefusalLog>();
        services.AddSingleton<Door>();
        services.AddSingleton<TurnRunner>();
    }

    private static void Bind(IConfigurationSection section, SlackOptions options)
    {
        var address = options.ApiBaseUrl;
        section.Bind(options);
        options.ApiBaseUrl = NullIfBlank(options.ApiBaseUrl) ?? address;
        (options.SigningSecret, options.PreviousSigningSecret) = (NullIfBlank(options.SigningSecret), NullIfBlank(options.PreviousSigningSecret));
        (options.BotToken, options.AppToken) = (NullIfBlank(options.BotToken), NullIfBlank(options.AppToken));
        (options.ClientId, options.ClientSecret) = (NullIfBlank(options.ClientId), NullIfBlank(options.ClientSecret));
    }

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
