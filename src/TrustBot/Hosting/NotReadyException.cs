namespace TrustBot.Hosting;

/// <summary>What was sent can't be judged yet: whoever sent it is asked to send it again.</summary>
public sealed class NotReadyException : Exception
{
    public NotReadyException() { }

    public NotReadyException(string message) : base(message) { }

    public NotReadyException(string message, Exception inner) : base(message, inner) { }
}
