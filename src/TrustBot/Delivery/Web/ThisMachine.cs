using System.Net;

namespace TrustBot.Delivery.Web;

public static class ThisMachine
{
    /// <summary>Whether the address is this machine's, by number or as <c>localhost</c> itself.</summary>
    public static bool Is(Uri uri) =>
        uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(uri.Host, out var address) && IPAddress.IsLoopback(address));
}
