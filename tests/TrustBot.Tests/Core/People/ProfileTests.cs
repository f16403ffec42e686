using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Core.People;

/// <summary>What a platform says of somebody holds until they say otherwise.</summary>
public sealed class ProfileTests
{
    private static readonly Address There = new("slack", "T1/UANA");

    [Fact]
    public void Who_has_not_chosen_their_hours_is_prompted_at_the_same_hour_of_where_they_are()
    {
        var decision = Decide(Ana, "Asia/Tokyo");

        Assert.Equal(WorkingHours.UsualIn("Asia/Tokyo"), decision.Person.Hours);
        Assert.False(decision.Person.HoursChosen);
        Assert.Equal(Ana.Revision + 1, decision.Person.Revision);
        Assert.Empty(decision.Sends);
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("No/Where")]
    [InlineData("")]
    [InlineData(null)]
    public void A_zone_that_is_no_news_changes_nothing(string? zone) => AssertNothing(Ana, Decide(Ana, zone));

    [Fact]
    public void Hours_that_somebody_chose_are_theirs()
    {
        var chosen = Ana with { HoursChosen = true };

        AssertNothing(chosen, Decide(chosen, "Asia/Tokyo"));
    }

    [Fact]
    public void The_language_is_followed_until_one_was_chosen()
    {
        Assert.Equal(Language.German, Decide(Ana, null, Language.German).Person.Language);
        Assert.Equal(Language.German, Decide(Ana with { Address = There }, null, Language.German).Person.Language);
        var chosen = Ana with { LanguageChosen = true };
        AssertNothing(chosen, Decide(chosen, null, Language.German));
    }

    [Theory]
    [InlineData("en", Language.English)]
    [InlineData("de", Language.German)]
    public void Whoever_presses_the_button_of_a_language_has_chosen_it(string code, Language language)
    {
        var pressed = PersonMachine.Decide(ViewOf(Ana), new PersonInput.Pressed(PeopleActions.Language, code, null), Noon).Person;

        Assert.Equal((language, true), (pressed.Language, pressed.LanguageChosen));
        AssertNothing(pressed, Decide(pressed, null, language == Language.German ? Language.English : Language.German));
    }

    [Fact]
    public void A_person_stored_before_languages_were_chosen_has_chosen_none()
    {
        var row = PairJson.Write(Ana).Replace("\"languageChosen\":false,", "", StringComparison.Ordinal);

        Assert.DoesNotContain("languageChosen", row);
        Assert.False(PairJson.Read<Person>(row).LanguageChosen);
    }

    [Fact]
    public void Nothing_is_taken_over_of_who_is_forgotten()
    {
        var gone = Ana.Bare(new Forgetting(Instant.MinValue, Done: true));

        AssertNothing(gone, Decide(gone, "Asia/Tokyo", Language.German));
    }

    [Fact]
    public void Each_pair_hears_that_the_hours_moved_and_wakes_by_them()
    {
        var world = new World();
        foreach (var (name, zone) in new[] { ("Ana", "Europe/Berlin"), ("Bo", "Europe/Berlin") })
            world.Put(new Person { Id = new PersonId(name.ToLowerInvariant()), Name = name, Language = Language.English, Hours = WorkingHours.UsualIn(zone) });
        var pair = World.PairOf(new("ana"), new("bo"));
        world.Join(pair);
        world.Agree(pair);
        world.SignBoth(pair);
        world.Run();
        var before = world.Pair(pair).NextWake;

        foreach (var person in new[] { "ana", "bo" })
            world.Handle(new PersonId(person), new PersonInput.Profiled("America/Los_Angeles", null));
        world.Run();

        Assert.NotEqual(before, world.Pair(pair).NextWake);
    }

    private static Person Ana { get; } = new() { Id = new PersonId("ana"), Name = "Ana", Language = Language.English, Hours = WorkingHours.UsualIn("Europe/Berlin"), Revision = 3 };

    private static PersonDecision Decide(Person person, string? zone, Language? language = null) => PersonMachine.Decide(
        ViewOf(person), new PersonInput.Profiled(zone, language), Noon);

    private static readonly Instant Noon = Instant.FromUtc(2026, 6, 2, 12, 0);

    private static PersonView ViewOf(Person person) => new(person, [], new House("the tests", null, StoreKind.Embedded));

    private static void AssertNothing(Person person, PersonDecision decision)
    {
        Assert.Equal(person, decision.Person);
        Assert.Empty(decision.Sends);
        Assert.Empty(decision.ForPairs);
    }
}
