using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;
using TrustBot.People;
using TrustBot.Teams;
using DeliveryWorld = TrustBot.Tests.Delivery.World;

namespace TrustBot.Tests.Teams.Outbound;

/// <summary>From a row of an import to somebody whom TrustBot may write to first, without a word of theirs.</summary>
public sealed class TeamsFinderTests : OutboundTest
{
    private const string Manifest = "3a7f7c1e-0000-4000-8000-0000000000aa";

    private static readonly PersonId Cy = new("0c0c");

    private readonly DeliveryWorld life = new();

    [Theory]
    [InlineData("Member", Reach.Here)]
    [InlineData("Guest", Reach.Guest)]
    public async Task Whoever_the_directory_knows_is_bound_to_their_place_there(string type, Reach reach)
    {
        await using var graph = await GraphAsync(("cy", "cy@example.org", type));

        Assert.True(await FindAsync(graph));

        var cy = (await life.Here.People.ReadFreshAsync(Cy, Cancellation))!.Value;
        Assert.Equal(new Address("teams", $"{World.Tenant}/cy"), cy.Address);
        Assert.Equal(reach, cy.Reach);
        var place = await new TeamsPlaces(new Places(life.Table)).ReadAsync(cy.Address!, Cancellation);
        Assert.Equal(("https://smba.trafficmanager.net/teams/", "cy", null), (place!.Reference.ServiceUrl, place.Reference.User, place.Reference.Conversation));
    }

    [Fact]
    public async Task Whoever_it_does_not_know_waits()
    {
        await using var graph = await GraphAsync();

        Assert.True(await FindAsync(graph));

        Assert.Null((await life.Here.People.ReadFreshAsync(Cy, Cancellation))!.Value.Address);
    }

    [Fact]
    public async Task A_directory_that_does_not_answer_is_asked_again()
    {
        await using var graph = await GraphAsync(("cy", "cy@example.org", "Member"));
        graph.FailAt(0, Fault.Status(503));

        Assert.False(await FindAsync(graph));
        Assert.True(await FindAsync(graph));
    }

    private async ValueTask<bool> FindAsync(FakeGraph graph)
    {
        var options = World.Options();
        options.InstallForPeople = Manifest;
        var draft = new Person { Id = Cy, Name = "Cy Young", Language = Language.English, Hours = WorkingHours.UsualIn("Europe/Berlin") };
        await life.Here.People.EnsureAsync("cy@example.org", draft, Cancellation);
        var finder = new TeamsFinder(World.Build(options, graph.Address), new TeamsPlaces(new Places(life.Table)), life.Here.People, Options.Create(options));
        return await finder.FindAsync(Cy, "cy@example.org", Cancellation);
    }

    private async Task<FakeGraph> GraphAsync(params ImmutableArray<(string, string, string)> people)
    {
        var graph = await FakeGraph.StartAsync(World.Login);
        graph.Catalogue[Manifest] = "b1c5353a-7aca-41b3-830f-27d5218fe0e5";
        graph.People.AddRange(people);
        return graph;
    }
}
