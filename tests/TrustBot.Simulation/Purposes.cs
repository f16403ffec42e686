using NodaTime;
using TrustBot.Core.Joining;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Simulation;

/// <summary>What somebody does because they mean to, whatever message they have last seen: end a pair after its time, turn to a contact, look through what is theirs, and go.</summary>
internal sealed class Purposes
{
    private static readonly Duration LeastTogether = Duration.FromDays(90);

    private readonly World world;
    private readonly Population people;
    private readonly Crowd crowd;
    private readonly Dice dice;

    public Purposes(World world, Population people, Crowd crowd, Dice dice)
    {
        (this.world, this.people, this.crowd, this.dice) = (world, people, crowd, dice);
        Plan(ofEach: 500, End);
        Plan(ofEach: 1500, () => AsSomebody("safety.talk.v1"));
        Plan(ofEach: 2500, () => AsSomebody("people.forget-me.v1"));
        Plan(ofEach: 200, () => AsSomebody("people.read-data.v1"));
        Plan(ofEach: 250, ReadNotes);
    }

    /// <param name="ofEach">How many days pass for a pair, on the average, until its people mean to do it.</param>
    private void Plan(int ofEach, Action what) =>
        world.Agenda.At(world.Time.Now + dice.Between(Duration.Zero, Duration.FromDays(2.0 * ofEach / Math.Max(1, people.Planned))), () =>
        {
            Plan(ofEach, what);
            what();
        });

    private void End()
    {
        if (Living() is { } pair && pair.Joining is JoiningState.Joined joined && world.Time.Now - joined.At > LeastTogether)
            Press(pair, "closing.choose.v1");
    }

    private void ReadNotes()
    {
        if (Living() is { } pair)
            Press(pair, "reflection.notebook.v1");
    }

    private void AsSomebody(string action)
    {
        if (Living() is { } pair)
            crowd.Press(people[dice.Chance(0.5) ? pair.Mentor : pair.Mentee], null, new Button("", new ActionId(action)), null);
    }

    private Pair? Living()
    {
        var living = people.Pairs.Select(world.PairOf).OfType<Pair>().Where(pair => pair is { Joining: JoiningState.Joined, IsLiving: true }).ToList();
        return living.Count == 0 ? null : dice.Pick(living);
    }

    private void Press(Pair pair, string action) => crowd.Press(people[dice.Chance(0.5) ? pair.Mentor : pair.Mentee], pair.Id, new Button("", new ActionId(action)), null);
}
