using FsCheck.Xunit;
using NodaTime;
using TrustBot.Core.Away;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Core.Machine;

/// <summary>When somebody can't be reached any more, what the other hears of it, and when.</summary>
public sealed class AwayTests
{
    private static readonly Duration Patience = Duration.FromDays(14);

    [Property(MaxTest = 150)]
    public void It_is_told_once_for_each_absence_and_never_before_a_fortnight_or_of_a_pair_that_ended(Act[] acts, byte begins, bool mentor)
    {
        var life = new Life(begins % 4);
        var told = new HashSet<(PersonId, Instant)>();
        var seen = 0;
        foreach (var act in acts)
        {
            life.Do(act);
            Check();
        }
        life.World.Lose(mentor ? Life.Ana : Life.Bo);
        life.World.MoveTo(life.World.Now + Duration.FromDays(40));
        Check();

        void Check()
        {
            foreach (var said in life.World.Log.Skip(seen).Where(said => said.Card.Kind == "away.gone"))
            {
                var about = said.Item.To == Life.Ana ? Life.Bo : Life.Ana;
                var lost = Assert.NotNull(life.World.People[about].LostAt);
                Assert.True(said.At >= lost + Patience);
                Assert.True(told.Add((about, lost)));
                Assert.NotEqual(lost, life.World.People[said.Item.To].LostAt);
                Assert.DoesNotContain(life.World.Log.TakeWhile(other => other != said), other => other.Item.To == said.Item.To && other.Card.Kind == "closing.closes");
            }
            seen = life.World.Log.Count;
        }
    }

    [Property(MaxTest = 100)]
    public void From_then_on_nobody_is_asked_anything_until_they_are_back(Act[] acts, byte begins, bool mentor)
    {
        var life = new Life(begins % 4);
        foreach (var act in acts)
            life.Do(act);
        life.World.Lose(mentor ? Life.Ana : Life.Bo);
        life.World.MoveTo(life.World.Now + Duration.FromDays(15));
        if (!life.World.Pair(Life.Pair).Away.Holds)
            return;
        var before = life.World.Log.Count;
        life.World.MoveTo(life.World.Now + Duration.FromDays(60));

        Assert.DoesNotContain(life.World.Log.Skip(before), said => !said.Redrawn && PairMachine.IsPrompt(said.Card));
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.German)]
    public void The_message_is_the_same_whatever_the_reason(Language language)
    {
        var shown = Enum.GetValues<Reach>().Where(reach => reach is not Reach.Here).Select(reach => Told(language, reach)).Distinct();

        Assert.Single(shown);
    }

    [Fact]
    public void Who_came_back_before_it_went_out_is_not_told_of()
    {
        var (world, pair) = Signed();
        world.Lose(Life.Ana);
        // In Auckland it is evening then, and the message waits for the morning.
        world.MoveTo(world.Now + Patience - Duration.FromMinutes(1));
        world.Put(world.People[Life.Bo] with { Hours = WorkingHours.UsualIn("Pacific/Auckland") });
        world.MoveTo(world.Now + Duration.FromMinutes(1));
        Assert.Equal(new AwayStage.Told(world.People[Life.Ana].LostAt!.Value), world.Pair(pair).Away.Mentor);

        world.Press(Life.Ana, pair, "rest.choose-day.v1");
        world.MoveTo(world.Now + Duration.FromDays(3));

        Assert.DoesNotContain(world.Log, said => said.Card.Kind == "away.gone");
        Assert.Equal(AwayState.None, world.Pair(pair).Away);
    }

    [Fact]
    public void A_pair_that_ended_is_not_on_hold_and_nobody_is_told()
    {
        var (world, pair) = Signed();
        var end = world.Press(Life.Bo, pair, "closing.choose.v1").Form!;
        world.Submit(Life.Bo, end, [new("when", World.Fields(end).OfType<Field.Choice>().First().Options[1].Value)]);
        world.Lose(Life.Ana);
        world.MoveTo(world.Now + Duration.FromDays(60));

        Assert.False(world.Pair(pair).IsLiving);
        Assert.DoesNotContain(world.Log, said => said.Card.Kind == "away.gone");
    }

    [Fact]
    public void A_pair_stored_before_there_were_holds_has_none_and_one_that_is_on_hold_stays_so()
    {
        var (world, id) = Signed();
        var row = PairJson.Write(world.Pair(id));
        Assert.DoesNotContain("away", row, StringComparison.Ordinal);
        Assert.Equal(AwayState.None, PairJson.Read<Pair>(row).Away);

        var held = AwayState.None.With(Role.Mentee, new AwayStage.Told(world.Now + Duration.FromNanoseconds(1)));
        Assert.Equal(held, PairJson.Read<Pair>(PairJson.Write(world.Pair(id) with { Away = held })).Away);
    }

    private static string Told(Language language, Reach reach)
    {
        var (world, pair) = Signed();
        foreach (var person in world.People.Values.ToList())
            world.Put(person with { Language = language });
        world.Lose(Life.Ana);
        world.Put(world.People[Life.Ana] with { Reach = reach });
        world.MoveTo(world.Now + Duration.FromDays(18));
        return string.Join('\n', Show.Lines(Assert.Single(world.Log, said => said.Card.Kind == "away.gone").Message, ""));
    }

    private static (World World, PairId Pair) Signed()
    {
        var life = new Life(begins: 3);
        return (life.World, Life.Pair);
    }
}
