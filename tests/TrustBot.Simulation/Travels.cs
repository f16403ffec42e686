using NodaTime;
using TrustBot.Core.People;
using TrustBot.Pairs;

namespace TrustBot.Simulation;

/// <summary>People go from one platform to the other, at times can't be reached at all, and come back: to where they were, or to the other one.</summary>
internal sealed class Travels
{
    private readonly World world;
    private readonly Population people;
    private readonly Crowd crowd;
    private readonly Dice dice;
    private readonly HashSet<Address> shut = [];

    public Travels(World world, Population people, Crowd crowd, Dice dice)
    {
        (this.world, this.people, this.crowd, this.dice) = (world, people, crowd, dice);
        Plan(ofEach: 150, Move);
        Plan(ofEach: 200, Vanish);
    }

    public long Moves { get; private set; }

    public long Losses { get; private set; }

    /// <summary>A channel that is told so says it of the person, before it says it of the message.</summary>
    public bool Refuses(Address to)
    {
        if (!shut.Contains(to))
            return false;
        world.Host.Node.People.LoseAsync(to, Reach.Blocked, null, default).Result();
        return true;
    }

    /// <param name="ofEach">How many days pass for a pair, on the average, until one of its people does it.</param>
    private void Plan(int ofEach, Action what) =>
        world.Agenda.At(world.Time.Now + dice.Between(Duration.Zero, Duration.FromDays(2.0 * ofEach / Math.Max(1, people.Planned))), () =>
        {
            Plan(ofEach, what);
            what();
        });

    private void Move()
    {
        if (Anybody() is var (by, address))
            Come(by, Other(address.Channel));
    }

    private void Vanish()
    {
        if (Anybody() is not var (by, address))
            return;
        Losses++;
        world.Log.Add("vanish", by.Mail, address.Channel);
        by.IsAway = true;
        shut.Add(address);
        // Some platforms say so at once, others with the next message.
        if (dice.Chance(0.5))
            world.Host.Do("lose", node => node.People.LoseAsync(address, Reach.Removed, null, default).Result());
        world.Agenda.At(world.Time.Now + dice.Between(Duration.FromMinutes(10), Duration.FromDays(dice.Chance(0.5) ? 3 : 60)), () =>
        {
            by.IsAway = false;
            shut.Remove(address);
            Come(by, dice.Chance(0.7) ? address.Channel : Other(address.Channel));
        });
    }

    /// <summary>Says something there. Who is not heard says it again.</summary>
    private void Come(Someone by, string chat)
    {
        Moves++;
        if (!crowd.Say(by, "status", chat))
            world.Agenda.At(world.Time.Now + dice.Between(Duration.FromSeconds(30), Duration.FromHours(2)), () => Come(by, chat));
    }

    private (Someone By, Address At)? Anybody()
    {
        var by = dice.Pick(people.Everyone);
        return !by.IsAway && world.Table.People.GetValueOrDefault(Keys.Partition(by.Id.Value)) is { IsForgotten: false, Reachable: { } address } ? (by, address) : null;
    }

    private static string Other(string chat) => chat == "slack" ? "teams" : "slack";
}
