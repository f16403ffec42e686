using System.Buffers;
using System.Net;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using TrustBot.Delivery.Web;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams.Inbound;

/// <summary>
/// Lets an activity in, or says why not. The order is cheap before dear, and nothing of the body is looked at before its sender is known.
/// </summary>
internal sealed class Door(TokenCheck tokens, ActivityCheck activities, IOptions<TeamsOptions> options)
{
    private const int LargestBody = 1024 * 1024;

    /// <summary>What a tunnel or a proxy adds, and a browser: neither is a program on this machine.</summary>
    private static readonly string[] FromElsewhere = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Original-Host", "Via", "Origin", "Sec-Fetch-Site"];

    public async ValueTask<(Activity? Activity, Refused? Refused)> AdmitAsync(HttpContext http)
    {
        var request = http.Request;
        if (!IsJson(request))
            return (null, Refused.NotJson);
        if (request.ContentLength > LargestBody)
            return (null, Refused.TooLarge);
        var anonymous = IsAnonymous(http);
        var (vouched, no) = anonymous ? default : await tokens.CheckAsync(request.Headers.Authorization, http.RequestAborted);
        if (no is not null)
            return (null, no);
        var (body, unread) = await ReadAsync(request, http.RequestAborted);
        if (unread is not null)
            return (null, unread);
        if (ActivityReader.Read(body.Span) is not { } activity)
            return (null, Refused.NotAnActivity);
        return (vouched is null ? activities.CheckLocal(activity) : activities.Check(activity, vouched)) is { } refused ? (null, refused) : (activity, null);
    }

    private bool IsAnonymous(HttpContext http) =>
        options.Value.AllowAnonymous
        && http.Request.Headers.Authorization.Count == 0
        && http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && Uri.TryCreate($"http://{http.Request.Host}", UriKind.Absolute, out var asked) && ThisMachine.Is(asked)
        && !FromElsewhere.Any(http.Request.Headers.ContainsKey);

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding.Count == 0;

    private static async ValueTask<(ReadOnlyMemory<byte> Body, Refused? Refused)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = new ArrayBufferWriter<byte>((int)(request.ContentLength ?? 4095) + 1);
        try
        {
            while (await request.Body.ReadAsync(body.GetMemory(1), cancellation) is var count and > 0)
            {
                body.Advance(count);
                if (body.WrittenCount > LargestBody)
                    return (default, Refused.TooLarge);
            }
        }
        catch (BadHttpRequestException e)
        {
            return (default, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? Refused.TooLarge : Refused.CutShort);
        }
        return (body.WrittenMemory, null);
    }
}
