using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TrustBot.Delivery;

namespace TrustBot.Slack.Outbound;

public static class OutboundSetup
{
    /// <summary>Expects <see cref="IInstallations"/> and <see cref="ISlackCards"/> among the services.</summary>
    public static void AddSlackOutbound(this IServiceCollection services)
    {
        services.AddSlackApi();
        services.AddSingleton<OpenedConversations>();
        services.AddSingleton<ReadBack>();
        services.AddSingleton<IChannel, SlackChannel>();
    }

    /// <summary>The calls themselves, and their pace.</summary>
    public static void AddSlackApi(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new SlackApi(
            provider.GetRequiredService<IOptions<SlackOptions>>().Value.ApiBaseUrl, provider.GetRequiredService<IHostEnvironment>().IsDevelopment(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new SlackPaces(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IOptions<SlackOptions>>().Value));
    }
}
