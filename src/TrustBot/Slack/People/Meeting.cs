using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;

namespace TrustBot.Slack.People;

/// <summary>Who somebody turned out to be.</summary>
public abstract record Meeting
{
    private Meeting() { }

    public sealed record Known(PersonId Person, Language Language) : Meeting;

    /// <summary>Somebody of the workspace whom no programme knows.</summary>
    /// <param name="Language">As they have set it in Slack.</param>
    public sealed record Stranger(Language Language) : Meeting;

    /// <summary>The directory can't be asked now; in some minutes it can.</summary>
    public sealed record NotNow(Language Language) : Meeting;

    /// <summary>A bot, an account that was closed, or somebody of another organisation: nothing is answered.</summary>
    public sealed record Nobody : Meeting;
}
