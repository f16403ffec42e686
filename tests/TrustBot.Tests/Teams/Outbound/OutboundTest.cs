using NodaTime;
using TrustBot.Teams.Outbound;

namespace TrustBot.Tests.Teams.Outbound;

public abstract class OutboundTest : IAsyncLifetime
{
    private protected World World { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => World = await World.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static void AssertRefused(ConnectorResult result, string reason, int status = 0, bool final = false, Duration? retryAfter = null) =>
        Assert.Equal(new ConnectorResult.Refused(reason, status, retryAfter, final), result);

    protected static string? Landed(ConnectorResult result) => Assert.IsType<ConnectorResult.Landed>(result).Id;
}
