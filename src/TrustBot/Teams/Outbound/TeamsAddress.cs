using TrustBot.Core.People;

namespace TrustBot.Teams.Outbound;

/// <summary>What an <see cref="Address"/> holds for Teams: whose limits count, and who or which place it is there.</summary>
/// <param name="Id">A person's id in Entra, which no bot and no reinstallation changes; or a conversation's, for a place that many read.</param>
public sealed record TeamsAddress(string Tenant, string Id)
{
    public const string Channel = "teams";

    /// <summary>Null when it is no address of Teams.</summary>
    public static TeamsAddress? Of(Address address) =>
        address.Channel == Channel && address.Id.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && slash < address.Id.Length - 1
            ? new TeamsAddress(address.Id[..slash], address.Id[(slash + 1)..])
            : null;

    public Address ToAddress() => new(Channel, $"{Tenant}/{Id}");

    /// <summary>The service counts calls by tenant.</summary>
    public static string LaneOf(Address address) => Of(address) is { } known ? $"{Channel}:{known.Tenant}" : Channel;
}
