namespace TrustBot.Tests.Slack.Outbound;

public abstract class SlackTest : IAsyncLifetime
{
    private protected SlackTown Town { get; private set; } = null!;

    private protected FakeSlack Slack => Town.Slack;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Town = await SlackTown.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Town.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
