namespace TrustBot.Delivery.Web;

/// <summary>Why a request did not leave. They stand in records: add, never rename.</summary>
public static class NotSentBecause
{
    public const string HostNotAllowed = "host-not-allowed";

    /// <summary>No connection could be made.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>No token of our own could be had: wrong secret, certificate out of date, login not to be reached.</summary>
    public const string NoToken = "no-token";
}
