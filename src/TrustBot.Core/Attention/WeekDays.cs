using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace TrustBot.Core.Attention;

/// <summary>A set of week days with value equality; in JSON a string such as <c>"Tue Thu"</c>.</summary>
[JsonConverter(typeof(WeekDaysJson))]
public readonly record struct WeekDays
{
    private static readonly string[] Names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>Of every set, by its bits: sets are written with every pair and person.</summary>
    private static readonly string[] Texts =
        [.. Enumerable.Range(0, 1 << Names.Length).Select(bits => string.Join(' ', Names.Where((_, day) => (bits & (1 << day)) != 0)))];

    private static readonly Dictionary<string, int> BitsOf = Enumerable.Range(0, Texts.Length).ToDictionary(bits => Texts[bits], StringComparer.Ordinal);

    private readonly byte bits;

    private WeekDays(int bits) => this.bits = (byte)bits;

    public static WeekDays None => default;
    public static WeekDays MondayToFriday => new(0b001_1111);
    public static WeekDays All => new(0b111_1111);

    public bool IsEmpty => bits == 0;

    public static WeekDays Of(params IEnumerable<IsoDayOfWeek> days) => new(days.Aggregate(0, (bits, day) => bits | Bit(day)));

    public bool Contains(IsoDayOfWeek day) => (bits & Bit(day)) != 0;
    public bool Covers(WeekDays other) => (other.bits & ~bits) == 0;
    public WeekDays Union(WeekDays other) => new(bits | other.bits);

    /// <summary>From Monday to Sunday.</summary>
    public IEnumerable<IsoDayOfWeek> InOrder()
    {
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            if (Contains(day))
                yield return day;
        }
    }

    /// <summary>How many days, 0 to 6, from <paramref name="day"/> to the first day of the set. The set must not be empty.</summary>
    public int DaysFrom(IsoDayOfWeek day)
    {
        if (IsEmpty)
            throw new InvalidOperationException("An empty set of week days has no next day.");
        var twoWeeks = bits | (bits << 7);
        return int.TrailingZeroCount(twoWeeks >> ((int)day - 1));
    }

    /// <summary>The reverse of <see cref="ToString"/>, in any case; null for anything else.</summary>
    public static WeekDays? Parse(string text)
    {
        if (BitsOf.TryGetValue(text, out var known))
            return new WeekDays(known);
        var days = 0;
        var rest = text.AsSpan().Trim(' ');
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf(' ') is >= 0 and var at ? at : rest.Length;
            if (BitOf(rest[..end]) is not (> 0 and var bit))
                return null;
            days |= bit;
            rest = rest[end..].TrimStart(' ');
        }
        return new WeekDays(days);
    }

    public override string ToString() => Texts[bits];

    /// <returns>0 for what is no day.</returns>
    private static int BitOf(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (word.Equals(Names[i], StringComparison.OrdinalIgnoreCase))
                return 1 << i;
        }
        return 0;
    }

    private static int Bit(IsoDayOfWeek day) => day is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Sunday
        ? 1 << ((int)day - 1)
        : throw new ArgumentOutOfRangeException(nameof(day), day, null);
}

public sealed class WeekDaysJson : JsonConverter<WeekDays>
{
    public override WeekDays Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WeekDays.Parse(reader.GetString() ?? "") ?? throw new JsonException("Week days are written as \"Mon Tue\".");

    public override void Write(Utf8JsonWriter writer, WeekDays value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
