using TrustBot.Core.People;
using TrustBot.Teams.Outbound;

namespace TrustBot.Tests.Teams.Outbound;

public sealed class TeamsAddressTests
{
    [Theory]
    [InlineData("harbour/ana", "teams:harbour")]
    [InlineData("harbour/19:a/b@thread.tacv2", "teams:harbour")]
    [InlineData("harbour", "teams")]
    [InlineData("/ana", "teams")]
    [InlineData("harbour/", "teams")]
    public void Who_is_in_one_tenant_shares_a_lane(string id, string lane) => Assert.Equal(lane, TeamsAddress.LaneOf(new Address("teams", id)));

    [Fact]
    public void An_address_comes_back_as_it_was()
    {
        var address = new TeamsAddress("harbour", "19:a/b@thread.tacv2");

        Assert.Equal(address, TeamsAddress.Of(address.ToAddress()));
        Assert.Null(TeamsAddress.Of(address.ToAddress() with { Channel = "sandbox" }));
    }
}
