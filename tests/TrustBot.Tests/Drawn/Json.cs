using System.Text.Json.Nodes;

namespace TrustBot.Tests.Drawn;

/// <summary>Looks into a card or into blocks.</summary>
internal static class Json
{
    /// <summary>The object itself and every object in it.</summary>
    public static IEnumerable<JsonObject> Objects(this JsonNode? node) => node switch
    {
        JsonObject one => [one, .. one.SelectMany(property => property.Value.Objects())],
        JsonArray many => many.SelectMany(item => item.Objects()),
        _ => [],
    };

    public static string? Type(this JsonObject element) => (string?)element["type"];

    public static IEnumerable<JsonObject> OfType(this JsonNode card, string type) => card.Objects().Where(element => element.Type() == type);
}
