using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace TrustBot.Slack.Sockets;

/// <summary>Why a connection will not do any more.</summary>
internal enum Leaving
{
    /// <summary>It still reads, and should be replaced.</summary>
    Refresh,

    /// <summary>It is gone, or as good as gone.</summary>
    Lost,

    /// <summary>Socket Mode was switched off.</summary>
    LinkDisabled,

    TooMany,
}

/// <summary>What is done with a delivery; as <see cref="Inbound.TurnRunner"/> does it.</summary>
/// <param name="begun">The timestamp at which it came.</param>
internal delegate Task<(int Status, JsonNode? Body)> TakeTurn(SlackDelivery delivery, long begun);

/// <summary>One connection: reads until it ends, gives each delivery its turn beside the others, and acknowledges on itself what was taken in.</summary>
internal sealed partial class SocketLine : IDisposable
{
    private readonly WebSocket socket;
    private readonly TakeTurn take;
    private readonly SocketTimes times;
    private readonly SocketHealth health;
    private readonly TimeProvider time;
    private readonly ILogger<SocketLine> logger;

    private readonly TaskCompletionSource<bool> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Leaving> over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource retired = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly Lock at = new();
    private readonly List<Task> turns = [];
    private readonly Task reading;
    private readonly Task watching;
    private Task? retiring;
    private TimeSpan lifetime;
    private long begun;
    private long lastFrame;

    /// <param name="socket">Connected; the line's own from now on.</param>
    public SocketLine(WebSocket socket, TakeTurn take, SocketTimes times, SocketHealth health, TimeProvider time, ILogger<SocketLine> logger)
    {
        (this.socket, this.take, this.times, this.health, this.time, this.logger) = (socket, take, times, health, time, logger);
        begun = lastFrame = time.GetTimestamp();
        reading = ReadAsync();
        watching = WatchAsync();
    }

    /// <summary>True with hello; false when the connection ended without.</summary>
    public Task<bool> Ready => ready.Task;

    public Task<Leaving> Over => over.Task;

    /// <summary>Since hello.</summary>
    public TimeSpan Age => time.GetElapsedTime(begun);

    /// <summary>
    /// What is under way here is finished and acknowledged, then the connection is closed, politely for a moment. What still comes meanwhile
    /// has its turn as well, because Slack sends a press only once.
    /// </summary>
    public Task RetireAsync() => retiring ??= EndAsync();

    public void Dispose()
    {
        socket.Dispose();
        retired.Dispose();
        sending.Dispose();
    }

    private async Task EndAsync()
    {
        await retired.CancelAsync();
        over.TrySetResult(Leaving.Lost);
        await TurnsAsync();
        try
        {
            using var limit = new CancellationTokenSource(times.Close, time);
            await CloseAsync(limit.Token);
            await reading.WaitAsync(limit.Token);
        }
        catch (Exception e) when (IsOfTheConnection(e))
        {
            // It was gone already, or nobody answers.
        }
        socket.Abort();
        await Task.WhenAll(reading, watching, TurnsAsync());
    }

    private async Task ReadAsync()
    {
        var messages = new SocketMessages(socket, times.LongestFrame);
        try
        {
            while (await messages.NextAsync() is { } frame)
            {
                Volatile.Write(ref lastFrame, time.GetTimestamp());
                health.Frame();
                await HandleAsync(frame);
            }
        }
        catch (Exception e) when (IsOfTheConnection(e))
        {
            if (!retired.IsCancellationRequested)
                Log.Broke(logger, e.GetType().Name);
        }
        catch (Exception e)
        {
            // Another connection is better than none.
            Log.Failed(logger, e.GetType().Name, e.StackTrace);
        }
        finally
        {
            if (!ready.TrySetResult(false) && await ready.Task)
                health.Closed();
            over.TrySetResult(Leaving.Lost);
        }
    }

    private ValueTask HandleAsync(SocketFrame frame)
    {
        switch (frame)
        {
            case SocketFrame.Hello hello when !ready.Task.IsCompleted:
                lifetime = hello.Lifetime ?? times.Lifetime;
                begun = time.GetTimestamp();
                health.Opened();
                Log.Ready(logger, hello.Connections, lifetime);
                ready.TrySetResult(true);
                break;
            case SocketFrame.Envelope envelope:
                return AddAsync(AnswerAsync(envelope, time.GetTimestamp()));
            case SocketFrame.Disconnect disconnect:
                Log.AskedToLeave(logger, disconnect.Reason);
                over.TrySetResult(LeavingFor(disconnect.Reason));
                break;
            case SocketFrame.Ignored ignored:
                Log.Ignored(logger, ignored.What);
                break;
        }
        return ValueTask.CompletedTask;
    }

    private static Leaving LeavingFor(string reason) => reason switch
    {
        "link_disabled" => Leaving.LinkDisabled,
        "too_many_websockets" => Leaving.TooMany,
        _ => Leaving.Refresh,
    };

    private async Task AnswerAsync(SocketFrame.Envelope envelope, long came)
    {
        try
        {
            var (status, body) = await take(envelope.Delivery, came);
            if (status < StatusCodes.Status500InternalServerError)
                await SendAsync(SocketFrame.Acknowledge(envelope.Id, envelope.AcceptsPayload ? body : null));
            else
                Log.Left(logger, status);
        }
        catch (Exception e) when (IsOfTheConnection(e))
        {
            Log.NotAcknowledged(logger, e.GetType().Name);
        }
        catch (Exception e)
        {
            Log.Failed(logger, e.GetType().Name, e.StackTrace);
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> text)
    {
        using var limit = new CancellationTokenSource(times.Send, time);
        await sending.WaitAsync(limit.Token);
        try
        {
            await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, limit.Token);
        }
        finally
        {
            sending.Release();
        }
    }

    private async Task CloseAsync(CancellationToken limit)
    {
        await sending.WaitAsync(limit);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit);
        }
        finally
        {
            sending.Release();
        }
    }

    private async ValueTask AddAsync(Task turn)
    {
        Task[] many;
        lock (at)
        {
            turns.RemoveAll(one => one.IsCompleted);
            turns.Add(turn);
            many = turns.Count < times.MostTurns ? [] : [.. turns];
        }
        if (many.Length > 0)
            await Task.WhenAny(many);
    }

    private Task TurnsAsync()
    {
        lock (at)
            return Task.WhenAll(turns);
    }

    private async Task WatchAsync()
    {
        try
        {
            if (!await ready.Task)
                return;
            while (LeftOf(times) is var left && left > TimeSpan.Zero)
                await Task.Delay(left, time, retired.Token);
            if (over.TrySetResult(Leaving.Refresh))
                Log.Doubted(logger, Age);
        }
        catch (OperationCanceledException)
        {
            // Retired.
        }
    }

    /// <returns>How long it is still believed to be alive, if nothing more comes.</returns>
    private TimeSpan LeftOf(SocketTimes allowed)
    {
        var (old, silent) = (lifetime + allowed.Overdue - Age, allowed.Silence - time.GetElapsedTime(Volatile.Read(ref lastFrame)));
        return old < silent ? old : silent;
    }

    private static bool IsOfTheConnection(Exception e) => e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "A socket to Slack is ready; the app has {Connections}, this one for about {Lifetime}")]
        public static partial void Ready(ILogger logger, long connections, TimeSpan lifetime);

        [LoggerMessage(Level = LogLevel.Information, Message = "Slack asks to leave a socket: {Reason}")]
        public static partial void AskedToLeave(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A socket to Slack broke ({Kind})")]
        public static partial void Broke(ILogger logger, string kind);

        [LoggerMessage(Level = LogLevel.Information, Message = "A socket to Slack is replaced after {Age}: it is overdue, or nothing came for long")]
        public static partial void Doubted(ILogger logger, TimeSpan age);

        [LoggerMessage(Level = LogLevel.Information, Message = "A frame from Slack was ignored: {What}")]
        public static partial void Ignored(ILogger logger, string what);

        [LoggerMessage(Level = LogLevel.Information, Message = "A delivery from Slack was not taken in ({Status}), and is left unacknowledged for Slack to send again")]
        public static partial void Left(ILogger logger, int status);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A delivery from Slack was done, and could not be acknowledged ({Kind})")]
        public static partial void NotAcknowledged(ILogger logger, string kind);

        [LoggerMessage(Level = LogLevel.Error, Message = "A socket to Slack failed over something it was sent ({Kind}) {Stack}")]
        public static partial void Failed(ILogger logger, string kind, string? stack);
    }
}
