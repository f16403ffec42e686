using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Machine;
using TrustBot.Core.Texts;

namespace TrustBot.Tests.Core;

public class RestUntilTests
{
    // A Wednesday.
    private static readonly LocalDate Today = new(2026, 5, 20);

    [Theory]
    [InlineData("pause until 2 June", "2026-06-02")]
    [InlineData("Pause until June 2nd", "2026-06-02")]
    [InlineData("pause till the 2nd of June", "2026-06-02")]
    [InlineData("pause until June 2, 2026", "2026-06-02")]
    [InlineData("pause until 1 May", "2027-05-01")]
    [InlineData("pause: 2026-06-02!", "2026-06-02")]
    [InlineData("pause bis 2.6.", "2026-06-02")]
    [InlineData("pause bis zum 02.06.2026", "2026-06-02")]
    [InlineData("pause bis 2.6.26", "2026-06-02")]
    [InlineData("Pause bis 2. Juni", "2026-06-02")]
    [InlineData("pause bis 3. März", "2027-03-03")]
    [InlineData("pause 2 weeks", "2026-06-03")]
    [InlineData("pause for a week", "2026-05-27")]
    [InlineData("puase two weeks", "2026-06-03")]
    [InlineData("pause 10 days", "2026-05-30")]
    [InlineData("pause for 1 month", "2026-06-20")]
    [InlineData("pause für zwei Wochen", "2026-06-03")]
    [InlineData("Pause fünf Tage", "2026-05-25")]
    [InlineData("pause tomorrow", "2026-05-21")]
    [InlineData("pause bis morgen", "2026-05-21")]
    [InlineData("pause until Monday", "2026-05-25")]
    [InlineData("pause until Wednesday", "2026-05-27")]
    [InlineData("pause bis nächsten Freitag", "2026-05-22")]
    [InlineData("pause until next week", "2026-05-25")]
    [InlineData("@TrustBot pause until 2 June", "2026-06-02")]
    public void A_rest_may_name_its_end(string text, string expected)
    {
        foreach (var language in Enum.GetValues<Language>())
            Assert.Equal(new Command.Pause(LocalDatePattern.Iso.Parse(expected).Value), Commands.Parse(text, language, Today));
    }

    [Theory]
    [InlineData("pause please")]
    [InlineData("pause for a while")]
    [InlineData("pause 0 days")]
    [InlineData("pause -3 days")]
    [InlineData("pause 99999999999999 weeks")]
    [InlineData("pause 500 weeks")]
    [InlineData("pause until 2/6")]
    [InlineData("pause until 31 June")]
    [InlineData("pause until 30.2.")]
    [InlineData("pause until 2 June 2020")]
    [InlineData("pause 2026-05-20")]
    [InlineData("pause 2026-05-19")]
    [InlineData("pause 9999-12-31")]
    [InlineData("pause 2 June 0")]
    [InlineData("pause week")]
    [InlineData("pause until")]
    [InlineData("pause ...")]
    public void An_end_that_makes_no_sense_is_asked_for(string text) => Assert.Equal(new Command.Pause(null), Commands.Parse(text, Language.English, Today));

    [Fact]
    public void Snooze_takes_a_date_too()
    {
        Assert.Equal(new Command.Snooze(new LocalDate(2026, 5, 21)), Commands.Parse("später, bis morgen", Language.German, Today));
        Assert.Equal(new Command.Snooze(new LocalDate(2026, 5, 25)), Commands.Parse("snooze until next week", Language.English, Today));
    }

    [Fact]
    public void Leap_day_is_found_only_in_a_leap_year()
    {
        Assert.Equal(new Command.Pause(new LocalDate(2028, 2, 29)), Commands.Parse("pause bis 29.2.", Language.German, new LocalDate(2027, 12, 1)));
        Assert.Equal(new Command.Pause(null), Commands.Parse("pause bis 29.2.", Language.German, Today));
    }

    [Fact]
    public void No_other_command_takes_more_words() => Assert.Null(Commands.Parse("resume tomorrow", Language.English, Today));
}
