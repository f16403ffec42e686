using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using TrustBot.Delivery.Web;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams.Inbound;

/// <summary>Whether an activity is what its token vouches for, and comes from a tenant whose people may come in.</summary>
internal sealed class ActivityCheck(ServiceHosts hosts, IOptions<TeamsOptions> options)
{
    private const string Channel = "msteams";

    /// <returns>Null when it may come in.</returns>
    public Refused? Check(Activity activity, Vouched vouched)
    {
        if (vouched.ServiceUrl is not { } signed || !IsSame(signed, activity.ServiceUrl!))
            return Refused.OtherAddress;
        if (!hosts.MayCall(activity.ServiceUrl))
            return Refused.Host;
        if (activity.ChannelId != Channel || !vouched.Channels.Contains(Channel))
            return Refused.Channel;
        if (!IsOurs(activity.Recipient!.Id!))
            return Refused.OtherBot;
        return IsAllowed(activity) ? null : Refused.Tenant;
    }

    /// <summary>For what came without a token, from a program on this machine: it is answered on this machine.</summary>
    public Refused? CheckLocal(Activity activity)
    {
        var local = Uri.TryCreate(activity.ServiceUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && ThisMachine.Is(uri) && uri.UserInfo.Length == 0;
        if (!local && !hosts.MayCall(activity.ServiceUrl))
            return Refused.Host;
        return activity.ChannelId == Channel ? null : Refused.Channel;
    }

    private static bool IsSame(string signed, string said) => Bare(signed).Equals(Bare(said), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Bare(string url) => url.EndsWith('/') ? url.AsSpan(..^1) : url;

    private bool IsOurs(string recipient) =>
        recipient.StartsWith("28:", StringComparison.Ordinal) && recipient.EndsWith(options.Value.AppId!, StringComparison.OrdinalIgnoreCase);

    // The token is signed for no tenant: only the service's word says whose person this is, and where it says so twice it must agree.
    private bool IsAllowed(Activity activity)
    {
        var (stated, wrong) = TenantOf(activity.ChannelData);
        var conversation = activity.Conversation!.TenantId;
        if (wrong || (conversation ?? stated) is not { } tenant)
            return false;
        if (stated is not null && !stated.Equals(tenant, StringComparison.OrdinalIgnoreCase))
            return false;
        var allowed = options.Value.AllowedTenants;
        return allowed.IsDefaultOrEmpty
            ? tenant.Equals(options.Value.TenantId, StringComparison.OrdinalIgnoreCase)
            : allowed.Contains(tenant, StringComparer.OrdinalIgnoreCase);
    }

    /// <returns>Nothing where no tenant is stated; wrong where one is, and not as a string.</returns>
    private static (string? Tenant, bool Wrong) TenantOf(JsonNode? channelData)
    {
        if (channelData is not JsonObject data || data["tenant"] is not { } tenant)
            return (null, channelData is not (null or JsonObject));
        return tenant is JsonObject named && named["id"] is JsonValue value && value.TryGetValue<string>(out var id) ? (id, false) : (null, true);
    }
}
