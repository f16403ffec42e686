namespace TrustBot.Core.People;

/// <summary>Whether TrustBot can write to a person whose address it knows, and if not, why: each has a remedy of its own. A person without an address has installed nothing yet.</summary>
public enum Reach
{
    Here,

    /// <summary>The app was taken away, by the person or an administrator. Installing it again mends it.</summary>
    Removed,

    /// <summary>The person blocked it. Writing to it, or unblocking, mends it.</summary>
    Blocked,

    /// <summary>An administrator does not allow the app for this person.</summary>
    TurnedOff,

    /// <summary>A guest of the organisation, whom the app can't be installed for.</summary>
    Guest,

    /// <summary>Their account on the platform is closed. Nothing mends it but the account's return.</summary>
    Left,
}
