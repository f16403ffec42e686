using Microsoft.Extensions.Options;
using TrustBot.Delivery;

namespace TrustBot.Slack.Outbound;

public static class OutboundSetup
{
    /// <summary>Expects <see cref="IInstallations"/> and <see cref="ISlackCards"/> among the services.</summary>
    public static void AddSlackOutbound(this IServiceCollection services)
    {
        services.AddSingleton(provider => new SlackApi(
            provider.GetRequiredService<IOptions<SlackOptions>>().Value.ApiBaseUrl, provider.GetRequiredService<IHostEnvironment>().IsDevelopment(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SlackPaces>();
        services.AddSingleton<OpenedConversations>();
        services.AddSingleton<ReadBack>();
        services.AddSingleton<IChannel, SlackChannel>();
    }
}
