using NodaTime;
using TrustBot.Teams;
using TrustBot.Teams.Outbound;

namespace TrustBot.Tests.Teams.Outbound;

public sealed class GraphInstallerTests : OutboundTest
{
    private const string Manifest = "3a7f7c1e-0000-4000-8000-0000000000aa";
    private const string Catalogued = "b1c5353a-7aca-41b3-830f-27d5218fe0e5";

    [Fact]
    public async Task Somebody_who_was_imported_gets_the_app()
    {
        await using var graph = await GraphAsync();
        var installer = Installer(graph);

        Assert.Equal(new Installation.Done("ana", IsGuest: false, WasThere: false), await installer.InstallAsync("ana@example.org", Cancellation));
        Assert.Equal(new Installation.Done("ana", IsGuest: false, WasThere: true), await installer.InstallAsync("ana@example.org", Cancellation));
        Assert.Equal(new Installation.Done("gus", IsGuest: true, WasThere: false), await installer.InstallAsync("gus@elsewhere.example", Cancellation));

        Assert.Equal([("ana", Catalogued), ("gus", Catalogued)], graph.Installed);
        Assert.Single(graph.Calls, call => call.Contains("appCatalogs", StringComparison.Ordinal));
        Assert.Equal("https://graph.microsoft.com/.default", Assert.Single(World.Login.Posts).Form["scope"]);
    }

    [Theory]
    [InlineData("o'hara@example.org")]
    [InlineData("a+b&c=d#e@example.org")]
    [InlineData("%27 or 1 eq 1@example.org")]
    public async Task Any_mail_is_a_mail_and_no_part_of_the_question(string mail)
    {
        await using var graph = await GraphAsync();
        graph.People.Add(("pat", mail, "Member"));

        Assert.Equal(new Installation.Done("pat", false, false), await Installer(graph).InstallAsync(mail, Cancellation));
    }

    [Fact]
    public async Task Nobody_gets_it_in_place_of_somebody_else()
    {
        await using var graph = await GraphAsync();
        graph.People.Add(("ana-too", "ana@example.org", "Member"));
        var installer = Installer(graph);

        Assert.IsType<Installation.NoSuchPerson>(await installer.InstallAsync("nobody@example.org", Cancellation));
        Assert.IsType<Installation.NoSuchPerson>(await installer.InstallAsync("ana@example.org", Cancellation));
        Assert.Empty(graph.Installed);
    }

    [Fact]
    public async Task An_app_that_is_not_in_the_catalogue_is_looked_for_again_next_time()
    {
        await using var graph = await GraphAsync();
        graph.Catalogue.Clear();
        var installer = Installer(graph);
        Assert.IsType<Installation.NotInCatalogue>(await installer.InstallAsync("ana@example.org", Cancellation));

        graph.Catalogue[Manifest] = Catalogued;
        Assert.IsType<Installation.Done>(await installer.InstallAsync("ana@example.org", Cancellation));

        graph.Catalogue[Manifest] = "another";
        var gone = Assert.IsType<Installation.Failed>(await installer.InstallAsync("ana@example.org", Cancellation)).Why;
        AssertRefused(gone, Reasons.NotFound, 404);
        Assert.IsType<Installation.Done>(await installer.InstallAsync("ana@example.org", Cancellation));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_step_fails_is_classed_and_may_be_done_again(int step)
    {
        await using var graph = await GraphAsync();
        (Fault, ConnectorResult)[] faults =
        [
            (Fault.Status(429, "TooManyRequests", "10"), new ConnectorResult.Refused(Reasons.RateLimited, 429, Duration.FromSeconds(10))),
            (Fault.Status(403, "Authorization_RequestDenied"), new ConnectorResult.Refused(Reasons.Forbidden, 403, Final: true)),
            (Fault.Status(503), new ConnectorResult.Unknown()),
            (Fault.Cut(200, lands: false), new ConnectorResult.Unknown()),
            (Fault.Html(200), new ConnectorResult.Unknown()),
            (Fault.Redirect(World.Elsewhere), new ConnectorResult.Refused(Reasons.Redirected, 307)),
        ];
        foreach (var (fault, expected) in faults)
        {
            var installer = Installer(graph);
            graph.FailAt(step, fault);
            Assert.Equal(new Installation.Failed(expected), await installer.InstallAsync("ana@example.org", Cancellation));
            Assert.IsType<Installation.Done>(await installer.InstallAsync("ana@example.org", Cancellation));
        }
        Assert.Empty(World.ArrivedElsewhere);
    }

    [Fact]
    public async Task Its_token_is_another_one_and_goes_to_graph_alone()
    {
        await using var graph = await GraphAsync();
        using var ways = World.Build(Options(), graph.Address);

        Landed(await ways.Connector.SendAsync(World.To(), World.Text("Hello"), Cancellation));
        Assert.IsType<Installation.Done>(await ways.Installer!.InstallAsync("ana@example.org", Cancellation));

        Assert.Equal(["https://api.botframework.com/.default", "https://graph.microsoft.com/.default"], World.Login.Posts.Select(post => post.Form["scope"]));
        Assert.Equal("Bearer token-1", Assert.Single(World.Connector.Calls).Authorization);
        AssertRefused(await ways.Connector.SendAsync(World.To(serviceUrl: graph.Address.AbsoluteUri), World.Text("Hello"), Cancellation), Reasons.HostNotAllowed, final: true);
    }

    [Fact]
    public void It_is_off_unless_it_is_switched_on() => Assert.Null(World.Build(World.Options()).Installer);

    private TeamsOptions Options()
    {
        var options = World.Options();
        options.InstallForPeople = Manifest;
        return options;
    }

    private GraphInstaller Installer(FakeGraph graph) => World.Build(Options(), graph.Address).Installer!;

    private async Task<FakeGraph> GraphAsync()
    {
        var graph = await FakeGraph.StartAsync(World.Login);
        graph.Catalogue[Manifest] = Catalogued;
        graph.People.AddRange([("ana", "ana@example.org", "Member"), ("gus", "gus@elsewhere.example", "Guest")]);
        return graph;
    }
}
