using Microsoft.Identity.Client;
using TrustBot.Delivery.Web;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace TrustBot.Teams.Outbound;

/// <param name="fresh">Not one that was given before: that one was refused.</param>
internal delegate Task<AuthenticationResult> AskForToken(string scope, bool fresh, CancellationToken cancellation);

/// <summary>Our own tokens for one service, asked for once and kept while they are good.</summary>
/// <param name="ask">Null where none are needed, because nobody checks them: on this machine, in Development.</param>
internal sealed partial class BotTokens(string scope, AskForToken? ask, TimeProvider system, ILogger<BotTokens> logger) : IDisposable
{
    private static readonly TimeSpan BeforeItEnds = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim gate = new(1);
    private volatile Held? held;

    public bool AreNone => ask is null;

    /// <param name="refused">A token that the service would not take.</param>
    /// <returns>Null where none are needed.</returns>
    /// <exception cref="NoTokenException">None could be had.</exception>
    public async ValueTask<string?> GetAsync(string? refused, CancellationToken cancellation)
    {
        if (ask is null)
            return null;
        if (Kept(refused) is { } kept)
            return kept;
        await gate.WaitAsync(cancellation);
        try
        {
            // Whoever held the gate before may have brought one.
            if (Kept(refused) is { } brought)
                return brought;
            var result = await ask(scope, refused is not null, cancellation);
            held = new Held(result.AccessToken, result.AuthenticationResultMetadata?.RefreshOn ?? result.ExpiresOn - BeforeItEnds);
            return result.AccessToken;
        }
        catch (Exception e) when (e is MsalException or HttpRequestException or IOException or HostNotAllowedException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            Log.NoToken(logger, scope, e.GetType().Name, (e as MsalException)?.ErrorCode);
            throw new NoTokenException();
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private string? Kept(string? refused) => held is { } one && one.Token != refused && one.Until > system.GetUtcNow() ? one.Token : null;

    private sealed record Held(string Token, DateTimeOffset Until)
    {
        public override string ToString() => "[token]";
    }

    private static partial class Log
    {
        // The exception itself stays out: its text is what the login server wrote.
        [LoggerMessage(Level = LogLevel.Error, Message = "No token for {Scope} could be had ({Kind} {Code})")]
        public static partial void NoToken(ILogger logger, string scope, string kind, string? code);
    }
}
