namespace TrustBot.Pairs;

/// <summary>More than any form can hold; a door answers with 413.</summary>
public sealed class InputTooLargeException : Exception
{
    public InputTooLargeException() : base("The submission is larger than any form can make it.") { }

    public InputTooLargeException(string message) : base(message) { }

    public InputTooLargeException(string message, Exception inner) : base(message, inner) { }
}
