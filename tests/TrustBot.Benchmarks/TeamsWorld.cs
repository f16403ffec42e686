using System.Globalization;
using System.Text;

namespace TrustBot.Benchmarks;

/// <summary>People and chats by number, the same in every process: a signed pair each, whose mentee writes.</summary>
internal static class TeamsWorld
{
    public const string App = "0f0f0f0f-1111-4222-8333-444444444444";

    /// <summary>So many that nobody writes twice while it is measured: what is sent to one chat waits 250 ms for what was sent before.</summary>
    public const int People = 20_000;

    /// <summary>Somebody beside them, whom only the concurrency check writes as.</summary>
    public const int Crowded = People;

    /// <summary>So many that the 25 messages a second that Teams takes in each are not what is measured.</summary>
    public const int Tenants = 250;

    public static string TenantOf(int person) => Numbered(person % Tenants, "aaaa");

    public static string ObjectOf(int person) => Numbered(person, "bbbb");

    public static string ChatOf(int person) => string.Create(CultureInfo.InvariantCulture, $"a:chat-{person:d8}");

    /// <summary>As the service words it, with what it says about the client.</summary>
    /// <param name="number">Of the message: its id.</param>
    public static byte[] Request(int number, int person, string text, string serviceUrl, string? token)
    {
        var (id, tenant, chat) = (ObjectOf(person), TenantOf(person), ChatOf(person));
        var body = string.Create(CultureInfo.InvariantCulture, $$$"""
            {"text":"{{{text}}}","textFormat":"plain","attachments":[{"contentType":"text/html","content":"<p>{{{text}}}</p>"}],"type":"message","timestamp":"2026-06-01T09:00:00.1234567Z","localTimestamp":"2026-06-01T11:00:00.1234567+02:00","id":"{{{1_700_000_000_000 + number}}}","channelId":"msteams","serviceUrl":"{{{serviceUrl}}}","from":{"id":"29:1-{{{id}}}","name":"Bo Lind","aadObjectId":"{{{id}}}"},"conversation":{"conversationType":"personal","tenantId":"{{{tenant}}}","id":"{{{chat}}}"},"recipient":{"id":"28:{{{App}}}","name":"TrustBot"},"entities":[{"locale":"en-GB","country":"GB","platform":"Windows","timezone":"Europe/Berlin","type":"clientInfo"}],"channelData":{"tenant":{"id":"{{{tenant}}}"}},"locale":"en-GB","localTimezone":"Europe/Berlin"}
            """);
        var authorization = token is null ? "" : $"Authorization: Bearer {token}\r\n";
        return Encoding.UTF8.GetBytes($"POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\n{authorization}Content-Type: application/json; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }

    private static string Numbered(int number, string kind) => string.Create(CultureInfo.InvariantCulture, $"{number:d8}-{kind}-4222-8333-444444444444");
}
