using TrustBot.People;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.People;

public static class PeopleSetup
{
    /// <summary>Expects what <see cref="OutboundSetup.AddSlackOutbound"/> adds and expects.</summary>
    public static void AddSlackPeople(this IServiceCollection services)
    {
        services.AddSingleton<SlackDirectory>();
        services.AddSingleton<SlackProfiles>();
        services.AddSingleton<ISlackWatch>(provider => provider.GetRequiredService<SlackProfiles>());
        services.AddHostedService(provider => provider.GetRequiredService<SlackProfiles>());
        services.AddSingleton<SlackPeople>();
        services.AddSingleton<IFinder, SlackFinder>();
    }
}
