using Microsoft.Extensions.Options;
using TrustBot.Delivery.Web;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack;

internal sealed class SlackOptionsValidator(IHostEnvironment environment, IConfiguration configuration) : IValidateOptions<SlackOptions>
{
    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        string[] failures = [.. Limits(options), .. Secrets(options), .. Tokens(options), .. Installs(options), .. Returns(options), .. Address(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Limits(SlackOptions options)
    {
        if (options.MessagesPerSecond is not (> 0 and <= 1000))
            yield return "Slack:MessagesPerSecond must be more than 0 and at most 1000.";
        if (options.SecondsBetweenMessages is not (>= 0 and <= 60))
            yield return "Slack:SecondsBetweenMessages must be from 0 to 60.";
        foreach (var (method, calls) in options.PerMinute)
        {
            if (!SlackPaces.Named.Contains(method))
                yield return $"Slack:PerMinute:{method} is no method with a limit; those are {string.Join(", ", SlackPaces.Named)}.";
            else if (calls is not (> 0 and <= 100_000))
                yield return $"Slack:PerMinute:{method} must be a number of calls from 1 to 100000.";
        }
    }

    private static IEnumerable<string> Secrets(SlackOptions options)
    {
        if (options is { SigningSecret: null or "", AppToken: null })
            yield return "Slack:SigningSecret is missing: without it anybody could speak for everybody. It stands on the app's page at Slack, under Basic Information.";
        else if (options is { SigningSecret: null or "", PreviousSigningSecret: not null })
            yield return "Slack:SigningSecret is missing: Slack:PreviousSigningSecret is only good beside it.";
        else if (options.SigningSecret is { } secret && IsToken(secret))
            yield return "Slack:SigningSecret is a token. The secret stands on the app's page at Slack, under Basic Information.";
        if (options.PreviousSigningSecret is { } previous && IsToken(previous))
            yield return "Slack:PreviousSigningSecret is a token. It is the secret that Slack:SigningSecret was before.";
    }

    private static IEnumerable<string> Tokens(SlackOptions options)
    {
        if (options.BotToken is { } bot && !IsTokenOf("xoxb-", bot))
            yield return "Slack:BotToken is no bot token; one begins with xoxb-.";
        if (options.AppToken is { } app && !IsTokenOf("xapp-", app))
            yield return "Slack:AppToken is no app-level token; one begins with xapp-. Leave it out to take deliveries over HTTP.";
    }

    private static IEnumerable<string> Installs(SlackOptions options)
    {
        if (options is { ClientId: not null, ClientSecret: null })
            yield return "Slack:ClientSecret is missing: it belongs to Slack:ClientId.";
        if (options is { ClientId: null, ClientSecret: not null })
            yield return "Slack:ClientId is missing: it belongs to Slack:ClientSecret.";
        if (options is { BotToken: null, ClientId: null, ClientSecret: null })
            yield return "Slack:BotToken is missing: set it for the one workspace that the app was made in, or Slack:ClientId and Slack:ClientSecret for workspaces that install it.";
        if (options is { BotToken: not null, ClientId: not null })
            yield return "Slack:BotToken and Slack:ClientId are set; keep one.";
    }

    private IEnumerable<string> Returns(SlackOptions options)
    {
        if (options.ClientId is not null && !IsReachable(configuration["TrustBot:PublicUrl"], environment.IsDevelopment()))
            yield return "TrustBot:PublicUrl is no https address: set it to how browsers reach this server, because Slack sends them back there when a workspace has installed the app.";
    }

    private IEnumerable<string> Address(SlackOptions options)
    {
        if (SlackTokenHandler.RootOf(options.ApiBaseUrl, environment.IsDevelopment()) is null)
            yield return "Slack:ApiBaseUrl is no https address that ends with a slash. Leave it out for Slack's own; http is for this machine and in Development only.";
    }

    private static bool IsReachable(string? text, bool development) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (development && uri.Scheme == Uri.UriSchemeHttp && ThisMachine.Is(uri)));

    private static bool IsToken(string text) =>
        text.StartsWith("xox", StringComparison.Ordinal) || text.StartsWith("xapp-", StringComparison.Ordinal);

    private static bool IsTokenOf(string prefix, string text) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && text.Length > prefix.Length && text.All(letter => letter is > ' ' and <= '~');
}
