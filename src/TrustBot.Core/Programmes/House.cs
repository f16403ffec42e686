using TrustBot.Core.People;

namespace TrustBot.Core.Programmes;

/// <summary>What the running installation is, for the privacy card: made from the settings, so that no line of it can go stale.</summary>
/// <param name="Operator">Who runs the server and holds the key: "Hospital IT".</param>
/// <param name="ChatKeeper">Who keeps the chat itself: "Slack", "Teams"; null in the Sandbox, where nobody else does.</param>
/// <param name="Store">Where TrustBot keeps its rows.</param>
public sealed record House(string Operator, string? ChatKeeper, StoreKind Store)
{
    /// <summary>As this person sees it: an install may speak on several platforms, and each person on one of them.</summary>
    public House For(Person person) => person.Address?.Channel switch
    {
        "slack" => this with { ChatKeeper = "Slack" },
        "teams" => this with { ChatKeeper = "Teams" },
        "sandbox" => this with { ChatKeeper = null },
        _ => this,
    };
}

public enum StoreKind
{
    Embedded,
    AzureTables,
}
