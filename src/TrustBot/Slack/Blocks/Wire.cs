using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Delivery;

namespace TrustBot.Slack.Blocks;

/// <summary>How ids travel in blocks: a wire format, because messages of last year still bring it back.</summary>
internal static class Wire
{
    public const string Press = "press-";
    public const string Menu = "more";
    public const string Link = "link";

    /// <summary>The action_id of every input. Its field is named by the block.</summary>
    public const string Input = "input";

    public const string On = "yes";

    public const string Pair = "p";
    public const string Argument = "g";
    public const string Key = "k";
    public const string Nonce = "n";
    public const string BasedOn = "b";

    /// <summary>A text that somebody picked: in a window of theirs alone.</summary>
    public const string Picked = "t";

    /// <summary>Beside it where it is only the beginning.</summary>
    public const string Cut = "c";

    private const char Bar = '|';
    private const char Colon = ':';

    public static string ValueOf(ActionId action, string? argument) => PlainText.Scrub(argument is null ? action.Value : $"{action.Value}{Bar}{argument}");

    public static (string Action, string? Argument) ReadValue(string value) => value.IndexOf(Bar) is >= 0 and var end ? (value[..end], value[(end + 1)..]) : (value, null);

    public static string BlockOf(string number, PairId? pair, SendKey? key) => PlainText.Scrub($"{number}{Bar}{pair?.Value}{Bar}{key?.Value}");

    /// <returns>Null where the block is none of a row of buttons.</returns>
    public static (string? Pair, string? Key)? ReadBlock(string block) =>
        block.Split(Bar, 3) is [_, var pair, var key] ? (pair.Length == 0 ? null : pair, key.Length == 0 ? null : key) : null;

    /// <summary>Names a field of one drawing of a form: Slack keeps what was typed wherever both ids of an input stay the same.</summary>
    public static string BlockOf(string nonce, string field) => PlainText.Scrub($"{nonce}{Colon}{field}");

    /// <returns>The field's name; null for a block that no form of ours has.</returns>
    public static string? FieldOf(string block) => block.IndexOf(Colon) is >= 0 and var end ? block[(end + 1)..] : null;
}
