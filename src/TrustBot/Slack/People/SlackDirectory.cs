using System.Collections.Concurrent;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.People;

/// <summary>What came of asking who somebody is.</summary>
public abstract record SlackLook
{
    private SlackLook() { }

    public sealed record There(SlackUser User) : SlackLook;

    /// <summary>Slack knows nobody there.</summary>
    public sealed record Nobody : SlackLook;

    /// <summary>The app may not ask, now or later.</summary>
    public sealed record MayNot : SlackLook;

    public sealed record NotNow : SlackLook;
}

/// <summary>Asks Slack who somebody is, within its limits.</summary>
public sealed partial class SlackDirectory(SlackApi api, SlackPaces paces, IInstallations installations, TimeProvider system, ILogger<SlackDirectory> logger)
{
    private readonly ConcurrentDictionary<(string Workspace, string Method), bool> refused = new();

    /// <param name="patience">How long it may take in all, with waiting for its turn.</param>
    public async ValueTask<SlackLook> UserAsync(SlackInstallation installation, string user, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience, system);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await AskAsync(installation, SlackMethods.User, user, patience, token => api.UserAsync(token, user, both.Token), both.Token, cancellation);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new SlackLook.NotNow();
        }
    }

    /// <param name="asking">Whose turn it is.</param>
    public ValueTask<SlackLook> ByMailAsync(SlackInstallation installation, string mail, string asking, CancellationToken cancellation) =>
        AskAsync(installation, SlackMethods.UserByMail, asking, TimeSpan.Zero, token => api.UserByMailAsync(token, mail, cancellation), cancellation, cancellation);

    private async ValueTask<SlackLook> AskAsync(
        SlackInstallation installation, string method, string asking, TimeSpan longestTurn, Func<string, ValueTask<SlackResult>> call, CancellationToken hurry, CancellationToken cancellation)
    {
        var now = installation;
        for (var again = false; ; again = true)
        {
            var token = now.Token;
            // The call that was refused was its turn.
            var result = again ? await call(token) : await CallAsync(installation.Workspace, method, asking, longestTurn, () => call(token), hurry);
            if (result is not SlackResult.Refused { Class: SlackClass.Dead } dead)
                return LookOf(installation.Workspace, method, result);
            Log.Dead(logger, installation.Workspace, dead.Code);
            await installations.DiedAsync(now, dead.Code, cancellation);
            if (again || await installations.FindAsync(installation.Workspace, cancellation) is not { } next || next.Token == token)
                return new SlackLook.NotNow();
            now = next;
        }
    }

    private async ValueTask<SlackResult> CallAsync(string workspace, string method, string asking, TimeSpan longestTurn, Func<ValueTask<SlackResult>> call, CancellationToken hurry)
    {
        var result = await paces.CallAsync(workspace, method, asking, call);
        if (result is not SlackResult.Refused { Code: SlackCodes.Paced, RetryAfter: { } turn } || turn.ToTimeSpan() >= longestTurn)
            return result;
        await Task.Delay(turn.ToTimeSpan(), system, hurry);
        return await paces.CallAsync(workspace, method, asking, call);
    }

    private SlackLook LookOf(string workspace, string method, SlackResult result)
    {
        switch (result)
        {
            case SlackResult.Ok { Body: var body }:
                return SlackUser.Read(body, workspace) is { } user ? new SlackLook.There(user) : new SlackLook.NotNow();
            case SlackResult.Refused { Class: SlackClass.Recipient }:
                return new SlackLook.Nobody();
            case SlackResult.Refused { Class: SlackClass.Config or SlackClass.Bug } never:
                if (refused.TryAdd((workspace, method), true))
                    Log.MayNot(logger, method, workspace, never.Code, never.Detail);
                return new SlackLook.MayNot();
            default:
                return new SlackLook.NotNow();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Slack refused the token of {Workspace} ({Code})")]
        public static partial void Dead(ILogger logger, string workspace, string code);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack does not let TrustBot call {Method} in {Workspace}: {Code} {Detail}. People are found there without it where they can be")]
        public static partial void MayNot(ILogger logger, string method, string workspace, string code, string? detail);
    }
}
