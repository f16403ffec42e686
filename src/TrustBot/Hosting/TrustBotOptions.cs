using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace TrustBot.Hosting;

/// <summary>The section <c>TrustBot</c> of the settings. Relative paths count from the content root.</summary>
public sealed class TrustBotOptions
{
    public const string Section = "TrustBot";

    /// <summary><c>Data Source=…</c> for the embedded store, or an Azure Tables connection string or account URL. Empty: <c>trustbot.db</c> in the data directory.</summary>
    public string? Storage { get; set; }

    [Required(ErrorMessage = "TrustBot:DataDirectory is empty. Leave it out for ./data.")]
    public string DataDirectory { get; set; } = "data";

    /// <summary>Holds the key-encryption key. Empty: <c>keys/trustbot.key</c> beside the data directory.</summary>
    public string? KeyFile { get; set; }

    /// <summary>Names by random ids who asked to be forgotten, so that a restored backup forgets them again. Empty: <c>erased.log</c> beside the key file. Back it up apart from the data.</summary>
    public string? ErasedLog { get; set; }

    /// <summary>The key itself, as base64, where a vault hands it over as a setting; then no file is read or made.</summary>
    public string? Key { get; set; }

    /// <summary>While keys are changed: the file with the key before the present one.</summary>
    public string? PreviousKeyFile { get; set; }

    /// <summary>Likewise, the key itself.</summary>
    public string? PreviousKey { get; set; }

    /// <summary>Accepts a key file that its group may read: a secret that an orchestrator mounts belongs to another account.</summary>
    public bool KeyFileGroupMayRead { get; set; }

    /// <summary>How people's browsers and the chat platforms reach this server; empty on one's own machine.</summary>
    [RegularExpression(@"https?://[^\s/?#]+(/\S*)?", ErrorMessage = "TrustBot:PublicUrl is no web address such as https://trustbot.example.org. Leave it out on your own machine.")]
    public string? PublicUrl { get; set; }

    /// <summary>Who runs the server and holds the key, as people read it on the privacy card: "Hospital IT".</summary>
    [Required(ErrorMessage = "TrustBot:Operator is empty. Say who runs this server, such as \"Hospital IT\".")]
    [StringLength(80, ErrorMessage = "TrustBot:Operator is longer than 80 characters.")]
    public string Operator { get; set; } = "whoever runs this server";
}

[OptionsValidator]
internal sealed partial class TrustBotOptionsValidator : IValidateOptions<TrustBotOptions>;
