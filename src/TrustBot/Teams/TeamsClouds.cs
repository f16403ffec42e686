using System.Collections.Immutable;

namespace TrustBot.Teams;

/// <summary>What differs between Microsoft's clouds. None but the public one was tried; the others are as Microsoft's SDK for Teams has them.</summary>
/// <param name="Issuer">Of the tokens that come in.</param>
/// <param name="Metadata">Names the keys that those tokens are signed with.</param>
/// <param name="Login">Where our own tokens come from; the tenant is added to it.</param>
/// <param name="Scope">What our own tokens are for.</param>
/// <param name="ServiceUrl">Where to speak first before any activity has named a place; null where Microsoft publishes none.</param>
/// <param name="Hosts">Who may be called with a token of ours, each exactly.</param>
/// <param name="HostSuffixes">Likewise every name below these. Never <c>.trafficmanager.net</c>: anybody can have a name below it.</param>
/// <param name="Graph">The root of Microsoft Graph.</param>
public sealed record TeamsCloudFacts(
    string Issuer,
    string Metadata,
    string Login,
    string Scope,
    string? ServiceUrl,
    ImmutableArray<string> Hosts,
    ImmutableArray<string> HostSuffixes,
    string Graph);

public static class TeamsClouds
{
    private static readonly TeamsCloudFacts Public = new(
        "https://api.botframework.com",
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        "https://login.microsoftonline.com",
        "https://api.botframework.com/.default",
        "https://smba.trafficmanager.net/teams/",
        ["smba.trafficmanager.net"],
        [".botframework.com"],
        "https://graph.microsoft.com");

    /// <summary>The directory and the token issuer of the public cloud, and a connector of its own.</summary>
    private static readonly TeamsCloudFacts Gcc = Public with
    {
        ServiceUrl = "https://smba.infra.gcc.teams.microsoft.com/teams/",
        Hosts = ["smba.infra.gcc.teams.microsoft.com"],
        HostSuffixes = [],
    };

    private static readonly TeamsCloudFacts GccHigh = new(
        "https://api.botframework.us",
        "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
        "https://login.microsoftonline.us",
        "https://api.botframework.us/.default",
        "https://smba.infra.gov.teams.microsoft.us/teams/",
        ["smba.infra.gov.teams.microsoft.us"],
        [],
        "https://graph.microsoft.us");

    private static readonly TeamsCloudFacts DoD = GccHigh with
    {
        ServiceUrl = "https://smba.infra.dod.teams.microsoft.us/teams/",
        Hosts = ["smba.infra.dod.teams.microsoft.us"],
        Graph = "https://dod-graph.microsoft.us",
    };

    private static readonly TeamsCloudFacts China = new(
        "https://api.botframework.azure.cn",
        "https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
        "https://login.partner.microsoftonline.cn",
        "https://api.botframework.azure.cn/.default",
        null,
        ["frontend.botapi.msg.infra.teams.microsoftonline.cn"],
        [".botframework.azure.cn"],
        "https://microsoftgraph.chinacloudapi.cn");

    public static TeamsCloudFacts Of(TeamsCloud cloud) => cloud switch
    {
        TeamsCloud.Public => Public,
        TeamsCloud.Gcc => Gcc,
        TeamsCloud.GccHigh => GccHigh,
        TeamsCloud.DoD => DoD,
        TeamsCloud.China => China,
        _ => throw new ArgumentOutOfRangeException(nameof(cloud), cloud, "not a cloud"),
    };
}
