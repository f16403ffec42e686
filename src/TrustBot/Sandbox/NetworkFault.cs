namespace TrustBot.Sandbox;

/// <summary>How the Sandbox's platform behaves, so that a person can watch what TrustBot makes of it.</summary>
public enum NetworkFault
{
    None,

    /// <summary>429, with Retry-After 30 s.</summary>
    TooMany,

    /// <summary>No answer, and the message never arrived.</summary>
    LostOnTheWay,

    /// <summary>No answer, though the message arrived.</summary>
    AnswerLost,

    /// <summary>Connections are refused.</summary>
    Down,
}
