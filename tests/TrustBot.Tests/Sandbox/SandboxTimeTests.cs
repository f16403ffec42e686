using NodaTime;
using TrustBot.Sandbox;

namespace TrustBot.Tests.Sandbox;

public sealed class SandboxTimeTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private static readonly Instant MondayAtNine = Instant.FromUtc(2026, 6, 15, 7, 0);

    [Fact]
    public async Task The_first_start_is_at_nine_on_the_next_working_day()
    {
        await using var host = await SandboxHost.StartAsync(HandMade.Stage());

        Assert.Equal(MondayAtNine, host.Time.Now);
    }

    [Fact]
    public async Task A_restart_keeps_the_time()
    {
        var directory = SandboxHost.NewDirectory();
        await using (var first = await SandboxHost.StartAsync(Quiet, directory))
            await first.Time.TryMoveAsync(ClockMove.Day, Token);

        await using var second = await SandboxHost.StartAsync(Quiet, directory);

        Assert.Equal(MondayAtNine + Duration.FromDays(1), second.Time.Now);
    }

    [Fact]
    public async Task A_leap_stands_at_every_due_moment_on_its_way()
    {
        Queue<Instant> due = new([MondayAtNine + Duration.FromHours(2), MondayAtNine + Duration.FromHours(20), MondayAtNine + Duration.FromDays(3)]);
        List<Instant> lived = [];
        SandboxHost? host = null;
        await using var running = host = await SandboxHost.StartAsync(HandMade.Stage() with
        {
            NextDue = _ => ValueTask.FromResult<Instant?>(due.Count > 0 ? due.Peek() : null),
            RunUntilIdle = _ =>
            {
                while (due.Count > 0 && due.Peek() <= host!.Time.Now)
                    lived.Add(due.Dequeue());
                return ValueTask.CompletedTask;
            },
        });

        await host.Time.TryMoveAsync(ClockMove.Day, Token);

        Assert.Equal([MondayAtNine + Duration.FromHours(2), MondayAtNine + Duration.FromHours(20)], lived);
        Assert.Equal(MondayAtNine + Duration.FromDays(1), host.Time.Now);
    }

    [Fact]
    public async Task The_next_thing_that_happens_is_one_that_can_be_seen()
    {
        Queue<Instant> due = new([MondayAtNine + Duration.FromMinutes(1), MondayAtNine + Duration.FromHours(5), MondayAtNine + Duration.FromHours(9)]);
        SandboxHost? host = null;
        await using var running = host = await SandboxHost.StartAsync(HandMade.Stage() with
        {
            NextDue = _ => ValueTask.FromResult<Instant?>(due.Count > 0 ? due.Peek() : null),
            RunUntilIdle = async token =>
            {
                while (due.Count > 0 && due.Peek() <= host!.Time.Now)
                    if (due.Dequeue() == MondayAtNine + Duration.FromHours(5))
                        await host.Channel.SendAsync(HandMade.At(HandMade.Bo), HandMade.To(HandMade.Bo, HandMade.Win, "seen"), token);
            },
        });

        await host.Time.TryMoveAsync(ClockMove.Next, Token);

        Assert.Equal(MondayAtNine + Duration.FromHours(5), host.Time.Now);
    }

    [Fact]
    public async Task What_comes_on_another_platform_is_seen_too()
    {
        SandboxHost? host = null;
        await using var running = host = await SandboxHost.StartAsync(HandMade.Stage() with
        {
            NextDue = _ => ValueTask.FromResult<Instant?>(host!.Time.Now + Duration.FromHours(1)),
            Elsewhere = () => host!.Time.Now >= MondayAtNine + Duration.FromHours(3) ? 1 : 0,
        });

        await host.Time.TryMoveAsync(ClockMove.Next, Token);

        Assert.Equal(MondayAtNine + Duration.FromHours(3), host.Time.Now);
    }

    [Fact]
    public async Task What_stays_due_forever_does_not_hold_time_up()
    {
        var runs = 0;
        await using var host = await SandboxHost.StartAsync(HandMade.Stage() with
        {
            NextDue = _ => ValueTask.FromResult<Instant?>(MondayAtNine),
            RunUntilIdle = _ =>
            {
                runs++;
                return ValueTask.CompletedTask;
            },
        });

        await host.Time.TryMoveAsync(ClockMove.Day, Token);

        Assert.Equal(MondayAtNine + Duration.FromDays(1), host.Time.Now);
        Assert.InRange(runs, 2, 40);
    }

    [Fact]
    public async Task A_second_move_meanwhile_is_refused()
    {
        var hold = new TaskCompletionSource();
        await using var host = await SandboxHost.StartAsync(HandMade.Stage() with { RunUntilIdle = async _ => await hold.Task });

        var first = host.Time.TryMoveAsync(ClockMove.Hour, Token).AsTask();
        var second = await host.Time.TryMoveAsync(ClockMove.Hour, Token);
        hold.SetResult();

        Assert.False(second);
        Assert.True(await first);
    }

    private static SandboxStage Quiet => HandMade.Stage() with { NextDue = _ => ValueTask.FromResult<Instant?>(null) };
}
