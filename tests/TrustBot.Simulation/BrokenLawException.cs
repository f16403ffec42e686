namespace TrustBot.Simulation;

/// <summary>Something that must never happen has happened.</summary>
public sealed class BrokenLawException : Exception
{
    public BrokenLawException() { }

    public BrokenLawException(string message) : base(message) { }

    public BrokenLawException(string message, Exception inner) : base(message, inner) { }
}
