using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams.Inbound;

/// <summary>
/// The body as an activity that whoever handles it can read without surprises: what it requires is there, no name stands twice, no list
/// has holes, every string is text.
/// </summary>
internal static class ActivityReader
{
    /// <summary>Teams' ids are a fifth of this.</summary>
    private const int LongestId = 1024;

    private static readonly JsonTypeInfo<Activity> Shape =
        (JsonTypeInfo<Activity>)new TeamsJson(new JsonSerializerOptions(TeamsJson.Default.Options) { AllowDuplicateProperties = false }).GetTypeInfo(typeof(Activity))!;

    /// <returns>Null when it is no activity.</returns>
    public static Activity? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return Utf8.IsValid(body) && HasOnlyText(body) && JsonSerializer.Deserialize(body, Shape) is { } activity && IsWhole(activity) ? activity : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Half a surrogate pair, escaped, is valid JSON and no string; a node would say so only when it is read.</summary>
    private static bool HasOnlyText(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = TeamsJson.Default.Options.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                reader.GetString();
        }
        return true;
    }

    private static bool IsWhole(Activity activity) =>
        Is(activity.Type)
        && Is(activity.ChannelId)
        && Is(activity.From?.Id)
        && Is(activity.Recipient?.Id)
        && Is(activity.Conversation?.Id)
        && Is(activity.ServiceUrl)
        && IsAbsentOrShort(activity.Id)
        && IsAbsentOrShort(activity.ReplyToId)
        && IsAbsentOrShort(activity.Name)
        && HasNoHoles(activity);

    private static bool HasNoHoles(Activity activity) =>
        activity.Entities?.Contains(null!) != true
        && activity.MembersAdded?.Any(member => member?.Id is null) != true
        && activity.MembersRemoved?.Any(member => member?.Id is null) != true
        && activity.Attachments?.Any(attachment => attachment?.ContentType is null) != true;

    private static bool Is(string? id) => id is { Length: > 0 and <= LongestId };

    private static bool IsAbsentOrShort(string? id) => id is null or { Length: <= LongestId };
}
