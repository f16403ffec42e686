using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TrustBot.Delivery.Web;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams.Outbound;

/// <summary>How to ask for a personal chat: exactly one member, and always the tenant.</summary>
internal sealed record NewConversation(bool IsGroup, ChannelAccount? Bot, ImmutableArray<ChannelAccount> Members, string TenantId);

/// <summary>Who somebody in a conversation is, as Teams tells the bot.</summary>
/// <param name="Id">Their <c>29:…</c>.</param>
/// <param name="UserRole">Such as <c>user</c> or <c>guest</c>.</param>
/// <param name="ObjectId">What some answers call <paramref name="AadObjectId"/>.</param>
public sealed record Member(
    string? Id,
    string? AadObjectId = null,
    string? ObjectId = null,
    string? Email = null,
    string? UserPrincipalName = null,
    string? UserRole = null,
    string? TenantId = null,
    string? Name = null,
    string? GivenName = null)
{
    public string? PersonId => AadObjectId ?? ObjectId;

    public override string ToString() => $"[member {Id}]";
}

/// <param name="Name">Null for the one that every team has.</param>
public sealed record TeamChannel(string? Id, string? Name = null);

internal sealed record TeamChannels(ImmutableArray<TeamChannel>? Conversations);

internal sealed record GraphPeople(ImmutableArray<GraphPerson>? Value);

internal sealed record GraphApps(ImmutableArray<GraphApp>? Value);

internal sealed record GraphApp(string? Id);

/// <param name="UserType"><c>Member</c> or <c>Guest</c>.</param>
public sealed record GraphPerson(string? Id, string? UserType = null);

internal sealed record NewInstallation([property: JsonPropertyName("teamsApp@odata.bind")] string App);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 32)]
[JsonSerializable(typeof(NewConversation))]
[JsonSerializable(typeof(Member))]
[JsonSerializable(typeof(TeamChannels))]
[JsonSerializable(typeof(GraphPeople))]
[JsonSerializable(typeof(GraphApps))]
[JsonSerializable(typeof(NewInstallation))]
internal sealed partial class ConnectorJson : JsonSerializerContext
{
    private const int UsualBytes = 8 * 1024;
    private const int MostKept = 32 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? kept;

    // It is read as JSON and as nothing else, and the service counts its bytes: an umlaut as six of them is four too many.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes<T>(T value, JsonTypeInfo<T> type)
    {
        // Kept by the thread until its next message, wiped.
        var bytes = kept ?? new ArrayBufferWriter<byte>(UsualBytes);
        kept = null;
        using (var writer = new Utf8JsonWriter(bytes, Plain))
            JsonSerializer.Serialize(writer, value, type);
        var copy = bytes.WrittenSpan.ToArray();
        if (bytes.Capacity <= MostKept)
        {
            bytes.Clear();
            kept = bytes;
        }
        return copy;
    }

    /// <returns>Null when it has another shape.</returns>
    public static T? Read<T>(Reply reply, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return reply is Reply.Answered { IsGood: true, IsWhole: true, Body: { } body } ? body.Deserialize(type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
