using System.Collections.Concurrent;
using NodaTime;
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
    /// <summary>So much of the time to come may be used at once.</summary>
    private static readonly Duration Burst = Duration.FromSeconds(10);

    private static readonly Duration LongestTurn = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Workspace, string Method), bool> refused = new();

    /// <summary>For somebody who waits for an answer. Slack bears some calls at once, and so their turn comes before its time; a pause that Slack asked for is kept.</summary>
    /// <param name="patience">How long it may take in all.</param>
    public ValueTask<SlackLook> UserNowAsync(SlackInstallation installation, string user, TimeSpan patience, CancellationToken cancellation) =>
        UserAsync(installation, user, patience, EarlyAsync, cancellation);

    /// <summary>For nobody in particular: waits for its turn.</summary>
    /// <inheritdoc cref="UserNowAsync"/>
    public ValueTask<SlackLook> UserAsync(SlackInstallation installation, string user, TimeSpan patience, CancellationToken cancellation) =>
        UserAsync(installation, user, patience, LateAsync, cancellation);

    /// <param name="asking">Whose turn it is.</param>
    /// <returns><see cref="SlackLook.NotNow"/> where it is not their turn.</returns>
    public ValueTask<SlackLook> ByMailAsync(SlackInstallation installation, string mail, string asking, CancellationToken cancellation) => AskAsync(
        installation, SlackMethods.UserByMail, token => api.UserByMailAsync(token, mail, cancellation), call => paces.CallAsync(installation.Workspace, SlackMethods.UserByMail, asking, call), cancellation);

    private async ValueTask<SlackLook> UserAsync(SlackInstallation installation, string user, TimeSpan patience, Turn turn, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(patience, system);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await AskAsync(installation, SlackMethods.User, token => api.UserAsync(token, user, both.Token), call => turn(installation.Workspace, user, call, both.Token), both.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return new SlackLook.NotNow();
        }
    }

    private async ValueTask<SlackLook> AskAsync(
        SlackInstallation installation, string method, Func<string, ValueTask<SlackResult>> call, Func<Func<ValueTask<SlackResult>>, ValueTask<SlackResult>> turn, CancellationToken cancellation)
    {
        // The call that was refused was its turn.
        var result = await installations.CallAsync(
            installation,
            at => at == installation ? turn(() => call(at.Token)) : paces.CallAgainAsync(at.Workspace, method, () => call(at.Token)), logger, cancellation);
        return LookOf(installation.Workspace, method, result);
    }

    private delegate ValueTask<SlackResult> Turn(string workspace, string user, Func<ValueTask<SlackResult>> call, CancellationToken cancellation);

    private ValueTask<SlackResult> EarlyAsync(string workspace, string user, Func<ValueTask<SlackResult>> call, CancellationToken cancellation) =>
        paces.CallEarlyAsync(workspace, SlackMethods.User, user, call, Burst);

    private ValueTask<SlackResult> LateAsync(string workspace, string user, Func<ValueTask<SlackResult>> call, CancellationToken cancellation) =>
        paces.CallInTurnAsync(workspace, SlackMethods.User, user, call, LongestTurn, cancellation);

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
        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack does not let TrustBot call {Method} in {Workspace}: {Code} {Detail}. People are found there without it where they can be")]
        public static partial void MayNot(ILogger logger, string method, string workspace, string code, string? detail);
    }
}
