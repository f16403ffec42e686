using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TrustBot.Core.Messages;
using TrustBot.Core.Privacy;

namespace TrustBot.Sandbox;

/// <summary>Messages as the Sandbox's platform keeps them: drawn, words and all, as Slack or Teams would.</summary>
internal static class SandboxJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new WordsConverter() },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(NameTheParts),
    };

    public static string Write(Message message) => JsonSerializer.Serialize(message, Options);

    public static Message Read(string json) =>
        JsonSerializer.Deserialize<Message>(json, Options) ?? throw new JsonException("A stored message is empty.");

    private static void NameTheParts(JsonTypeInfo type)
    {
        if (type.Type != typeof(Part))
            return;
        type.PolymorphismOptions = new JsonPolymorphismOptions
        {
            TypeDiscriminatorPropertyName = "kind",
            DerivedTypes =
            {
                new JsonDerivedType(typeof(Part.Paragraph), "paragraph"),
                new JsonDerivedType(typeof(Part.Said), "said"),
                new JsonDerivedType(typeof(Part.Quoted), "quoted"),
                new JsonDerivedType(typeof(Part.Wrote), "wrote"),
                new JsonDerivedType(typeof(Part.Lines), "lines"),
                new JsonDerivedType(typeof(Part.Trend), "trend"),
            },
        };
    }

    private sealed class WordsConverter : JsonConverter<Words>
    {
        public override Words Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Words value, JsonSerializerOptions options) => writer.WriteStringValue(value.Reveal());
    }
}
