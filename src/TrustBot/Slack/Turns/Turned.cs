using System.Text.Json.Nodes;
using TrustBot.Core.Texts;
using TrustBot.Slack.Blocks;
using TrustBot.Slack.People;

namespace TrustBot.Slack.Turns;

/// <summary>What somebody reads who can't be let in.</summary>
internal static class Turned
{
    public static JsonObject? Away(Meeting met) => met switch
    {
        Meeting.Stranger stranger => Views.Line(Sentences.In(stranger.Language).Stranger, stranger.Language),
        Meeting.NotNow later => Views.Line(Sentences.In(later.Language).LookUpLater, later.Language),
        _ => null,
    };
}
