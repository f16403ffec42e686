using System.Buffers;
using System.Net;
using System.Text;
using FsCheck.Xunit;
using TrustBot.Slack.Inbound;

namespace TrustBot.Tests.Slack.Inbound;

public sealed class SlackFormTests
{
    [Property(MaxTest = 1000)]
    public void What_a_form_holds_is_decoded_as_by_everybody(byte[] text, ushort[] where)
    {
        // Most random bytes are no escapes.
        foreach (var at in where.Where(at => at < text.Length))
            text[at] = (byte)"%+%4aF"[at % 6];
        var value = text.Where(one => one != (byte)'&').ToArray();

        var read = SlackForm.Read([.. "a="u8, .. value]);

        var decoded = WebUtility.UrlDecodeToBytes(value, 0, value.Length)!;
        Assert.Equal(IsText(decoded) ? Encoding.UTF8.GetString(decoded) : null, read?["a"]);
    }

    [Theory]
    [InlineData("payload=%7B%22type%22%3A%22a+b%22%7D", true, "{\"type\":\"a b\"}")]
    [InlineData("payload=", true, null)]
    [InlineData("payload=%FF", true, null)]
    [InlineData("payload=%7B%7D&payload=%7B%7D", false, null)]
    [InlineData("payload=%7B%7D&ssl_check=1", false, null)]
    [InlineData("payloads=%7B%7D", false, null)]
    [InlineData("payload", false, null)]
    [InlineData("%70ayload=%7B%7D", false, null)]
    [InlineData("", false, null)]
    public void One_field_alone_is_read_at_once(string body, bool alone, string? json)
    {
        Assert.Equal(alone, SlackForm.IsOnly("payload"u8, Encoding.UTF8.GetBytes(body), out var read));
        Assert.Equal(json, read?.ToJsonString());
    }

    [Fact]
    public void What_somebody_typed_lies_in_nothing_that_the_next_one_rents()
    {
        var body = "payload=%7B%22a%22%3A%22~what+somebody+typed%22%7D"u8;
        Assert.True(SlackForm.IsOnly("payload"u8, body, out var read));

        var next = ArrayPool<byte>.Shared.Rent(body.Length - "payload=".Length);

        Assert.DoesNotContain("typed", Encoding.UTF8.GetString(next), StringComparison.Ordinal);
        Assert.Equal("~what somebody typed", (string?)read!["a"]);
        ArrayPool<byte>.Shared.Return(next);
    }

    private static bool IsText(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes);
}
