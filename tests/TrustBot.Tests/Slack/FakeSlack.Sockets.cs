using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TrustBot.Tests.Slack;

/// <summary>Socket Mode: single-use addresses, hello, envelopes and what is answered to them, and the ways in which a socket ends.</summary>
internal sealed partial class FakeSlack
{
    private readonly HashSet<string> tickets = [];
    private readonly HashSet<string> appTokens = [];
    private readonly List<Socket> sockets = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject?>> acks = new();
    private readonly SemaphoreSlim connected = new(0);
    private readonly SemaphoreSlim arrived = new(0);
    private TaskCompletionSource mayGreet = Done();

    /// <summary>What a hello says about how long the connection lives, in seconds.</summary>
    public int SocketLifetime { get; set; } = 18060;

    /// <summary>Whether the close of a client is answered. Slack does not always.</summary>
    public bool AnswersClose { get; set; } = true;

    /// <summary>Those that have said hello and are open, oldest first.</summary>
    public IReadOnlyList<Socket> Sockets
    {
        get
        {
            lock (at)
                return [.. sockets];
        }
    }

    public void AllowSockets(string appToken)
    {
        lock (at)
            appTokens.Add(appToken);
    }

    /// <summary>Completes once for each socket that came and was told hello.</summary>
    public Task ConnectedAsync(CancellationToken cancellation) => connected.WaitAsync(cancellation);

    /// <summary>Completes once for each socket that came, greeted or not.</summary>
    public Task ArrivedAsync(CancellationToken cancellation) => arrived.WaitAsync(cancellation);

    /// <summary>Sockets that come from now on are not greeted, until <see cref="Greet"/>.</summary>
    public void HoldGreetings() => mayGreet = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Greet() => mayGreet.TrySetResult();

    /// <summary>Greets those that come from now on, and never those that wait.</summary>
    public void GreetNext() => mayGreet = Done();

    /// <returns>What was answered; null for an acknowledgement without a payload.</returns>
    public async Task<JsonObject?> DeliverAsync(Socket socket, string type, JsonObject payload, CancellationToken cancellation, bool acceptsPayload = false)
    {
        var id = Guid.NewGuid().ToString();
        var ack = acks[id] = new TaskCompletionSource<JsonObject?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await socket.SendAsync(new JsonObject { ["envelope_id"] = id, ["type"] = type, ["payload"] = payload, ["accepts_response_payload"] = acceptsPayload }, cancellation);
        return await ack.Task.WaitAsync(cancellation);
    }

    /// <param name="reason">Such as <c>warning</c>, <c>refresh_requested</c> or <c>link_disabled</c>.</param>
    public static Task DisconnectAsync(Socket socket, string reason, CancellationToken cancellation) =>
        socket.SendAsync(new JsonObject { ["type"] = "disconnect", ["reason"] = reason, ["debug_info"] = new JsonObject { ["host"] = "fake" } }, cancellation);

    private JsonObject OpenSocket(Call call)
    {
        if (call.Token is not { } token || !token.StartsWith("xapp-", StringComparison.Ordinal))
            return No("not_allowed_token_type");
        if (!appTokens.Contains(token))
            return No("invalid_auth");
        var ticket = NewId("ticket-");
        tickets.Add(ticket);
        return Yes(("url", $"ws://{server.Address.Authority}/link/?ticket={ticket}&app_id=A1"));
    }

    private async Task ServeSocketAsync(HttpContext context, IHttpUpgradeFeature upgrade)
    {
        lock (at)
        {
            if (!tickets.Remove($"{context.Request.Query["ticket"]}"))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }
        }
        context.Response.Headers.Upgrade = "websocket";
        context.Response.Headers.Connection = "Upgrade";
        context.Response.Headers.SecWebSocketAccept = AcceptOf($"{context.Request.Headers.SecWebSocketKey}");
        await using var line = new SilentStream(await upgrade.UpgradeAsync());
        using var ws = WebSocket.CreateFromStream(line, new WebSocketCreationOptions { IsServer = true });
        using var socket = new Socket(ws, line);
        arrived.Release();
        try
        {
            await mayGreet.Task.WaitAsync(context.RequestAborted);
            int open;
            lock (at)
            {
                sockets.Add(socket);
                open = sockets.Count;
            }
            await socket.SendAsync(new JsonObject { ["type"] = "hello", ["num_connections"] = open, ["connection_info"] = new JsonObject { ["app_id"] = "A1" }, ["debug_info"] = new JsonObject { ["host"] = "fake", ["approximate_connection_time"] = SocketLifetime } }, context.RequestAborted);
            connected.Release();
            socket.End(await ReadAsync(socket, ws, line, context.RequestAborted));
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException)
        {
            // It is gone, which is all that there is to know.
        }
        finally
        {
            socket.End(inOrder: false);
            lock (at)
                sockets.Remove(socket);
        }
    }

#pragma warning disable CA5350 // The handshake of RFC 6455 asks for this hash.
    private static string AcceptOf(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes($"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }

    /// <returns>Whether the client closed as it should; not where it had to go without an answer.</returns>
    private async Task<bool> ReadAsync(Socket socket, WebSocket ws, SilentStream line, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult frame;
            do
            {
                frame = await ws.ReceiveAsync(buffer.AsMemory(length), cancellation);
                length += frame.Count;
            }
            while (!frame.EndOfMessage);
            if (frame.MessageType == WebSocketMessageType.Close)
            {
                if (!AnswersClose)
                    return await line.ReadAsync(buffer, cancellation) > 0;
                await ws.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellation);
                return true;
            }
            var said = Encoding.UTF8.GetString(buffer, 0, length);
            socket.Heard.Enqueue(said);
            var ack = JsonNode.Parse(said)!.AsObject();
            if ((string?)ack["envelope_id"] is { } id && acks.TryRemove(id, out var waiting))
                waiting.TrySetResult(ack["payload"] as JsonObject);
        }
    }

    public sealed class Socket(WebSocket ws, SilentStream line) : IDisposable
    {
        private readonly SemaphoreSlim sending = new(1);
        private readonly TaskCompletionSource<bool> gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Everything that the client said, as it came.</summary>
        public ConcurrentQueue<string> Heard { get; } = [];

        /// <summary>Comes when the connection is over: true when the client closed it as it should.</summary>
        public Task<bool> Gone => gone.Task;

        /// <summary>From now on it is open and dead: nothing arrives in either direction, and no ping is answered.</summary>
        public void FallSilent() => line.IsSilent = true;

        /// <summary>The connection is gone without a word.</summary>
        public void Break() => ws.Abort();

        public void Dispose() => sending.Dispose();

        public void End(bool inOrder) => gone.TrySetResult(inOrder);

        public Task SendAsync(JsonObject frame, CancellationToken cancellation) =>
            SendAsync(Encoding.UTF8.GetBytes(frame.ToJsonString()), WebSocketMessageType.Text, 1, cancellation);

        /// <param name="pieces">How many fragments it goes out in.</param>
        public async Task SendAsync(ReadOnlyMemory<byte> frame, WebSocketMessageType type, int pieces, CancellationToken cancellation)
        {
            await sending.WaitAsync(cancellation);
            try
            {
                var each = (frame.Length + pieces - 1) / pieces;
                for (var from = 0; from < frame.Length; from += each)
                    await ws.SendAsync(frame.Slice(from, Math.Min(each, frame.Length - from)), type, endOfMessage: from + each >= frame.Length, cancellation);
            }
            finally
            {
                sending.Release();
            }
        }
    }
}
