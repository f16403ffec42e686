using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using TrustBot.Slack;
using TrustBot.Slack.Outbound;
using TrustBot.Slack.People;
using TrustBot.Tests.Slack.Outbound;

namespace TrustBot.Tests.Slack.People;

public sealed class SlackDirectoryTests : SlackPeopleTest
{
    [Fact]
    public async Task A_token_that_is_renewed_takes_nobody_longer_than_they_wait()
    {
        Slack.Kill(SlackTown.Token, "token_expired");
        var slow = new SlowInstallations();
        var directory = new SlackDirectory(Town.Api, Town.Paces, slow, Town.Time, NullLogger<SlackDirectory>.Instance);

        var look = directory.UserNowAsync(Here, CyUser, TimeSpan.FromSeconds(2), Cancellation).AsTask();
        await slow.Told;
        Town.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.IsType<SlackLook.NotNow>(await look.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
    }

    /// <summary>Slack never answers who asks it for another token.</summary>
    private sealed class SlowInstallations : IInstallations
    {
        private readonly TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Told => told.Task;

        public ValueTask<SlackInstallation?> FindAsync(string workspace, CancellationToken cancellation) => ValueTask.FromResult<SlackInstallation?>(Here);

        public ValueTask<SlackInstallation?> FindAsync(SlackWorkspace workspace, CancellationToken cancellation) => ValueTask.FromResult<SlackInstallation?>(Here);

        public ValueTask<IReadOnlyList<SlackInstallation>> AllAsync(CancellationToken cancellation) => ValueTask.FromResult<IReadOnlyList<SlackInstallation>>([Here]);

        public async ValueTask DiedAsync(SlackInstallation refused, string code, CancellationToken cancellation)
        {
            told.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellation);
        }

        public ValueTask EndedAsync(SlackWorkspace workspace, Instant at, CancellationToken cancellation) => ValueTask.CompletedTask;
    }
}
