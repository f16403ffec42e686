using System.Collections.Immutable;

namespace TrustBot.Teams;

/// <summary>The section <c>Teams</c> of the settings. Absent: no Teams. Incomplete: the program says which key is missing and does not start.</summary>
public sealed class TeamsOptions
{
    public const string Section = "Teams";

    /// <summary>The bot's id in Entra, a GUID: the audience of every token that comes in.</summary>
    public string? AppId { get; set; }

    /// <summary>The tenant that the app is registered in, a GUID.</summary>
    public string? TenantId { get; set; }

    /// <summary>One of the three ways to prove who we are to the service; exactly one is set, unless <see cref="AllowAnonymous"/>.</summary>
    public string? AppPassword { get; set; }

    /// <summary>A PEM file with certificate and key, or a PFX without a password.</summary>
    public string? CertificatePath { get; set; }

    public string? ManagedIdentityClientId { get; set; }

    /// <summary>The tenants whose people may come in. Empty: <see cref="TenantId"/> alone.</summary>
    public ImmutableArray<string> AllowedTenants { get; set; } = [];

    public TeamsCloud Cloud { get; set; }

    /// <summary>For the Agents Playground: takes activities without a token. In Development and from this machine only.</summary>
    public bool AllowAnonymous { get; set; }

    public TeamsForms Forms { get; set; }

    /// <summary>Where the keys of the token issuer are published; the cloud's own unless set.</summary>
    public string? OpenIdMetadataUrl { get; set; }

    /// <summary>The issuer of tokens that come in; the cloud's own unless set.</summary>
    public string? TokenIssuer { get; set; }

    /// <summary>Where our own tokens come from, such as <c>https://login.microsoftonline.com</c>; the cloud's own unless set.</summary>
    public string? LoginUrl { get; set; }

    /// <summary>Further hosts that a token of ours may be sent to, beside the cloud's own. Http on loopback only, in Development only.</summary>
    public ImmutableArray<string> AllowedServiceHosts { get; set; } = [];

    /// <summary>Installs the app for people who were imported and have not installed it, through Graph: the app's id in the organisation's catalogue (the manifest's id). Empty: off.</summary>
    public string? InstallForPeople { get; set; }
}

public enum TeamsCloud
{
    Public,
    Gcc,
    GccHigh,
    DoD,
    China,
}

public enum TeamsForms
{
    /// <summary>What a person types is typed in a dialog and never stands in the chat.</summary>
    Dialogs,

    /// <summary>The inputs stand in a card in the chat, for clients that open no dialogs.</summary>
    InCards,
}
