namespace TrustBot.Delivery.Web;

/// <summary>A request was to go where no token of ours may go. It did not.</summary>
public sealed class HostNotAllowedException() : InvalidOperationException("That host is not among those that may be called.");

/// <summary>Whoever gives us tokens gave none. Says no more: the answer's text may quote what was sent.</summary>
public sealed class NoTokenException() : Exception("No token could be had.");
