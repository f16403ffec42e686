using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using TrustBot.Core.Import;

namespace TrustBot.CoordinatorConsole.Web;

/// <summary>Reads the one file of an upload into memory, and stops keeping it one byte after the limit.</summary>
public static class UploadedFile
{
    /// <summary>So far the rest of a file that is too large is read and thrown away, so that the browser stays to hear why.</summary>
    private const long MostListened = 64 * 1024 * 1024;

    private const int MostBoundary = 128;

    /// <returns>Null when the request holds no file. Longer than <see cref="CsvBytes.MaxBytes"/> when the file was.</returns>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostListened;
        if (BoundaryOf(http.Request) is not { } boundary)
            return null;
        try
        {
            var reader = new MultipartReader(boundary, http.Request.Body) { BodyLengthLimit = MostListened };
            while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
            {
                if (IsFile(section))
                    return await ReadAsync(section.Body, http.RequestAborted);
            }
            return null;
        }
        catch (Exception broken) when (broken is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } || IsCutShort(broken, http))
        {
            return null;
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new byte[CsvBytes.MaxBytes + 1];
        }
    }

    private static bool IsCutShort(Exception broken, HttpContext http) =>
        broken is IOException and not BadHttpRequestException && !http.RequestAborted.IsCancellationRequested;

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= MostBoundary } boundary
            ? boundary.ToString()
            : null;

    private static bool IsFile(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && disposition.IsFileDisposition();

    private static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Stream body, CancellationToken cancellation)
    {
        var kept = new MemoryStream();
        var piece = new byte[64 * 1024];
        while (await body.ReadAsync(piece, cancellation) is > 0 and var count)
        {
            var room = CsvBytes.MaxBytes + 1 - (int)kept.Length;
            kept.Write(piece, 0, Math.Min(count, room));
        }
        return kept.GetBuffer().AsMemory(0, (int)kept.Length);
    }
}
