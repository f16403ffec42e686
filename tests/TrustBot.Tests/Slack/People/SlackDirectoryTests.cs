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

    [Fact]
    public async Task Several_who_come_at_once_need_not_wait_for_one_another_and_what_Slack_asks_for_is_kept()
    {
        for (var i = 0; i < 5; i++)
        {
            Slack.Join(SlackTown.Team, $"U{i}", $"{i}@example.org");
            Assert.IsType<Meeting.Stranger>(await MeetAsync($"U{i}"));
        }
        Town.Time.Advance(TimeSpan.FromMinutes(1));
        Slack.NextOf(SlackMethods.User, SlackFault.RateLimited(30));
        Assert.IsType<Meeting.NotNow>(await MeetAsync("U0"));
        Assert.IsType<Meeting.NotNow>(await MeetAsync("U1"));

        Assert.Equal(6, Asked);
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(30, 21)]
    public async Task The_last_seconds_of_a_pause_are_kept_too(int pause, int later)
    {
        Slack.NextOf(SlackMethods.User, SlackFault.RateLimited(pause));
        Assert.IsType<Meeting.NotNow>(await MeetAsync("U0"));
        Town.Time.Advance(TimeSpan.FromSeconds(later));

        Assert.IsType<Meeting.NotNow>(await MeetAsync("U1"));
        Assert.IsType<Meeting.NotNow>(await MeetAsync("U2"));
        Assert.Equal(1, Asked);
    }

    [Fact]
    public async Task A_pause_that_a_call_before_its_time_was_asked_for_is_kept()
    {
        Slack.Join(SlackTown.Team, "U0", "u0@example.org");
        Assert.IsType<Meeting.Stranger>(await MeetAsync("U0"));
        Slack.NextOf(SlackMethods.User, SlackFault.RateLimited(30));
        Assert.IsType<Meeting.NotNow>(await MeetAsync("U1"));

        Assert.IsType<Meeting.NotNow>(await MeetAsync("U2"));
        Assert.Equal(2, Asked);
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
