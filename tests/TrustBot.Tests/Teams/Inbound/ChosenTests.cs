using System.Net;
using System.Text.Json.Nodes;

namespace TrustBot.Tests.Teams.Inbound;

/// <summary>What an operator chose: a cloud, tenants, an issuer and hosts of their own.</summary>
public sealed class ChosenTests
{
    private const string Other = "9c9c9c9c-1111-4222-8333-444444444444";

    [Fact]
    public async Task Another_cloud_has_another_issuer_and_another_connector()
    {
        await using var door = await TeamsDoor.StartAsync([TeamsDoor.First], settings: ("Cloud", "GccHigh"));

        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(Said("https://api.botframework.us", "https://smba.infra.gov.teams.microsoft.us/teams/")));
        Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(Said("https://api.botframework.us", Attempt.Service)));
        Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(Said(LocalIssuer.Name, "https://smba.infra.gov.teams.microsoft.us/teams/")));
    }

    [Fact]
    public async Task An_issuer_and_hosts_of_ones_own_stand_beside_the_clouds_hosts_and_in_place_of_its_issuer()
    {
        await using var door = await TeamsDoor.StartAsync([TeamsDoor.First], settings: [("TokenIssuer", "https://issuer.example.org"), ("AllowedServiceHosts", "127.0.0.1:8123,connector.example.org")]);

        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(Said("https://issuer.example.org", "http://127.0.0.1:8123/teams/")));
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(Said("https://issuer.example.org", "https://connector.example.org/")));
        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(Said("https://issuer.example.org", Attempt.Service)));
        Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(Said("https://issuer.example.org", "http://127.0.0.1:8124/teams/")));
        Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(Said(LocalIssuer.Name, Attempt.Service)));
    }

    [Fact]
    public async Task In_Production_this_machine_is_no_host_whatever_the_token_says()
    {
        await using var door = await TeamsDoor.StartAsync([TeamsDoor.First], "Production", ("OpenIdMetadataUrl", "https://127.0.0.1:1/never"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await door.SendAsync(new Attempt(TeamsDoor.First)));
        Assert.Equal(HttpStatusCode.Unauthorized, await door.SendAsync(new Attempt(TeamsDoor.First) { Authorization = _ => null }));
    }

    [Fact]
    public async Task Tenants_that_are_named_come_in_and_ours_only_if_it_is_among_them()
    {
        await using var door = await TeamsDoor.StartAsync([TeamsDoor.First], settings: [("AllowedTenants:0", Other.ToUpperInvariant()), ("AllowedTenants:1", "8d8d8d8d-1111-4222-8333-444444444444")]);
        var theirs = new Attempt(TeamsDoor.First);
        theirs.Body["conversation"]!["tenantId"] = Other;
        theirs.Body["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = Other } };

        Assert.Equal(HttpStatusCode.OK, await door.SendAsync(theirs));
        Assert.Equal(HttpStatusCode.Forbidden, await door.SendAsync(new Attempt(TeamsDoor.First)));
    }

    private static Attempt Said(string issuer, string service)
    {
        var attempt = new Attempt(TeamsDoor.First) { Payload = { ["iss"] = issuer, ["serviceurl"] = service } };
        attempt.Body["serviceUrl"] = service;
        return attempt;
    }
}
