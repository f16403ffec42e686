using System.Text.Json;
using FsCheck.Xunit;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using TrustBot.Core.Attention;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;

namespace TrustBot.Tests.Core.Attention;

public class CadenceTests
{
    private static readonly JsonSerializerOptions Json = new JsonSerializerOptions().ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
    private static readonly LocalDate Tuesday = new(2026, 6, 2);

    [Property(Arbitrary = [typeof(Situations)])]
    public bool A_cadence_comes_back_equal_from_json(Cadence cadence) =>
        JsonSerializer.Deserialize<Cadence>(JsonSerializer.Serialize(cadence, Json), Json) == cadence;

    [Property(Arbitrary = [typeof(Situations)])]
    public bool Hours_come_back_equal_from_json(WorkingHours hours) =>
        JsonSerializer.Deserialize<WorkingHours>(JsonSerializer.Serialize(hours, Json), Json) == hours;

    [Fact]
    public void The_stored_form_is_stable() =>
        Assert.Equal(
            """{"rule":"every-weeks","N":2,"Days":"Tue Thu","Anchor":"2026-06-02"}""",
            JsonSerializer.Serialize<Cadence>(new Cadence.EveryWeeks(2, WeekDays.Of(IsoDayOfWeek.Thursday, IsoDayOfWeek.Tuesday), Tuesday), Json));

    [Property(Arbitrary = [typeof(Situations)])]
    public bool Every_rule_of_the_generator_is_sound(Cadence cadence) => cadence.Check() is null;

    public static TheoryData<Cadence, CadenceProblem> Nonsense => new()
    {
        { new Cadence.EveryWeeks(0, WeekDays.All, Tuesday), CadenceProblem.IntervalOutOfRange },
        { new Cadence.EveryWeeks(-2, WeekDays.All, Tuesday), CadenceProblem.IntervalOutOfRange },
        { new Cadence.EveryWeeks(53, WeekDays.All, Tuesday), CadenceProblem.IntervalOutOfRange },
        { new Cadence.EveryWeeks(1, WeekDays.None, Tuesday), CadenceProblem.NoDays },
        { new Cadence.EveryWorkDays(0, Tuesday), CadenceProblem.IntervalOutOfRange },
        { new Cadence.EveryWorkDays(int.MaxValue, Tuesday), CadenceProblem.IntervalOutOfRange },
        { new Cadence.MonthlyOnNth(5, IsoDayOfWeek.Friday), CadenceProblem.NoSuchWeekOfMonth },
        { new Cadence.MonthlyOnNth(0, IsoDayOfWeek.Friday), CadenceProblem.NoSuchWeekOfMonth },
        { new Cadence.MonthlyOnNth(1, IsoDayOfWeek.None), CadenceProblem.NoSuchWeekDay },
        { new Cadence.MonthlyOnDay(0), CadenceProblem.NoSuchDayOfMonth },
        { new Cadence.MonthlyOnDay(32), CadenceProblem.NoSuchDayOfMonth },
    };

    [Theory]
    [MemberData(nameof(Nonsense), DisableDiscoveryEnumeration = true)]
    public void Nonsense_is_named_and_has_no_slots(Cadence cadence, CadenceProblem problem)
    {
        Assert.Equal(problem, cadence.Check());
        Assert.Null(Rhythm.NextSlot(cadence, Tuesday));
        Assert.Empty(Rhythm.SlotsBetween(cadence, Tuesday, Tuesday.PlusYears(10)));
    }

    [Fact]
    public void Presets_start_on_their_first_day()
    {
        foreach (var preset in new[] { Cadence.Weekly(Tuesday), Cadence.EveryTwoWeeks(Tuesday), Cadence.EveryThreeWeeks(Tuesday), Cadence.Monthly(Tuesday) })
            Assert.Equal(Tuesday, Rhythm.NextSlot(preset, Tuesday.PlusDays(-1)));
        Assert.Equal(new Cadence.MonthlyOnNth(1, IsoDayOfWeek.Tuesday), Cadence.Monthly(Tuesday));
        Assert.Equal(new Cadence.MonthlyOnNth(4, IsoDayOfWeek.Sunday), Cadence.Monthly(new LocalDate(2026, 6, 28)));
        Assert.Equal(new Cadence.MonthlyOnNth(Cadence.Last, IsoDayOfWeek.Monday), Cadence.Monthly(new LocalDate(2026, 6, 29)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Mon")]
    [InlineData("Tue Thu Sun")]
    public void Week_days_read_back_what_they_print(string text) => Assert.Equal(text, WeekDays.Parse(text)?.ToString());

    [Fact]
    public void Unknown_week_days_are_refused()
    {
        Assert.Null(WeekDays.Parse("Mon Noday"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<WeekDays>("\"Noday\""));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeekDays.Of(IsoDayOfWeek.None));
    }
}
