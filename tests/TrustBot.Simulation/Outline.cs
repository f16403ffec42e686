using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;

namespace TrustBot.Simulation;

/// <summary>A pair's document without what practices keep for themselves, which is most of it: what is left is looked at after every write.</summary>
internal static class Outline
{
    private static readonly ImmutableHashSet<string> LeftOut =
        ["introductions", "kickoff", "goals", "reflection", "authenticity", "celebration", "pulse", "reminders", "checkIns"];

    private static readonly JsonTypeInfo<PairRow> Info = (JsonTypeInfo<PairRow>)Make().GetTypeInfo(typeof(PairRow));

    public static Pair Read(string data) => JsonSerializer.Deserialize(data, Info)!.Pair;

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(PairJson.Options)
        {
            TypeInfoResolver = PairJson.Options.TypeInfoResolver!.WithAddedModifier(info =>
            {
                if (info.Type != typeof(Pair))
                    return;
                foreach (var property in info.Properties.Where(property => LeftOut.Contains(property.Name)).ToList())
                    info.Properties.Remove(property);
            }),
        };
        options.MakeReadOnly();
        return options;
    }
}
