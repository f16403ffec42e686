using System.Net;
using System.Net.Http.Headers;

namespace TrustBot.Teams.Outbound;

/// <summary>A body that knows whether any of it was handed to a connection: before that, nobody can have acted on the request.</summary>
internal sealed class OnceContent : HttpContent
{
    private readonly byte[] json;

    public OnceContent(byte[] json)
    {
        this.json = json;
        Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
    }

    public bool HasLeft { get; private set; }

    /// <summary>The answer said that it had no effect; it may be sent again as if for the first time.</summary>
    public void Return() => HasLeft = false;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        return stream.WriteAsync(json, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = json.Length;
        return true;
    }
}
