using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Xunit;

namespace TrustBot.Tests.Slack.Inbound;

/// <summary>Whatever arrives: no failure of ours, and nothing comes in that nobody signed.</summary>
public sealed class SlackFuzzTests(SlackFuzzTests.Running running) : IClassFixture<SlackFuzzTests.Running>
{
    private static readonly string[] Samples = [.. SlackSamples.Names];
    private static readonly string[] OfJson = [.. Samples.Where(name => name.EndsWith(".json", StringComparison.Ordinal))];

    [Property(MaxTest = 300)]
    public async Task One_bit_of_a_body_the_other_way_round_and_it_is_refused(NonNegativeInt sample, NonNegativeInt where, byte bit)
    {
        var attempt = Sample(sample.Get);
        attempt.OnItsWay = body =>
        {
            body[Anywhere(where.Get, body.Length)] ^= (byte)(1 << (bit % 8));
            return body;
        };

        await RefusedAsync(attempt);
    }

    [Property(MaxTest = 300)]
    public async Task One_bit_of_a_signature_or_its_time_the_other_way_round_and_it_is_refused(NonNegativeInt sample, NonNegativeInt where, byte bit, bool inTime)
    {
        var attempt = Sample(sample.Get);
        if (inTime)
            attempt.Timestamps = time => [Flip(time, where.Get, bit)];
        else
            attempt.Signatures = signature => [Flip(signature, where.Get, bit)];

        await RefusedAsync(attempt);
    }

    [Property(MaxTest = 300)]
    public async Task Junk_for_headers_is_refused(string? signature, string? time)
    {
        var attempt = SlackAttempt.Said();
        (attempt.Signatures, attempt.Timestamps) = (_ => [Printable(signature)], _ => [Printable(time)]);

        await RefusedAsync(attempt);
    }

    [Property(MaxTest = 300)]
    public async Task Junk_that_is_signed_is_refused(byte[] body, bool form)
    {
        var before = running.Door.Turns.Taken.Count;

        Assert.Equal(HttpStatusCode.BadRequest, await running.Door.SendAsync(new SlackAttempt { Body = body, ContentType = form ? SlackAttempt.Form : SlackAttempt.Json }));
        Assert.Equal(before, running.Door.Turns.Taken.Count);
    }

    [Property(MaxTest = 300)]
    public async Task A_signed_body_with_bytes_changed_is_no_failure_of_ours(NonNegativeInt sample, (NonNegativeInt Where, byte Value)[] changes, NonNegativeInt length)
    {
        var attempt = Sample(sample.Get);
        foreach (var (where, value) in changes)
            attempt.Body[Anywhere(where.Get, attempt.Body.Length)] = value;
        if (length.Get % 4 == 0)
            attempt.Body = attempt.Body[..Anywhere(length.Get, attempt.Body.Length)];

        await NoFailureAsync(attempt);
    }

    [Property(MaxTest = 500)]
    public async Task Odd_JSON_anywhere_in_a_signed_body_is_no_failure_of_ours(NonNegativeInt sample, NonNegativeInt where, NonNegativeInt odd)
    {
        string[] oddities = ["null", "true", "5", "-1e400", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "[null]", "[[]]", "[5]", "{}", "{\"id\":null}", "{\"id\":{}}", "{\"id\":\"E1\"}", "{\"type\":[]}", "{\"a\":1,\"a\":2}", new string('[', 200)];
        var name = OfJson[sample.Get % OfJson.Length];
        var json = SlackSamples.Json(name);
        var places = Places(json).ToList();
        var (parent, key) = places[Anywhere(where.Get, places.Count)];
        parent[key] = "@@";
        var body = json.ToJsonString().Replace("\"@@\"", oddities[odd.Get % oddities.Length], StringComparison.Ordinal);
        var attempt = name.StartsWith("interactive/", StringComparison.Ordinal) ? SlackAttempt.Fields($"payload={Uri.EscapeDataString(body)}") : SlackAttempt.Event(body);

        await NoFailureAsync(attempt);
    }

    private static IEnumerable<(JsonObject Parent, string Key)> Places(JsonNode? node) => node switch
    {
        JsonObject it => it.SelectMany(field => Places(field.Value).Prepend((it, field.Key))),
        JsonArray it => it.SelectMany(Places),
        _ => [],
    };

    private static SlackAttempt Sample(int number) => SlackSamples.Attempt(Samples[number % Samples.Length]);

    /// <summary>Generated numbers are small, and would never leave the beginning.</summary>
    private static int Anywhere(int number, int length) => (int)(number * 104_729L % length);

    /// <summary>What a header can't carry becomes a letter that it can.</summary>
    private static string Flip(string text, int where, byte bit)
    {
        var at = Anywhere(where, text.Length);
        var flipped = (char)(text[at] ^ (1 << (bit % 7)));
        return string.Concat(text.AsSpan(0, at), [flipped is > ' ' and <= '~' ? flipped : '~'], text.AsSpan(at + 1));
    }

    private static string Printable(string? text) => string.Concat((text ?? "").Where(letter => letter is >= ' ' and <= '~'));

    private async Task RefusedAsync(SlackAttempt attempt)
    {
        var before = running.Door.Turns.Taken.Count;

        Assert.Equal(HttpStatusCode.Unauthorized, await running.Door.SendAsync(attempt));
        Assert.Equal(before, running.Door.Turns.Taken.Count);
    }

    private async Task NoFailureAsync(SlackAttempt attempt)
    {
        var before = running.Door.Turns.Taken.Count;
        var (status, body, _) = await running.Door.AskAsync(attempt);

        Assert.True(status is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{status}: {Encoding.UTF8.GetString(attempt.Body)}");
        if (status != HttpStatusCode.OK)
            Assert.Empty(body);
        Assert.True(running.Door.Turns.Taken.Count - before == (status == HttpStatusCode.OK && body.Length == 0 ? 1 : 0));
    }

    public sealed class Running : IAsyncLifetime
    {
        public SlackDoor Door { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Door = await SlackDoor.StartAsync();

        public ValueTask DisposeAsync() => Door.DisposeAsync();
    }
}
