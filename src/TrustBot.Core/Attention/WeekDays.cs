using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace TrustBot.Core.Attention;

/// <summary>A set of week days with value equality; in JSON a string such as <c>"Tue Thu"</c>.</summary>
[JsonConverter(typeof(WeekDaysJson))]
public readonly record struct WeekDays
{
    private static readonly string[] Names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
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
        var days = None;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var index = Array.FindIndex(Names, name => name.Equals(word, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
                return null;
            days = days.Union(new WeekDays(1 << index));
        }
        return days;
    }

    public override string ToString() => string.Join(' ', InOrder().Select(day => Names[(int)day - 1]));

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
