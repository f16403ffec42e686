namespace TrustBot.Delivery;

/// <summary>Everybody to whom something is to be said as soon as there is a way.</summary>
public interface IWaiting
{
    /// <summary>
    /// Looks after all of them now, because there may be a way: a platform let TrustBot in again. Whoever is missed, for the process was killed in
    /// the middle, is looked after within the hour as it is.
    /// </summary>
    ValueTask WakeAsync(CancellationToken cancellation);
}
