using TrustBot.Core.People;
using World = TrustBot.Tests.Delivery.World;

namespace TrustBot.Tests.People;

/// <summary>Where Ana is written to when a story begins, and where she goes.</summary>
internal static class AnasAddresses
{
    public static readonly Address Old = new("test", World.Ana.Value);
    public static readonly Address Elsewhere = new("test", "elsewhere/ana");
}
