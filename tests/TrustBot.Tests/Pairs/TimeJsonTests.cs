using System.Text.Json;
using FsCheck.Xunit;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using TrustBot.Pairs;

namespace TrustBot.Tests.Pairs;

public sealed class TimeJsonTests
{
    private static readonly JsonSerializerOptions Plain = new JsonSerializerOptions().ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);

    private static readonly long First = Instant.MinValue.ToUnixTimeTicks() / 2;
    private static readonly long Last = Instant.MaxValue.ToUnixTimeTicks() / 2;

    [Property(MaxTest = 2000)]
    public void Moments_dates_and_times_are_written_and_read_as_NodaTime_writes_and_reads_them(long ticks, int nanoseconds, byte fraction)
    {
        // Whole seconds, milliseconds, ticks and nanoseconds, between the year 1 and 9999 and also long before.
        var grain = (fraction % 4) switch { 0 => NodaConstants.TicksPerSecond, 1 => NodaConstants.TicksPerMillisecond, _ => 1L };
        var moment = Instant.FromUnixTimeTicks(Math.Abs(ticks % (Last - First)) + First);
        moment = Instant.FromUnixTimeTicks(moment.ToUnixTimeTicks() / grain * grain);
        if (fraction % 4 == 3)
            moment = moment.PlusNanoseconds(Math.Abs(nanoseconds % 100));
        HoldsFor(moment);
        HoldsFor(moment.InUtc().Date);
        HoldsFor(moment.InUtc().TimeOfDay);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999999999Z")]
    [InlineData("2026-06-01T08:00:00Z")]
    [InlineData("2026-06-01T08:00:00.1Z")]
    [InlineData("2026-06-01T08:00:00.000000001Z")]
    [InlineData("2024-02-29T23:59:59.5Z")]
    [InlineData("-0001-01-01T00:00:00Z")]
    [InlineData("2025-02-29T00:00:00Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-00-01T00:00:00Z")]
    [InlineData("2026-06-01T24:00:00Z")]
    [InlineData("2026-06-01T08:60:00Z")]
    [InlineData("2026-06-01T08:00:61Z")]
    [InlineData("2026-06-01T08:00:00")]
    [InlineData("2026-06-01T08:00:00.Z")]
    [InlineData("2026-06-01T08:00:00.1234567890Z")]
    [InlineData("2026-06-01 08:00:00Z")]
    [InlineData("2026-06-01")]
    [InlineData("2026-06-31")]
    [InlineData("2026-6-1")]
    [InlineData("0000-01-01")]
    [InlineData("2026-06-0a")]
    [InlineData("08:00:00")]
    [InlineData("23:59:59.5")]
    [InlineData("24:00:00")]
    [InlineData("08:60:00")]
    [InlineData("08:00")]
    [InlineData("08-00-00")]
    [InlineData("0a:00:00")]
    [InlineData("")]
    public void Whatever_stands_there_is_read_or_refused_alike(string text)
    {
        var json = JsonSerializer.Serialize(text);
        Assert.Equal(Read<Instant>(json, Plain), Read<Instant>(json, PairJson.Options));
        Assert.Equal(Read<LocalDate>(json, Plain), Read<LocalDate>(json, PairJson.Options));
        Assert.Equal(Read<LocalTime>(json, Plain), Read<LocalTime>(json, PairJson.Options));
    }

    [Fact]
    public void An_escaped_moment_is_read_as_well()
    {
        Assert.Equal(Instant.FromUtc(2026, 6, 1, 8, 0), PairJson.Read<Instant>("\"\\u0032026-06-01T08:00:00Z\""));
        Assert.Equal(new LocalDate(2026, 6, 1), PairJson.Read<LocalDate>("\"\\u0032026-06-01\""));
    }

    [Fact]
    public void A_length_of_time_is_refused_and_not_written_as_nothing() => Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(Duration.FromHours(1), PairJson.Options));

    private static void HoldsFor<T>(T value)
    {
        var written = PairJson.Write(value);
        Assert.Equal(JsonSerializer.Serialize(value, Plain), written);
        Assert.Equal(value, PairJson.Read<T>(written));
    }

    private static string Read<T>(string json, JsonSerializerOptions options)
    {
        try
        {
            return $"{JsonSerializer.Deserialize<T>(json, options)}";
        }
        catch (JsonException)
        {
            return "refused";
        }
    }
}
