using FsCheck.Xunit;
using NodaTime;
using TrustBot.Core.Closing;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Core.Machine;

/// <summary>One of the two asks to be forgotten after an end was asked for: the pair closes that day, and the other is still told of one end only.</summary>
public sealed class ForgottenWhileItEnds
{
    /// <summary>The moment at which an end shows that was asked for, as soon as possible, at the first check-in. In New York it is four in the morning.</summary>
    private static readonly Instant Shows = new LocalDateTime(2026, 6, 23, 10, 0).InZoneStrictly(World.Zone("Europe/Berlin")).ToInstant();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Once_both_were_told_the_one_message_is_drawn_anew_and_no_second_one_comes(bool mentor, bool askerForgets)
    {
        var (world, asker, other) = Ending(mentor);
        var (forgotten, left) = askerForgets ? (asker, other) : (other, asker);
        world.MoveTo(Shows + Duration.FromDays(2));
        var told = Assert.Single(Told(world, left));
        Assert.Contains(DateFor(world, left, new LocalDate(2026, 7, 3)), told.Now.Title, StringComparison.Ordinal);

        Forget(world, forgotten);
        world.MoveTo(Shows + Duration.FromDays(60));

        Assert.Same(told, Assert.Single(Told(world, left)));
        Assert.Contains(DateFor(world, left, new LocalDate(2026, 6, 25)), told.Drawings[1].Title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_still_waits_for_its_hour_is_the_only_one_and_says_what_came_of_it()
    {
        var (world, _, _) = Ending(mentor: false);
        world.MoveTo(Shows + Duration.FromMinutes(30));
        Assert.Empty(Told(world, Life.Ana));

        Forget(world, Life.Bo);

        AssertToldOnce(world, Life.Ana, new LocalDate(2026, 6, 23));
    }

    [Fact]
    public void One_decision_that_both_shows_the_end_and_closes_the_pair_tells_it_once()
    {
        var (world, _, _) = Ending(mentor: false);
        world.MoveTo(Shows - Duration.FromMinutes(1));
        var form = FormOf(world, Life.Bo);
        world.Now = Shows;

        Confirm(world, Life.Bo, form);

        AssertToldOnce(world, Life.Ana, new LocalDate(2026, 6, 23));
    }

    [Property(MaxTest = 100)]
    public void At_whatever_moment_the_one_who_is_left_hears_of_one_end(bool mentor, bool soon, bool askerForgets, byte hours, byte minutes)
    {
        var (life, asker, other) = EndingsInSecret.Begin(mentor);
        EndingsInSecret.Type(life, asker, soon ? "soon" : "check-in");
        life.World.MoveTo(life.World.Now + Duration.FromHours(hours) + Duration.FromMinutes(minutes));

        Forget(life.World, askerForgets ? asker : other);
        life.World.MoveTo(life.World.Now + Duration.FromDays(70));

        Assert.Single(Told(life.World, askerForgets ? other : asker));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_farewell_that_has_not_opened_is_deleted_unread(bool writerForgets)
    {
        var (world, asker, other) = Ending(mentor: false);
        world.Press(asker, Life.Pair, "closing.goodbye.v1", "yes");
        world.MoveTo(Shows + Duration.FromDays(2));
        world.Press(other, Life.Pair, "closing.goodbye.v1", "yes");
        world.MoveTo(Shows + Duration.FromDays(6));
        world.Submit(asker, world.Press(asker, Life.Pair, "closing.write.v1").Form!, new Dictionary<string, string> { ["thanks"] = "with examples" });
        Assert.Contains(world.WordsOf(Life.Pair), Sealed);

        Forget(world, writerForgets ? asker : other);

        Assert.DoesNotContain(world.WordsOf(Life.Pair), Sealed);
        Assert.IsType<ClosingState.Closed>(world.Pair(Life.Pair).Closing);

        static bool Sealed((WordsId Id, Words Words) row) => row.Id.Visibility == Visibility.AfterBoth && row.Words.Reveal().Contains("with examples", StringComparison.Ordinal);
    }

    private static (World World, PersonId Asker, PersonId Other) Ending(bool mentor)
    {
        var (life, asker, other) = EndingsInSecret.Begin(mentor);
        EndingsInSecret.Type(life, asker, "soon");
        return (life.World, asker, other);
    }

    private static void Forget(World world, PersonId person) => Confirm(world, person, FormOf(world, person));

    private static Form FormOf(World world, PersonId person) => world.Press(person, null, "people.forget-me.v1").Form!;

    private static void Confirm(World world, PersonId person, Form form) =>
        Assert.IsType<FormReply.Close>(world.Submit(person, form, new Dictionary<string, string> { ["sure"] = "yes" }));

    private static void AssertToldOnce(World world, PersonId reader, LocalDate closed)
    {
        world.MoveTo(Shows + Duration.FromDays(60));
        var told = Assert.Single(Told(world, reader));
        Assert.Contains(DateFor(world, reader, closed), Assert.Single(told.Drawings).Title, StringComparison.Ordinal);
    }

    private static string DateFor(World world, PersonId reader, LocalDate day) => Sentences.In(world.People[reader].Language).Date(day);

    private static List<ChatItem> Told(World world, PersonId person) =>
        [.. world.Log.Where(said => said.Item.To == person && said.Card.Kind == "closing.closes" && !said.Redrawn).Select(said => said.Item)];
}
