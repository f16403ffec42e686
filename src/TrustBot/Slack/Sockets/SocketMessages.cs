using System.Net.WebSockets;

namespace TrustBot.Slack.Sockets;

/// <summary>Whole frames from a socket, their fragments joined, none longer than allowed.</summary>
internal sealed class SocketMessages(WebSocket socket, int longest)
{
    private const int Piece = 16 * 1024;

    private byte[] buffer = new byte[Piece];

    /// <returns>Null when the other side closes.</returns>
    /// <exception cref="WebSocketException">The connection broke. So may <see cref="OperationCanceledException"/> say.</exception>
    public async ValueTask<SocketFrame?> NextAsync()
    {
        var length = 0;
        while (true)
        {
            if (buffer.Length - length < Piece)
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, longest + (2 * Piece)));
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            // What is too long is read to its end and forgotten: the connection is good for all others.
            length = Math.Min(length + part.Count, longest + 1);
            if (part.EndOfMessage)
                return part.MessageType != WebSocketMessageType.Text ? SocketFrame.NoText : length > longest ? SocketFrame.TooLong : Take(length);
        }
    }

    private SocketFrame Take(int length)
    {
        var frame = SocketFrame.Read(buffer.AsSpan(0, length));
        if (buffer.Length > 4 * Piece)
            buffer = new byte[Piece];
        return frame;
    }
}
