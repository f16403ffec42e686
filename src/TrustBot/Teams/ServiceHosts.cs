using TrustBot.Delivery.Web;

namespace TrustBot.Teams;

/// <summary>
/// The one answer to "may a token of ours go to this address?" It looks at the address as it was written: whoever rewrites it before
/// sending must ask again.
/// </summary>
public sealed class ServiceHosts
{
    private const string Https = "https://";
    private const string Http = "http://";

    private readonly HashSet<string> exact = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> local = new(StringComparer.OrdinalIgnoreCase);
    private readonly string[] suffixes;

    public ServiceHosts(TeamsOptions options, bool development)
    {
        var cloud = TeamsClouds.Of(options.Cloud);
        suffixes = [.. cloud.HostSuffixes];
        exact.UnionWith(cloud.Hosts);
        exact.UnionWith(options.AllowedServiceHosts.Where(IsHostName));
        if (development)
            local.UnionWith(options.AllowedServiceHosts.Where(IsLocal));
    }

    /// <summary>An entry of the settings that stands for https on port 443: a name with a dot, no address, nothing international.</summary>
    public static bool IsHostName(string text) =>
        text.Length <= 253 && text.Contains('.', StringComparison.Ordinal) && text.Split('.').All(IsLabel) && !text.Split('.')[^1].All(char.IsAsciiDigit);

    /// <summary>An entry that stands for http at a port of this machine, such as <c>127.0.0.1:8123</c>.</summary>
    public static bool IsLocal(string text) =>
        Uri.TryCreate(Http + text, UriKind.Absolute, out var uri)
        && text.Equals(uri.Authority, StringComparison.OrdinalIgnoreCase)
        && ThisMachine.Is(uri)
        && !uri.IsDefaultPort;

    public bool MayCall(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && MayCall(uri);

    public bool MayCall(Uri uri)
    {
        if (!uri.IsAbsoluteUri)
            return false;
        var written = uri.OriginalString;
        if (written.StartsWith(Https, StringComparison.OrdinalIgnoreCase))
            return IsKnown(AuthorityOf(written, Https.Length), uri);
        return written.StartsWith(Http, StringComparison.OrdinalIgnoreCase)
            && AuthorityOf(written, Http.Length) is var authority
            && local.Contains(authority)
            && authority.Equals(uri.Authority, StringComparison.OrdinalIgnoreCase);
    }

    // What was written and what was understood must be the same name: no user, no escapes, no other alphabet, no final dot fits into it.
    private bool IsKnown(string authority, Uri uri)
    {
        var host = authority.EndsWith(":443", StringComparison.Ordinal) ? authority[..^4] : authority;
        return uri.Port == 443
            && uri.HostNameType == UriHostNameType.Dns
            && host.Equals(uri.Host, StringComparison.OrdinalIgnoreCase)
            && IsHostName(host)
            && (exact.Contains(host) || suffixes.Any(suffix => host.Length > suffix.Length && host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)));
    }

    private static string AuthorityOf(string url, int start)
    {
        var end = url.AsSpan(start).IndexOfAny("/?#\\");
        return end < 0 ? url[start..] : url.Substring(start, end);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63
        && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        && label[0] != '-'
        && label[^1] != '-'
        && !label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase);
}
