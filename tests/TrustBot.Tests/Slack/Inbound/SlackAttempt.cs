using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TrustBot.Tests.Slack.Inbound;

/// <summary>A request as Slack would make it, for a test to spoil.</summary>
public sealed class SlackAttempt
{
    public const string FirstSecret = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    public const string Json = "application/json";
    public const string Form = "application/x-www-form-urlencoded";

    public static readonly DateTimeOffset Now = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    public string Path { get; set; } = "/slack/events";

    public byte[] Body { get; set; } = [];

    public string? ContentType { get; set; } = Json;

    public string Secret { get; set; } = FirstSecret;

    public string Version { get; set; } = "v0";

    public string Timestamp { get; set; } = At(Now);

    /// <summary>What stands in the header; more than one for a header that comes twice.</summary>
    public Func<string, string[]> Signatures { get; set; } = signature => [signature];

    public Func<string, string[]> Timestamps { get; set; } = timestamp => [timestamp];

    /// <summary>Changes the body after it was signed.</summary>
    public Func<byte[], byte[]> OnItsWay { get; set; } = body => body;

    public (string Name, string Value)[] Headers { get; set; } = [];

    public string Signature
    {
        get
        {
            byte[] signed = [.. Encoding.UTF8.GetBytes($"{Version}:{Timestamp}:"), .. Body];
            return $"{Version}={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed))}";
        }
    }

    public static string At(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static SlackAttempt Event(JsonNode body) => Event(body.ToJsonString());

    public static SlackAttempt Event(string body) => new() { Body = Encoding.UTF8.GetBytes(body) };

    public static SlackAttempt Said(string text = "hello", string id = "Ev1") => Event(SlackSamples.Said(text, id));

    public static SlackAttempt Interaction(JsonNode payload) => Fields($"payload={Uri.EscapeDataString(payload.ToJsonString())}", "/slack/interactions");

    public static SlackAttempt Fields(string body, string path = "/slack/commands") => new() { Path = path, Body = Encoding.UTF8.GetBytes(body), ContentType = Form };

    public SlackAttempt Unsigned()
    {
        (Signatures, Timestamps) = (_ => [], _ => []);
        return this;
    }

    public HttpRequestMessage ToRequest()
    {
        var content = new ByteArrayContent(OnItsWay([.. Body]));
        content.Headers.ContentType = ContentType is null ? null : MediaTypeHeaderValue.Parse(ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Path, UriKind.Relative)) { Content = content };
        // What is refused by its length is answered before it is read, and who still sends it would see the line cut.
        request.Headers.ExpectContinue = Body.Length > 1024 * 1024;
        Add("X-Slack-Signature", Signatures(Signature));
        Add("X-Slack-Request-Timestamp", Timestamps(Timestamp));
        foreach (var (name, value) in Headers)
            Add(name, value);
        return request;

        void Add(string name, params string[] values) => Array.ForEach(values, value => request.Headers.TryAddWithoutValidation(name, value));
    }
}
