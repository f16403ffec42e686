using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace TrustBot.Delivery.Web;

/// <summary>A body that knows whether any of it was handed to a connection: before that, nobody can have acted on the request.</summary>
internal sealed class OnceContent : HttpContent
{
    private readonly byte[] bytes;

    private OnceContent(byte[] bytes, string type)
    {
        this.bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue(type, "utf-8");
    }

    public bool HasLeft { get; private set; }

    public static OnceContent Json(byte[] json) => new(json, "application/json");

    /// <param name="fields">As they are; encoded here.</param>
    public static OnceContent Form(IEnumerable<KeyValuePair<string, string>> fields) =>
        new(Encoding.ASCII.GetBytes(string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"))), "application/x-www-form-urlencoded");

    /// <summary>The answer said that it had no effect; it may be sent again as if for the first time.</summary>
    public void Return() => HasLeft = false;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasLeft = true;
        return stream.WriteAsync(bytes, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = bytes.Length;
        return true;
    }
}
