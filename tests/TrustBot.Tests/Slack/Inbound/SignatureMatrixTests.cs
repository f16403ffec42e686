using System.Net;
using System.Text;

namespace TrustBot.Tests.Slack.Inbound;

/// <summary>One change to a genuine request, and what becomes of it.</summary>
public sealed class SignatureMatrixTests(SignatureMatrixTests.Running running) : IClassFixture<SignatureMatrixTests.Running>
{
    private const string SecondSecret = "f9e8d7c6b5a493827160f5e4d3c2b1a0";

    private static readonly Dictionary<string, (bool Good, Action<SlackAttempt> Change)> Cases = new()
    {
        ["as Slack sends it"] = (true, Nothing),
        ["signed with the secret before"] = (true, it => it.Secret = SecondSecret),
        ["300 s old"] = (true, it => it.Timestamp = Ago(300)),
        ["300 s ahead"] = (true, it => it.Timestamp = Ago(-300)),
        ["any path of ours"] = (true, it => it.Path = "/slack/options"),
        ["301 s old"] = (false, it => it.Timestamp = Ago(301)),
        ["301 s ahead"] = (false, it => it.Timestamp = Ago(-301)),
        ["a year ahead"] = (false, it => it.Timestamp = Ago(-31_536_000)),
        ["the beginning of time"] = (false, it => it.Timestamp = "0"),
        ["milliseconds"] = (false, it => it.Timestamp = Ago(0) + "000"),
        ["a time beyond all numbers"] = (false, it => it.Timestamp = new string('9', 40)),
        ["a negative time"] = (false, it => it.Timestamp = "-" + Ago(0)),
        ["a time with a fraction"] = (false, it => it.Timestamp = Ago(0) + ".0"),
        ["a time with a blank inside"] = (false, it => it.Timestamp = Ago(0).Insert(5, " ")),
        ["a time in other digits"] = (false, it => it.Timestamps = _ => ["١٧٨٠٣٠٤٤٠٠"]),
        ["an empty time"] = (false, it => it.Timestamps = _ => [""]),
        ["no time"] = (false, it => it.Timestamps = _ => []),
        ["the time twice"] = (false, it => it.Timestamps = time => [time, time]),
        ["another time than was signed"] = (false, it => it.Timestamps = _ => [Ago(1)]),
        ["no signature"] = (false, it => it.Signatures = _ => []),
        ["an empty signature"] = (false, it => it.Signatures = _ => [""]),
        ["the signature twice"] = (false, it => it.Signatures = good => [good, good]),
        ["two signatures, one good"] = (false, it => it.Signatures = good => ["v0=" + new string('0', 64), good]),
        ["two signatures in one header"] = (false, it => it.Signatures = good => [$"{good},{good}"]),
        ["upper-case hex"] = (false, it => it.Signatures = good => ["v0=" + good[3..].ToUpperInvariant()]),
        ["an upper-case version"] = (false, it => it.Signatures = good => ["V0" + good[2..]]),
        ["no version"] = (false, it => it.Signatures = good => [good[3..]]),
        ["v1, signed so"] = (false, it => it.Version = "v1"),
        ["v1, signed as v0"] = (false, it => it.Signatures = good => ["v1" + good[2..]]),
        ["cut short"] = (false, it => it.Signatures = good => [good[..^1]]),
        ["one letter more"] = (false, it => it.Signatures = good => [good + "0"]),
        ["only the version"] = (false, it => it.Signatures = _ => ["v0="]),
        ["zeros"] = (false, it => it.Signatures = _ => ["v0=" + new string('0', 64)]),
        ["letters that are no ASCII"] = (false, it => it.Signatures = good => [good[..^1] + "é"]),
        ["another secret"] = (false, it => it.Secret = "00112233445566778899aabbccddeeff"),
        ["an empty secret"] = (false, it => it.Secret = ""),
        ["the secret as the bytes that its hex stands for"] = (false, it => it.Secret = Encoding.Latin1.GetString(Convert.FromHexString(SlackAttempt.FirstSecret))),
        ["one byte of the body changed"] = (false, it => it.OnItsWay = body => [.. body[..^2], (byte)(body[^2] ^ 1), body[^1]]),
        ["one byte more"] = (false, it => it.OnItsWay = body => [.. body, (byte)' ']),
        ["one byte less"] = (false, it => it.OnItsWay = body => body[..^1]),
        ["the body gone"] = (false, it => it.OnItsWay = _ => []),
        ["an empty body, signed with another secret"] = (false, it => (it.Body, it.Secret) = ([], "other")),
        ["a megabyte of another's"] = (false, it => (it.Body, it.Secret) = (new byte[1024 * 1024], "other")),
        ["a deprecated token for a signature"] = (false, it => it.Unsigned().Body = "{\"token\":\"ignored\",\"type\":\"url_verification\",\"challenge\":\"x\"}"u8.ToArray()),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Only_what_was_signed_just_now_with_a_secret_of_ours_comes_in(string name)
    {
        var before = running.Door.Turns.Taken.Count;
        var attempt = SlackAttempt.Said();
        Cases[name].Change(attempt);

        Assert.Equal(Cases[name].Good ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, await running.Door.SendAsync(attempt));
        Assert.Equal(Cases[name].Good ? 1 : 0, running.Door.Turns.Taken.Count - before);
    }

    [Fact]
    public async Task Without_a_secret_before_there_is_one_only()
    {
        await using var door = await SlackDoor.StartAsync(("PreviousSigningSecret", " "));
        var former = SlackAttempt.Said();
        former.Secret = SecondSecret;
        var none = SlackAttempt.Said();
        none.Secret = "";

        Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(former));
        Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(none));
        Assert.Empty(door.Turns.Taken);
    }

    private static void Nothing(SlackAttempt attempt)
    {
    }

    private static string Ago(int seconds) => SlackAttempt.At(SlackAttempt.Now.AddSeconds(-seconds));

    public sealed class Running : IAsyncLifetime
    {
        public SlackDoor Door { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Door = await SlackDoor.StartAsync(("PreviousSigningSecret", SecondSecret));

        public ValueTask DisposeAsync() => Door.DisposeAsync();
    }
}
