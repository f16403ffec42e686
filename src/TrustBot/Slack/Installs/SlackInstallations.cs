using Microsoft.Extensions.Options;
using NodaTime;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.Installs;

public sealed class SlackInstallations(SlackApi api, IOptions<SlackOptions> options) : IInstallations
{
    private SlackInstallation? only;

    public async ValueTask<SlackInstallation?> FindAsync(string workspace, CancellationToken cancellation)
    {
        if (only is null && await api.TestAuthAsync(options.Value.BotToken!, cancellation) is SlackResult.Ok ok)
            only = new SlackInstallation(SlackCodes.TextAt(ok.Body, "team_id")!, options.Value.BotToken!, SlackCodes.TextAt(ok.Body, "user_id")!, SlackCodes.TextAt(ok.Body, "bot_id")!);
        return only?.Workspace == workspace ? only : null;
    }

    public ValueTask<SlackInstallation?> FindAsync(SlackWorkspace workspace, CancellationToken cancellation) => FindAsync(workspace.Team ?? "", cancellation);

    public ValueTask DiedAsync(SlackInstallation refused, string code, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask EndedAsync(SlackWorkspace workspace, Instant at, CancellationToken cancellation) => ValueTask.CompletedTask;
}
