using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using TrustBot.Delivery;
using TrustBot.Hosting;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.Installs;

/// <summary>What became of an installation.</summary>
internal abstract record Installing
{
    private Installing() { }

    public sealed record Done(string? Name) : Installing;

    /// <summary>Slack's page was left without a yes.</summary>
    public sealed record Declined : Installing;

    /// <summary>Begun in another browser, begun too long ago, or finished already.</summary>
    public sealed record Stale : Installing;

    /// <param name="Code">Slack's own.</param>
    public sealed record Failed(string Code) : Installing;
}

/// <summary>
/// A workspace installs the app by OAuth. Only a coordinator can begin it: people are recognised by the mail that a workspace's directory
/// vouches for, so that a stranger's workspace could claim to be anybody.
/// </summary>
internal sealed partial class InstallFlow(
    IOptions<SlackOptions> options, IOptions<TrustBotOptions> host, Slips slips, SlackApi api, InstallBook book, ILogger<InstallFlow> logger)
{
    public const string StartPath = "/slack/install";
    public const string ReturnPath = "/slack/oauth_redirect";

    /// <summary>What the manifest asks for, too.</summary>
    public static readonly string Scopes = string.Join(',', SlackApp.Scopes.Concat(SlackApp.OptionalScopes));

    private const string Invited = "slack-install";
    private const string Begun = "slack-state";
    private const string NoAnswer = "no-answer";

    public bool IsOn => options.Value.ClientId is not null;

    /// <summary>Whether the browser reaches this server over https, as it always does outside of Development.</summary>
    public bool IsSecure => Here.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    private string Here => host.Value.PublicUrl?.TrimEnd('/') ?? "";

    private string ReturnUrl => Here + ReturnPath;

    public async ValueTask<Uri> InviteAsync(CancellationToken cancellation)
    {
        var ticket = Slips.NewSecret();
        await slips.IssueAsync(Invited, ticket, cancellation);
        return new Uri($"{Here}{StartPath}{QueryString.Create("ticket", ticket)}");
    }

    /// <returns>Where to send the browser, and the secret that it is to bring back; null for a ticket that is not good.</returns>
    public async ValueTask<(Uri To, string Browser)?> BeginAsync(string ticket, CancellationToken cancellation)
    {
        if (!await slips.TakeAsync(Invited, ticket, cancellation))
            return null;
        var (state, browser) = (Slips.NewSecret(), Slips.NewSecret());
        await slips.IssueAsync(Begun, Both(state, browser), cancellation);
        var query = QueryString.Create("client_id", options.Value.ClientId!).Add("scope", Scopes).Add("redirect_uri", ReturnUrl).Add("state", state);
        return (new Uri(new Uri(options.Value.ApiBaseUrl), $"../oauth/v2/authorize{query}"), browser);
    }

    /// <param name="browser">The secret of <see cref="BeginAsync"/>; a state that another browser brings is not used up.</param>
    /// <param name="error">Slack's code where nobody agreed.</param>
    public async ValueTask<Installing> FinishAsync(string? state, string? browser, string? code, string? error, CancellationToken cancellation)
    {
        if (state is not { Length: > 0 } || browser is not { Length: > 0 } || !await slips.TakeAsync(Begun, Both(state, browser), cancellation))
            return new Installing.Stale();
        if (error == "access_denied")
            return new Installing.Declined();
        if (code is not { Length: > 0 })
            return Failed(NoAnswer);
        // The code is good once: from here on nobody's closed window ends it.
        return await api.ExchangeCodeAsync(options.Value.ClientId!, options.Value.ClientSecret!, code, ReturnUrl, CancellationToken.None) switch
        {
            SlackResult.Ok granted => await InstallAsync(granted),
            SlackResult.Refused { Code: "invalid_code" or "code_already_used" } => new Installing.Stale(),
            SlackResult.Refused refused => Failed(refused.Code),
            _ => Failed(NoAnswer),
        };
    }

    private async ValueTask<Installing> InstallAsync(SlackResult.Ok granted)
    {
        // The place is null, not absent, where it is an organisation's.
        var place = granted.Body[InstallCheck.IsTrue(granted.Body["is_enterprise_install"]) ? "enterprise" : "team"];
        if (TokenRenewal.GrantOf(granted, book.Now) is not { } credential || SlackCodes.TextAt(place, "id") is not { Length: > 0 } workspace)
            return Failed(NoAnswer);
        var tested = await api.TestAuthAsync(credential.Token, CancellationToken.None);
        if (tested is not SlackResult.Ok { Body: var body })
            return Failed((tested as SlackResult.Refused)?.Code ?? NoAnswer);
        var name = SlackCodes.TextAt(place, "name") ?? InstallCheck.NameIn(body);
        await StoreAsync(workspace, name, body, credential);
        return new Installing.Done(name);
    }

    private async ValueTask StoreAsync(string workspace, string? name, JsonObject tested, Credential credential)
    {
        var note = new InstallNote(
            workspace, name, InstallCheck.HostIn(tested), InstallCheck.BotUserIn(tested), InstallCheck.BotIdIn(tested), credential, book.Now, new InstallState.Living());
        await book.ChangeAsync(workspace, _ => note, CancellationToken.None);
        // Also where it lived already: what the new token may do and the old one could not waits, too.
        book.Wake();
    }

    private Installing.Failed Failed(string code)
    {
        Log.Failed(logger, code);
        return new Installing.Failed(code);
    }

    private static string Both(string state, string browser) => $"{state}.{browser}";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack could not be installed in a workspace ({Code})")]
        public static partial void Failed(ILogger logger, string code);
    }
}
