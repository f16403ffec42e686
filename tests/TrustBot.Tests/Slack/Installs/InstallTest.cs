using NodaTime;
using TrustBot.Slack;
using TrustBot.Slack.Installs;
using TrustBot.Slack.Outbound;
using TrustBot.Storage;
using TrustBot.Tests.Slack.Outbound;
using TrustBot.Tests.Storage;

namespace TrustBot.Tests.Slack.Installs;

/// <summary>A town whose channel finds its tokens where the real ones are kept.</summary>
public abstract class InstallTest : IAsyncLifetime
{
    private ITable table = null!;

    private protected SlackTown Town { get; private set; } = null!;

    private protected FakeSlack Slack => Town.Slack;

    /// <summary>The process that sends.</summary>
    private protected InstallProcess Here { get; set; } = null!;

    private protected Instant Now => Instant.FromDateTimeOffset(Town.Time.GetUtcNow());

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Town = await SlackTown.StartAsync(installations: _ => new Present(this));
        table = new MemoryTableTests.OneAtATime(Town.World.Table);
    }

    public async ValueTask DisposeAsync()
    {
        await Town.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <param name="botToken">Null where workspaces install by OAuth.</param>
    private protected InstallProcess Start(string? botToken = null) => Here = new InstallProcess(Town, table, botToken);

    /// <summary>Time passes, so that nothing has to wait for its turn, and the watch looks.</summary>
    private protected async Task<bool> LookAsync(Duration? after = null)
    {
        Town.Time.Advance((after ?? Duration.FromMinutes(10)).ToTimeSpan());
        return await Here.Watch.LookAsync(Cancellation);
    }

    private protected async Task<Installing> InstallAsync(FakeSlack.Agreement agreement)
    {
        var ticket = (await Here.Flow.InviteAsync(Cancellation)).Query["?ticket=".Length..];
        var (to, browser) = (await Here.Flow.BeginAsync(ticket, Cancellation))!.Value;
        var state = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(to.Query)["state"];
        return await Here.Flow.FinishAsync(state, browser, Slack.Agree(agreement), null, Cancellation);
    }

    private protected ValueTask<SlackInstallation?> FindAsync(string workspace) => Here.Installations.FindAsync(workspace, Cancellation);

    private protected ValueTask<SlackInstallation?> FindAsync(string? team, string? enterprise, bool org = false) =>
        Here.Installations.FindAsync(new SlackWorkspace(team, enterprise, org), Cancellation);

    /// <summary>As the event tells it: in whole seconds.</summary>
    private protected ValueTask EndAsync(Instant at, string team = SlackTown.Team) =>
        Here.Installations.EndedAsync(new SlackWorkspace(team, null), Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds()), Cancellation);

    private protected int Errors(string line) => Town.Logged.Split('\n').Count(one => one.Contains(line, StringComparison.Ordinal));

    private sealed class Present(InstallTest test) : IInstallations
    {
        public ValueTask<SlackInstallation?> FindAsync(string workspace, CancellationToken cancellation) => test.Here.Installations.FindAsync(workspace, cancellation);

        public ValueTask<SlackInstallation?> FindAsync(SlackWorkspace workspace, CancellationToken cancellation) => test.Here.Installations.FindAsync(workspace, cancellation);

        public ValueTask<IReadOnlyList<SlackInstallation>> AllAsync(CancellationToken cancellation) => test.Here.Installations.AllAsync(cancellation);

        public ValueTask DiedAsync(SlackInstallation refused, string code, CancellationToken cancellation) => test.Here.Installations.DiedAsync(refused, code, cancellation);

        public ValueTask EndedAsync(SlackWorkspace workspace, Instant at, CancellationToken cancellation) => test.Here.Installations.EndedAsync(workspace, at, cancellation);
    }
}
