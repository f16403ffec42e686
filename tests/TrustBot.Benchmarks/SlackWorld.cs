using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;

namespace TrustBot.Benchmarks;

/// <summary>One workspace, and people in it by number, the same in every process; what they do comes signed, as Slack would send it.</summary>
internal static class SlackWorld
{
    public const string Team = "T0BENCH0001";
    public const string BotToken = "xoxb-benchmark";
    public const string Secret = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    /// <summary>Of the pair, when both were invited.</summary>
    public const int Invited = 2;

    private static readonly byte[] Key = Encoding.UTF8.GetBytes(Secret);

    /// <param name="person">As <see cref="Seeds"/> names them.</param>
    public static string UserOf(string person) => $"U{person.ToUpperInvariant()}";

    /// <summary>Only the Slack of the benchmark gives names that tell whose they are.</summary>
    public static string ChatOf(string user) => $"D{user[1..]}";

    /// <returns>The number of the pair that somebody of this chat belongs to.</returns>
    public static int NumberOf(string chat) => int.Parse(chat.AsSpan(2), CultureInfo.InvariantCulture);

    public static SendKey InvitationOf(int number) => SendKey.ForRevision("joining.invitation", Invited, new PairId(Seeds.PairName(number)), new PersonId(Seeds.MenteeName(number)));

    public static string TsOf(int number) => string.Create(CultureInfo.InvariantCulture, $"1790000000.{number % 1_000_000:d6}");

    /// <summary>The mentee of that pair presses Join on the invitation, with all that Slack says about the message.</summary>
    /// <param name="quiet">Whether the message has lost its name, so that it is not drawn anew.</param>
    public static byte[] Press(int number, bool quiet = false)
    {
        var user = UserOf(Seeds.MenteeName(number));
        var (chat, ts, block) = (ChatOf(user), TsOf(number), $"0.0|{Seeds.PairName(number)}|{(quiet ? "" : InvitationOf(number).Value)}");
        var payload = string.Create(CultureInfo.InvariantCulture, $$$"""
            {"type":"block_actions","user":{"id":"{{{user}}}","username":"bo.lind","name":"bo.lind","team_id":"{{{Team}}}"},"api_app_id":"A0BENCH0001","token":"ignored-and-deprecated","container":{"type":"message","message_ts":"{{{ts}}}","channel_id":"{{{chat}}}","is_ephemeral":false},"trigger_id":"{{{number}}}.2002.0a1b2c3d4e5f60718293a4b5c6d7e8f9","team":{"id":"{{{Team}}}","domain":"bench"},"enterprise":null,"is_enterprise_install":false,"channel":{"id":"{{{chat}}}","name":"directmessage"},"message":{"user":"U0BENCHBOT1","type":"message","ts":"{{{ts}}}","bot_id":"B0BENCH0001","app_id":"A0BENCH0001","text":"Kim Berger has a proposal for you","team":"{{{Team}}}","metadata":{"event_type":"trustbot_message","event_payload":{"id":"{{{number}}}"}},"blocks":[{"type":"header","block_id":"b1","text":{"type":"plain_text","text":"Ana Ruiz as your mentor?","emoji":false}},{"type":"rich_text","block_id":"b2","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"Kim Berger suggests that you two meet."}]}]},{"type":"rich_text","block_id":"b3","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"Ten minutes this week. Every two weeks: one minute more. Your choice: if you say no, Ana is not told, and Kim sees only that it did not start. Open until 8 June."}]}]},{"type":"actions","block_id":"{{{block}}}","elements":[{"type":"button","action_id":"press-0","text":{"type":"plain_text","text":"Join","emoji":false},"style":"primary","value":"joining.join.v1"},{"type":"button","action_id":"press-1","text":{"type":"plain_text","text":"Not for me","emoji":false},"value":"joining.decline.v1"},{"type":"button","action_id":"press-2","text":{"type":"plain_text","text":"Ask Kim","emoji":false},"value":"joining.ask.v1"},{"type":"overflow","action_id":"more","options":[{"text":{"type":"plain_text","text":"Auf Deutsch","emoji":false},"value":"people.language.v1|de"}]}]}]},"state":{"values":{}},"response_url":"https://hooks.slack.example/actions/1/x","actions":[{"action_id":"press-0","block_id":"{{{block}}}","text":{"type":"plain_text","text":"Join","emoji":false},"value":"joining.join.v1","style":"primary","type":"button","action_ts":"{{{1_790_000_100 + number}}}.000200"}]}
            """);
        return Signed("/slack/interactions", "application/x-www-form-urlencoded", $"payload={Uri.EscapeDataString(payload)}");
    }

    /// <summary>The mentee of that pair writes in the chat with the bot.</summary>
    public static byte[] Message(int number, string text)
    {
        var user = UserOf(Seeds.MenteeName(number));
        var ts = string.Create(CultureInfo.InvariantCulture, $"{1_790_000_100 + number}.000300");
        var body = string.Create(CultureInfo.InvariantCulture, $$$"""
            {"token":"ignored-and-deprecated","team_id":"{{{Team}}}","api_app_id":"A0BENCH0001","event":{"client_msg_id":"{{{number:d8}}}-1111-4222-8333-444444444444","type":"message","text":"{{{text}}}","user":"{{{user}}}","ts":"{{{ts}}}","team":"{{{Team}}}","blocks":[{"type":"rich_text","block_id":"b1","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"{{{text}}}"}]}]}],"channel":"{{{ChatOf(user)}}}","event_ts":"{{{ts}}}","channel_type":"im"},"type":"event_callback","event_id":"Ev{{{number}}}","event_time":1790000399,"authorizations":[{"enterprise_id":null,"team_id":"{{{Team}}}","user_id":"U0BENCHBOT1","is_bot":true,"is_enterprise_install":false}],"is_ext_shared_channel":false,"event_context":"4-abc"}
            """);
        return Signed("/slack/events", "application/json", body);
    }

    /// <summary>Signed at this moment: a signature is good for five minutes.</summary>
    private static byte[] Signed(string path, string type, string body)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"v0:{now}:{body}"))));
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\nAccept-Encoding: gzip,deflate\r\nAccept: application/json,*/*\r\nX-Slack-Signature: v0={signature}\r\nX-Slack-Request-Timestamp: {now}\r\nContent-Type: {type}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}"));
    }
}
