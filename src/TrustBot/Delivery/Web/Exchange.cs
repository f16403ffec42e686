using System.Buffers;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace TrustBot.Delivery.Web;

/// <summary>
/// One HTTP exchange with a service of a platform, told truly: what was answered, or whether the request left at all. Nothing is followed,
/// nothing is sent a second time, no more is read than was allowed.
/// </summary>
internal sealed class Exchange(HttpMessageHandler handler, TimeProvider system, int mostBytes = Exchange.MostBytes) : IDisposable
{
    public const int MostBytes = 64 * 1024;

    /// <summary>Under the courier's own limit, so that the one who knows whether the request left is the one who tells.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(15);

    private const int UsualBytes = 4096;

    private static readonly Duration LongestRetryAfter = Duration.FromDays(1);
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private readonly HttpClient http = new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Connections of our own, that do nothing by themselves.</summary>
    public static SocketsHttpHandler Connections() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        MaxConnectionsPerServer = 64,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        // Shorter than any server's patience: a connection that the other side has just closed would make an outcome unknown.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
    };

    /// <param name="json">Null for a request without a body.</param>
    public async ValueTask<Reply> CallAsync(HttpMethod method, Uri uri, byte[]? json, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, uri) { Content = json is null ? null : OnceContent.Json(json) };
        return await CallAsync(request, cancellation);
    }

    /// <param name="request">Its body, where it has one, is a <see cref="OnceContent"/>.</param>
    public async ValueTask<Reply> CallAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(LongestCall, system);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        var content = request.Content as OnceContent;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            var (body, isWhole) = await ReadAsync(response.Content, both.Token);
            return new Reply.Answered((int)response.StatusCode, body, isWhole, RetryAfterOf(response));
        }
        catch (HostNotAllowedException)
        {
            return new Reply.NotSent(NotSentBecause.HostNotAllowed, Final: true);
        }
        catch (NoTokenException)
        {
            return new Reply.NotSent(NotSentBecause.NoToken);
        }
        catch (Exception e) when (IsOfTheNetwork(e))
        {
            return content is { HasLeft: false } || (content is null && IsOfConnecting(e)) ? new Reply.NotSent(NotSentBecause.Unreachable) : new Reply.Silence();
        }
    }

    public void Dispose() => http.Dispose();

    private async ValueTask<(JsonNode? Body, bool IsWhole)> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        // Nearly every answer is short, and what was used is wiped: no more is taken before more comes.
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(UsualBytes, mostBytes + 1));
        var length = 0;
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellation);
            while (length <= mostBytes && await stream.ReadAsync(buffer.AsMemory(length, Math.Min(buffer.Length, mostBytes + 1) - length), cancellation) is var count and > 0)
            {
                length += count;
                if (length == buffer.Length && length <= mostBytes)
                    buffer = Larger(buffer);
            }
            return length switch
            {
                0 => (null, true),
                _ when length > mostBytes => (null, false),
                _ => (JsonNode.Parse(buffer.AsSpan(0, length), documentOptions: Strict), true),
            };
        }
        catch (Exception e) when (e is JsonException || IsOfTheNetwork(e))
        {
            // The status came before, and may be enough.
            return (null, false);
        }
        finally
        {
            Wipe(buffer, length);
        }
    }

    private static byte[] Larger(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * full.Length);
        full.CopyTo(larger, 0);
        Wipe(full, full.Length);
        return larger;
    }

    private static void Wipe(byte[] buffer, int used)
    {
        buffer.AsSpan(0, used).Clear();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private Duration? RetryAfterOf(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } header)
            return null;
        var after = Duration.FromTimeSpan(header.Delta ?? header.Date!.Value - system.GetUtcNow());
        return Duration.Max(Duration.Zero, Duration.Min(LongestRetryAfter, after));
    }

    private static bool IsOfTheNetwork(Exception e) => e is HttpRequestException or IOException or OperationCanceledException;

    private static bool IsOfConnecting(Exception e) => e is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };
}
