using TrustBot.People;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.People;

public static class PeopleSetup
{
    /// <summary>Expects what <see cref="OutboundSetup.AddSlackOutbound"/> adds and expects.</summary>
    public static void AddSlackPeople(this IServiceCollection services)
    {
        services.AddSingleton<SlackDirectory>();
        services.AddSingleton<DueProfiles>();
        services.AddHostedService<SlackProfiles>();
        services.AddSingleton<SlackPeople>();
        services.AddSingleton<SlackStrangers>();
        services.AddSingleton<IFinder, SlackFinder>();
    }
}
