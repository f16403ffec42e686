using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrustBot.Teams.Protocol;

/// <summary>The wire's form: camelCase, nothing that is null, no type names, and no more depth than a card has.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    MaxDepth = 64)]
[JsonSerializable(typeof(Activity))]
internal sealed partial class TeamsJson : JsonSerializerContext;
