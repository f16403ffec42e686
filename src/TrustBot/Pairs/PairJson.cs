using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Safety;

namespace TrustBot.Pairs;

/// <summary>How rows are written. Ids are plain strings; a closed union carries the name of its case, so renaming a case breaks stored rows.</summary>
public static class PairJson
{
    public static readonly JsonSerializerOptions Options = Make();

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Shape<T>.Info);

    /// <exception cref="JsonException">The row does not hold such a document.</exception>
    public static T Read<T>(string data) => JsonSerializer.Deserialize(data, Shape<T>.Info) ?? throw new JsonException("A row holds nothing.");

    // Looked up once and not with every row.
    private static class Shape<T>
    {
        public static readonly JsonTypeInfo<T> Info = (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            IgnoreReadOnlyProperties = true,
            AllowOutOfOrderMetadataProperties = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameTheCases, LeaveOutWhatIsNot, RefuseOtherTimes } },
        };
        TimeJson.AddTo(options);
        options.Converters.Add(new JsonStringEnumConverter());
        options.Converters.Add(new IdConverter<PairId>(id => id.Value, text => new PairId(text)));
        options.Converters.Add(new IdConverter<PersonId>(id => id.Value, text => new PersonId(text)));
        options.Converters.Add(new IdConverter<ProgrammeId>(id => id.Value, text => new ProgrammeId(text)));
        options.Converters.Add(new IdConverter<CaseId>(id => id.Value, text => new CaseId(text)));
        options.Converters.Add(new IdConverter<ChannelId>(id => id.Value, text => new ChannelId(text)));
        options.Converters.Add(new IdConverter<SendKey>(id => id.Value, text => new SendKey(text)));
        options.Converters.Add(new IdConverter<ActionId>(id => id.Value, text => new ActionId(text)));
        options.Converters.Add(new IdConverter<WordsId>(id => id.ToString(), WordsId.Parse));
        options.Converters.Add(new NoWords());
        options.MakeReadOnly();
        return options;
    }

    // A union whose author named its cases by attribute keeps those names.
    private static void NameTheCases(JsonTypeInfo info)
    {
        if (info.PolymorphismOptions is not null || !info.Type.IsAbstract || info.Kind != JsonTypeInfoKind.Object)
            return;
        var cases = Array.FindAll(info.Type.GetNestedTypes(), nested => nested.IsSubclassOf(info.Type) && !nested.IsAbstract);
        if (cases.Length == 0)
            return;
        info.PolymorphismOptions = new JsonPolymorphismOptions();
        foreach (var one in cases)
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(one, one.Name));
    }

    /// <summary>A practice that a pair has not come to yet, and what a person has not chosen, take no room in their row: reading supplies the same again.</summary>
    private static void LeaveOutWhatIsNot(JsonTypeInfo info)
    {
        object? blank = info.Type == typeof(Pair) ? new Pair { Id = default, Programme = default, Mentor = default, Mentee = default }
            : info.Type == typeof(Person) ? new Person { Id = default, Name = "", Language = default, Hours = null! }
            : null;
        if (blank is null)
            return;
        foreach (var property in info.Properties.Where(property => !property.IsRequired && property.Get is not null))
        {
            var initial = property.Get!(blank);
            property.ShouldSerialize = (_, value) => !Equals(value, initial);
        }
    }

    // Written as the object that it is to the serialiser, it would be lost without a word.
    private static void RefuseOtherTimes(JsonTypeInfo info)
    {
        if (info.Kind != JsonTypeInfoKind.None && info.Type.Assembly == typeof(Instant).Assembly)
            throw new NotSupportedException($"No row holds a {info.Type.Name}.");
    }

    private sealed class IdConverter<T>(Func<T, string> write, Func<string, T> read) : JsonConverter<T>
        where T : notnull
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            read(reader.GetString() ?? throw new JsonException("An id is missing."));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Read(ref reader, typeToConvert, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(write(value));
    }

    /// <summary>Words are stored sealed, in a row of their own, or not at all.</summary>
    private sealed class NoWords : JsonConverter<Words>
    {
        public override Words Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("No document holds words.");

        public override void Write(Utf8JsonWriter writer, Words value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Words are never written into a document.");
    }
}
