using NodaTime;
using TrustBot.Slack.Outbound;

namespace TrustBot.Tests.Slack.Outbound;

public sealed class SlackPacesTests : SlackTest
{
    private static readonly Duration Pause = Duration.FromSeconds(90);

    [Fact]
    public async Task N16_A_pause_holds_up_the_method_of_one_workspace_and_nothing_else()
    {
        Assert.IsType<SlackResult.Refused>(await AskAsync("T1", SlackMethods.User, "a", new SlackResult.Refused(SlackClass.Wait, SlackCodes.RateLimited, Pause)));

        Assert.Equal(Paced(Pause), await AskAsync("T1", SlackMethods.User, "b"));
        Assert.IsType<SlackResult.Ok>(await AskAsync("T1", SlackMethods.History, "b"));
        Assert.IsType<SlackResult.Ok>(await AskAsync("T2", SlackMethods.User, "b"));
        Town.Time.Advance(Pause.ToTimeSpan() - TimeSpan.FromTicks(1));
        Assert.IsType<SlackResult.Refused>(await AskAsync("T1", SlackMethods.User, "b"));
        Town.Time.Advance(TimeSpan.FromTicks(1));
        Assert.IsType<SlackResult.Ok>(await AskAsync("T1", SlackMethods.User, "b"));
    }

    [Fact]
    public async Task Whoever_waits_keeps_a_place()
    {
        Assert.IsType<SlackResult.Ok>(await AskAsync("T1", SlackMethods.OpenConversation, "a"));
        Assert.Equal(Paced(Duration.FromMilliseconds(1500)), await AskAsync("T1", SlackMethods.OpenConversation, "b"));
        Assert.Equal(Paced(Duration.FromSeconds(3)), await AskAsync("T1", SlackMethods.OpenConversation, "c"));

        Town.Time.Advance(TimeSpan.FromMilliseconds(1500));
        Assert.Equal(Paced(Duration.FromMilliseconds(1500)), await AskAsync("T1", SlackMethods.OpenConversation, "c"));
        Assert.IsType<SlackResult.Ok>(await AskAsync("T1", SlackMethods.OpenConversation, "b"));
    }

    [Fact]
    public async Task Three_minutes_of_everything_stays_within_the_documented_limits()
    {
        Slack.KeepsLimits = true;
        for (var second = 0; second < 180; second++)
        {
            await Town.Paces.CallAsync("T1", SlackMethods.User, $"u{second}", () => Town.Api.UserAsync(SlackTown.Token, "UANA", Cancellation));
            await Town.Paces.CallAsync("T1", SlackMethods.OpenConversation, $"o{second}", () => Town.Api.OpenConversationAsync(SlackTown.Token, "UANA", Cancellation));
            Town.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(0, Slack.CallsBeyondLimits);
        Assert.InRange(Slack.CallsOf(SlackMethods.User), 60, 240);
    }

    [Fact]
    public async Task A_method_that_brings_no_answer_is_tried_seldom_until_it_does()
    {
        for (var failures = 0; failures < 5; failures++)
        {
            await AskAsync("T1", SlackMethods.User, $"{failures}", new SlackResult.Unknown());
            Town.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.IsType<SlackResult.Refused>(await AskAsync("T1", SlackMethods.User, "a"));
        Town.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.IsType<SlackResult.Ok>(await AskAsync("T1", SlackMethods.User, "a"));
    }

    [Fact]
    public async Task Who_gives_up_waiting_keeps_no_place_from_those_who_come_later()
    {
        var made = 0;
        var all = Enumerable.Range(0, 400).Select(number => Town.Paces.CallInTurnAsync("T1", SlackMethods.UpdateView, $"{number}", MakeAsync, Duration.FromSeconds(10), Cancellation).AsTask()).ToList();
        Town.Time.Advance(TimeSpan.FromSeconds(11));
        await Task.WhenAll(all);

        Assert.Equal(16, made);
        Assert.IsType<SlackResult.Ok>(await AskAsync("T1", SlackMethods.UpdateView, "late"));

        ValueTask<SlackResult> MakeAsync()
        {
            Interlocked.Increment(ref made);
            return ValueTask.FromResult<SlackResult>(new SlackResult.Ok([]));
        }
    }

    [Fact]
    public async Task Early_turns_are_taken_from_the_time_to_come_and_only_so_far()
    {
        for (var number = 0; number < 14; number++)
            Assert.IsType<SlackResult.Ok>(await AskEarlyAsync($"{number}"));
        Assert.IsType<SlackResult.Refused>(await AskEarlyAsync("late"));

        Town.Time.Advance(TimeSpan.FromMilliseconds(750));
        Assert.IsType<SlackResult.Ok>(await AskEarlyAsync("later"));
    }

    [Fact]
    public async Task A_call_in_the_place_of_one_that_was_its_turn_is_noted_too()
    {
        await Town.Paces.CallAgainAsync("T1", SlackMethods.User, () => ValueTask.FromResult<SlackResult>(new SlackResult.Refused(SlackClass.Wait, SlackCodes.RateLimited, Pause)));

        Assert.Equal(Paced(Pause), await AskAsync("T1", SlackMethods.User, "b"));
    }

    private ValueTask<SlackResult> AskEarlyAsync(string asking) =>
        Town.Paces.CallEarlyAsync("T1", SlackMethods.User, asking, () => ValueTask.FromResult<SlackResult>(new SlackResult.Ok([])), Duration.FromSeconds(10));

    private ValueTask<SlackResult> AskAsync(string workspace, string method, string asking, SlackResult? result = null) =>
        Town.Paces.CallAsync(workspace, method, asking, () => ValueTask.FromResult(result ?? new SlackResult.Ok([])));

    private static SlackResult.Refused Paced(Duration after) => new(SlackClass.Wait, SlackCodes.Paced, after);
}
