using System.Text.Json.Nodes;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams;

/// <summary>What is done with an activity once it is known to be genuine: its token verified, its <c>serviceUrl</c> the token's own, its tenant allowed.</summary>
public interface ITeamsTurns
{
    /// <summary>When the task completes, what it decided is stored. Never depends on how long the caller stays on the line.</summary>
    ValueTask<TurnReply> HandleAsync(Activity activity, CancellationToken stopping);
}

/// <summary>The HTTP answer. For an invoke it is the answer itself; for everything else only its status counts.</summary>
/// <param name="Body">Null for an empty body.</param>
public sealed record TurnReply(int Status, JsonNode? Body = null)
{
    public static readonly TurnReply Done = new(StatusCodes.Status200OK);
}
