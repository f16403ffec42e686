using System.Text.Json.Nodes;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.Installs;

/// <summary>Asks Slack about every token there is: the one of the settings for its workspace, and those that are dead whether they still are.</summary>
internal sealed partial class InstallCheck(InstallBook book, OwnToken own, TokenRenewal renewal, IInstallations installations, SlackApi api, SlackPaces paces, ILogger<InstallCheck> logger)
{
    /// <summary>Whose turn it is while nobody knows for which workspace.</summary>
    private const string Unknown = "unknown";

    /// <returns>Whether it is known where the token of the settings belongs, or there is none.</returns>
    public async ValueTask<bool> LookAsync(CancellationToken cancellation)
    {
        if (own.Text is { } token)
            await LookAsync(token, cancellation);
        else
            await LookAtGrantedAsync(cancellation);
        return own.IsAnswered;
    }

    private async ValueTask LookAsync(string token, CancellationToken cancellation)
    {
        var notes = await book.AllAsync(cancellation);
        var mine = notes.FirstOrDefault(note => own.Of(note.Credential) is not null);
        if (mine is not null)
            own.Answered();
        switch (await TestAsync(mine?.Workspace ?? Unknown, token, cancellation))
        {
            case SlackResult.Ok { Body: var body } when WorkspaceIn(body) is { } workspace:
                await book.ChangeAsync(workspace, note => Alive(note, workspace, body), cancellation);
                own.Answered();
                break;
            case SlackResult.Refused { Class: SlackClass.Dead or SlackClass.Config } refused:
                // A token that was refused from the first is taken for the successor of the one before.
                mine ??= notes.Where(note => note.Credential is Credential.OfSettings).MaxBy(note => note.Since);
                if (mine is null)
                    Refused(refused.Code);
                else
                    await book.ChangeAsync(mine.Workspace, note => Dead(note, refused.Code), cancellation);
                own.Answered(own.Nameless);
                break;
        }
    }

    private InstallNote Alive(InstallNote? note, string workspace, JsonObject body)
    {
        var credential = new Credential.OfSettings(own.Mark);
        var since = note is { IsLiving: true } && note.Credential == credential ? note.Since : book.Now;
        return new InstallNote(workspace, NameIn(body), HostIn(body), BotUserIn(body), BotIdIn(body), credential, since, new InstallState.Living());
    }

    private InstallNote? Dead(InstallNote? note, string code) => note is { Credential: Credential.OfSettings }
        ? note with { Credential = new Credential.OfSettings(own.Mark), State = note.State as InstallState.Dead ?? new InstallState.Dead(code, book.Now) }
        : null;

    private void Refused(string code)
    {
        if (own.Nameless is not null)
            return;
        own.Answered(new InstallState.Dead(code, book.Now));
        Log.Refused(logger, code);
    }

    private async ValueTask LookAtGrantedAsync(CancellationToken cancellation)
    {
        foreach (var note in await book.AllAsync(cancellation))
            await LookAtGrantedAsync(note.Workspace, cancellation);
    }

    private async ValueTask LookAtGrantedAsync(string workspace, CancellationToken cancellation)
    {
        var note = await book.ReadAsync(workspace, cancellation);
        if (note is not null && renewal.IsDue(note) && (note.IsLiving || renewal.IsOver(note)))
        {
            await renewal.RenewAsync(workspace, cancellation);
            note = await book.ReadAsync(workspace, cancellation);
        }
        if (note is null || renewal.IsOver(note) || own.Of(note.Credential) is not { } token)
            return;
        switch (await TestAsync(workspace, token, cancellation))
        {
            case SlackResult.Ok when !note.IsLiving:
                await book.ChangeAsync(workspace, now => now == note ? note with { State = new InstallState.Living(), Since = book.Now } : null, cancellation);
                break;
            case SlackResult.Refused { Class: SlackClass.Dead } when note.State is InstallState.Dead { Code: InstallState.Ended }:
                await book.ChangeAsync(workspace, now => now == note ? note with { Credential = new Credential.None() } : null, cancellation);
                break;
            case SlackResult.Refused { Class: SlackClass.Dead } refused:
                await installations.DiedAsync(new SlackInstallation(workspace, token, note.BotUser, note.BotId), refused.Code, cancellation);
                break;
        }
    }

    private ValueTask<SlackResult> TestAsync(string workspace, string token, CancellationToken cancellation) =>
        paces.CallAsync(workspace, SlackMethods.TestAuth, workspace, () => api.TestAuthAsync(token, cancellation));

    /// <returns>Null where the answer does not tell.</returns>
    private static string? WorkspaceIn(JsonObject body) =>
        (IsTrue(body["is_enterprise_install"]) ? SlackCodes.TextAt(body, "enterprise_id") : SlackCodes.TextAt(body, "team_id")) is { Length: > 0 } id ? id : null;

    public static string? NameIn(JsonObject body) => SlackCodes.TextAt(body, "team");

    public static string? HostIn(JsonObject body) => Uri.TryCreate(SlackCodes.TextAt(body, "url"), UriKind.Absolute, out var url) ? url.Host : null;

    public static string BotUserIn(JsonObject body) => SlackCodes.TextAt(body, "user_id") ?? "";

    public static string BotIdIn(JsonObject body) => SlackCodes.TextAt(body, "bot_id") ?? "";

    public static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue(out bool said) && said;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Slack refuses the token of the settings ({Code}): set Slack:BotToken to the one on the app's page at Slack, and start again")]
        public static partial void Refused(ILogger logger, string code);
    }
}
