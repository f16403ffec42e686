using System.Security.Cryptography;

namespace TrustBot.Slack.Sockets;

/// <summary>Keeps one connection, for as long as the program runs. Nothing here runs by itself: whatever is begun is held in the state, and ended with it.</summary>
internal sealed partial class SocketSupervisor(SocketOpener opener, SocketDialer dialer, SocketTimes times, TimeProvider time, ILogger<SocketSupervisor> logger)
{
    private const int Steps = 1_000_000;

    public async Task RunAsync(CancellationToken stopping)
    {
        SocketState state = new SocketState.Connecting(null, 0);
        while (!stopping.IsCancellationRequested)
            state = await NextOfAsync(state, stopping);
        await RetireAsync(state);
    }

    private async Task<SocketState> NextOfAsync(SocketState state, CancellationToken stopping)
    {
        try
        {
            return await NextAsync(state, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return state;
        }
        catch (Exception e)
        {
            // A mistake of ours must not silence Slack for good.
            Log.Failed(logger, state.GetType().Name, e.GetType().Name, e.StackTrace);
            await RetireAsync(state);
            return new SocketState.Waiting(times.LongestRetry, null, 0);
        }
    }

    private async Task<SocketState> NextAsync(SocketState state, CancellationToken stopping)
    {
        switch (state)
        {
            case SocketState.Waiting waiting:
                await Task.Delay(waiting.For, time, stopping);
                return new SocketState.Connecting(waiting.Old, waiting.Failures);
            case SocketState.Connecting connecting:
                return await ConnectAsync(connecting, stopping);
            case SocketState.Ready ready:
                var why = await ready.Line.Over.WaitAsync(stopping);
                var failures = ready.Line.Age < times.Good ? ready.Failures : 0;
                return why == Leaving.Refresh ? new SocketState.Connecting(ready.Line, failures) : new SocketState.Draining(ready.Line, After(why, null, failures));
            case SocketState.Draining draining:
                await CloseAsync(draining.Old);
                return draining.Next;
            default:
                throw new InvalidOperationException(state.GetType().Name);
        }
    }

    private async Task<SocketState> ConnectAsync(SocketState.Connecting state, CancellationToken stopping)
    {
        switch (await opener.OpenAsync(stopping))
        {
            case SocketOffer.Later later:
                return new SocketState.Waiting(later.Wait, state.Old, state.Failures);
            case SocketOffer.At at:
                var (line, why) = await dialer.DialAsync(at.Address, stopping);
                if (line is null)
                    return After(why, state.Old, state.Failures);
                var ready = new SocketState.Ready(line, state.Failures);
                return state.Old is null ? ready : new SocketState.Draining(state.Old, ready);
            default:
                return After(Leaving.Lost, state.Old, state.Failures);
        }
    }

    private SocketState.Waiting After(Leaving why, SocketLine? old, int failures)
    {
        switch (why)
        {
            case Leaving.LinkDisabled:
                opener.Rest("link_disabled");
                return new SocketState.Waiting(times.LookAgain, old, 0);
            case Leaving.TooMany:
                Log.TooMany(logger, times.LongestRetry);
                return new SocketState.Waiting(times.LongestRetry, old, failures);
            default:
                return new SocketState.Waiting(Backoff(failures), old, failures + 1);
        }
    }

    /// <summary>Doubling, and half to all of it, so that not everybody comes back at once.</summary>
    private TimeSpan Backoff(int failures)
    {
        var whole = times.FirstRetry * Math.Pow(2, Math.Min(failures, 10));
        if (whole > times.LongestRetry)
            whole = times.LongestRetry;
        return whole * (0.5 + (RandomNumberGenerator.GetInt32(Steps) / (2.0 * Steps)));
    }

    private static Task RetireAsync(SocketState state) => Task.WhenAll(state.Lines.Select(CloseAsync));

    private static async Task CloseAsync(SocketLine line)
    {
        await line.RetireAsync();
        line.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack says that the app has too many sockets; this one waits {Wait}. Does another server use the same app?")]
        public static partial void TooMany(ILogger logger, TimeSpan wait);

        [LoggerMessage(Level = LogLevel.Error, Message = "A socket's keeper failed while {State} ({Kind}) {Stack}")]
        public static partial void Failed(ILogger logger, string state, string kind, string? stack);
    }
}
