namespace TrustBot.Simulation;

public enum Variant
{
    None,

    /// <summary>Sends a message before the claim on it is stored.</summary>
    SendThenSave,

    /// <summary>Takes a call without an answer for one that did not arrive.</summary>
    BlindResend,
}

/// <param name="Trace">Where every event is written; null for nowhere.</param>
public sealed record Settings(ulong Seed, int Pairs, double Years, Variant Variant = Variant.None, TextWriter? Trace = null);

/// <param name="Failure">Null when every law held.</param>
public sealed record Report(ulong Seed, string Hash, string? Failure, IReadOnlyList<string> LastEvents, IReadOnlyDictionary<string, long> Counts);
