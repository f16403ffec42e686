namespace TrustBot.Slack.Outbound;

/// <summary>Calls with the token that a workspace has.</summary>
internal static partial class LivingTokens
{
    /// <summary>A token that Slack refused had no effect, and is reported: where another came in its place meanwhile, it is tried once.</summary>
    /// <param name="attempt">Gets <paramref name="first"/> itself the first time.</param>
    /// <returns>What came of the last attempt; with <see cref="SlackClass.Dead"/> where no token is good.</returns>
    public static async ValueTask<T> CallAsync<T>(
        this IInstallations installations, SlackInstallation first, Func<SlackInstallation, ValueTask<T>> attempt, Func<T, SlackResult> resultOf, ILogger logger, CancellationToken cancellation)
    {
        var tried = await attempt(first);
        if (!await DiedAsync(first, tried) || await installations.FindAsync(first.Workspace, cancellation) is not { } next || next.Token == first.Token)
            return tried;
        tried = await attempt(next);
        await DiedAsync(next, tried);
        return tried;

        async ValueTask<bool> DiedAsync(SlackInstallation with, T what)
        {
            if (resultOf(what) is not SlackResult.Refused { Class: SlackClass.Dead } dead)
                return false;
            Log.Dead(logger, with.Workspace, dead.Code);
            await installations.DiedAsync(with, dead.Code, cancellation);
            return true;
        }
    }

    /// <inheritdoc cref="CallAsync{T}"/>
    public static ValueTask<SlackResult> CallAsync(
        this IInstallations installations, SlackInstallation first, Func<SlackInstallation, ValueTask<SlackResult>> attempt, ILogger logger, CancellationToken cancellation) =>
        installations.CallAsync(first, attempt, result => result, logger, cancellation);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack refused the token of {Workspace} ({Code})")]
        public static partial void Dead(ILogger logger, string workspace, string code);
    }
}
