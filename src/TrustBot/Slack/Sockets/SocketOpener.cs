using Microsoft.Extensions.Options;
using TrustBot.Delivery.Web;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.Sockets;

/// <summary>What became of asking for a new socket.</summary>
internal abstract record SocketOffer
{
    private SocketOffer()
    {
    }

    /// <param name="Address">Good once, and a secret.</param>
    public sealed record At(Uri Address) : SocketOffer
    {
        public override string ToString() => "[socket]";
    }

    /// <summary>Not yet: it was not asked at all, or nothing is to be had for now.</summary>
    public sealed record Later(TimeSpan Wait) : SocketOffer;

    public sealed record Failed : SocketOffer;
}

/// <summary>Asks Slack for sockets, for all connections together: seldom enough, and hardly ever where only somebody's hand helps.</summary>
internal sealed partial class SocketOpener(SlackApi api, IOptions<SlackOptions> options, IHostEnvironment environment, SocketTimes times, SocketHealth health, TimeProvider time, ILogger<SocketOpener> logger)
{
    private readonly long begun = time.GetTimestamp();
    private readonly Lock at = new();
    private TimeSpan next;
    private TimeSpan counted;
    private double left = times.OpeningsAtOnce;

    private TimeSpan Now => time.GetElapsedTime(begun);

    public async Task<SocketOffer> OpenAsync(CancellationToken cancellation)
    {
        if (Reserve() is var wait && wait > TimeSpan.Zero)
            return new SocketOffer.Later(wait);
        switch (await api.OpenSocketAsync(options.Value.AppToken!, cancellation))
        {
            case SlackResult.Ok ok:
                return AddressIn(SlackCodes.TextAt(ok.Body, "url"));
            case SlackResult.Refused { Class: SlackClass.Dead or SlackClass.Config } refused:
                return Rest(refused.Code);
            case SlackResult.Refused { Class: SlackClass.Wait, RetryAfter: { } retryAfter }:
                return Hold(retryAfter.ToTimeSpan());
            case SlackResult.Refused refused:
                if (refused.Code == NotSentBecause.Unreachable)
                    GiveBack();
                Log.Refused(logger, refused.Code);
                return new SocketOffer.Failed();
            default:
                Log.Refused(logger, "no answer");
                return new SocketOffer.Failed();
        }
    }

    /// <summary>Nothing is asked for a while, because nothing but somebody's hand helps. That is said once.</summary>
    public SocketOffer Rest(string trouble)
    {
        if (health.IsNews(trouble))
            Log.Rests(logger, trouble, times.LookAgain);
        return Hold(times.LookAgain);
    }

    private SocketOffer AddressIn(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            Log.Refused(logger, "no address");
            return new SocketOffer.Failed();
        }
        if (SocketHosts.MayOpen(address, new Uri(options.Value.ApiBaseUrl), environment.IsDevelopment()))
            return new SocketOffer.At(address);
        Log.HostNotAllowed(logger, address.Scheme, address.IdnHost);
        return Rest(NotSentBecause.HostNotAllowed);
    }

    /// <returns>Zero, and then the call counts; otherwise how long until it may be made.</returns>
    private TimeSpan Reserve()
    {
        lock (at)
        {
            var now = Now;
            left = Math.Min(times.OpeningsAtOnce, left + ((now - counted) / times.BetweenOpenings));
            counted = now;
            if (next > now)
                return next - now;
            if (left < 1)
                return times.BetweenOpenings * (1 - left);
            left--;
            next = now + times.Apart;
            return TimeSpan.Zero;
        }
    }

    private SocketOffer.Later Hold(TimeSpan wait)
    {
        lock (at)
        {
            var until = Now + wait;
            if (until > next)
                next = until;
        }
        return new SocketOffer.Later(wait);
    }

    /// <summary>What never reached Slack does not count there.</summary>
    private void GiveBack()
    {
        lock (at)
            left++;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Slack gives no socket, and asking again does not help: {Code}. See Slack:AppToken, and Socket Mode on the app's page at Slack. Looking again every {LookAgain}")]
        public static partial void Rests(ILogger logger, string code, TimeSpan lookAgain);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack gives no socket for now: {Code}")]
        public static partial void Refused(ILogger logger, string code);

        [LoggerMessage(Level = LogLevel.Error, Message = "Slack names a socket at {Scheme}://{Host}, which is neither Slack's nor below the host of Slack:ApiBaseUrl; it is not opened")]
        public static partial void HostNotAllowed(ILogger logger, string scheme, string host);
    }
}
