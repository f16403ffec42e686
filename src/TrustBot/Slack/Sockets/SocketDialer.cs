using System.Net.WebSockets;

namespace TrustBot.Slack.Sockets;

/// <summary>Opens a socket, and waits for its hello.</summary>
internal sealed partial class SocketDialer(TakeTurn take, SocketTimes times, SocketHealth health, TimeProvider time, ILoggerFactory loggers)
{
    private readonly ILogger<SocketDialer> logger = loggers.CreateLogger<SocketDialer>();
    private readonly ILogger<SocketLine> lines = loggers.CreateLogger<SocketLine>();

    /// <returns>A line that is ready; or none, and why.</returns>
    public async Task<(SocketLine? Line, Leaving Why)> DialAsync(Uri address, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(times.Hello, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        if (await ConnectAsync(address, both.Token) is not { } socket)
            return (null, Leaving.Lost);
        Log.Connected(logger);
        var line = new SocketLine(socket, take, times, health, time, lines);
        if (await IsReadyAsync(line, both.Token))
            return (line, default);
        await line.RetireAsync();
        line.Dispose();
        return (null, await line.Over);
    }

    private async Task<ClientWebSocket?> ConnectAsync(Uri address, CancellationToken limit)
    {
        var socket = new ClientWebSocket();
        (socket.Options.KeepAliveInterval, socket.Options.KeepAliveTimeout) = (times.Ping, times.Pong);
        try
        {
            await socket.ConnectAsync(address, limit);
            return socket;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or HttpRequestException)
        {
            socket.Dispose();
            Log.NotConnected(logger, e.GetType().Name);
            return null;
        }
    }

    private async Task<bool> IsReadyAsync(SocketLine line, CancellationToken limit)
    {
        try
        {
            await Task.WhenAny(line.Ready, line.Over).WaitAsync(limit);
        }
        catch (OperationCanceledException)
        {
            // It may have come in the last moment.
        }
        if (line.Ready is { IsCompletedSuccessfully: true, Result: true })
            return true;
        Log.NoHello(logger);
        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "A socket to Slack is open and waits for its hello")]
        public static partial void Connected(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A socket to Slack could not be opened ({Kind})")]
        public static partial void NotConnected(ILogger logger, string kind);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A socket to Slack was opened, and never said hello")]
        public static partial void NoHello(ILogger logger);
    }
}
