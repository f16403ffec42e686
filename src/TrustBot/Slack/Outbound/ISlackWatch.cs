using TrustBot.Core.People;

namespace TrustBot.Slack.Outbound;

/// <summary>Hears of everybody whom TrustBot is about to write to, and holds nobody up.</summary>
public interface ISlackWatch
{
    void Writing(Address to);
}
