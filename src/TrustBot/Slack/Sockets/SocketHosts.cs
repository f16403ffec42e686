using TrustBot.Delivery.Web;

namespace TrustBot.Slack.Sockets;

/// <summary>Where a socket may lead: what goes over it is what people say.</summary>
internal static class SocketHosts
{
    private const string Slack = "slack.com";

    /// <param name="url">As Slack gave it.</param>
    /// <param name="api"><see cref="SlackOptions.ApiBaseUrl"/>: its own host is allowed beside Slack's, and what lies below either.</param>
    /// <param name="development">Whether a socket without TLS may be opened, on this machine, to an API on this machine.</param>
    public static bool MayOpen(Uri url, Uri api, bool development)
    {
        if (url.UserInfo.Length > 0)
            return false;
        if (url.Scheme == Uri.UriSchemeWs)
            return development && ThisMachine.Is(url) && ThisMachine.Is(api);
        return url.Scheme == Uri.UriSchemeWss && (IsWithin(url, Slack) || url.IdnHost == api.IdnHost || (api.HostNameType == UriHostNameType.Dns && IsWithin(url, api.IdnHost)));
    }

    private static bool IsWithin(Uri url, string host) =>
        url.HostNameType == UriHostNameType.Dns && (url.IdnHost == host || url.IdnHost.EndsWith($".{host}", StringComparison.OrdinalIgnoreCase));
}
