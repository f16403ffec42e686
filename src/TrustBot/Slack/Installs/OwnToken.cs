using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace TrustBot.Slack.Installs;

/// <summary>The token of the settings, where there is one.</summary>
internal sealed class OwnToken(IOptions<SlackOptions> options)
{
    // Looked at with every delivery.
    private readonly Lazy<string?> mark = new(() => options.Value.BotToken is { } token ? MarkOf(token) : null);

    private volatile bool answered;

    public string? Text => options.Value.BotToken;

    public string Mark => mark.Value!;

    /// <summary>Whether it is known which workspace it is for, or that it is for none.</summary>
    public bool IsAnswered => answered || Text is null;

    /// <summary>It was refused, and for which workspace it was meant nobody ever heard.</summary>
    public InstallState.Dead? Nameless { get; private set; }

    public void Answered(InstallState.Dead? nameless = null)
    {
        Nameless = nameless;
        answered = true;
    }

    /// <returns>The token to speak with; null where it is another one's by now, or of no use in the present mode.</returns>
    public string? Of(Credential credential) => credential switch
    {
        Credential.OfSettings mine => Text is { } own && Mark == mine.Mark ? own : null,
        Credential.Granted granted => Text is null ? granted.Token : null,
        _ => null,
    };

    private static string MarkOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
