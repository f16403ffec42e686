using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Programmes;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Simulation;

/// <summary>They change the rhythm now and then, of a programme or of one pair; once in a while an operator loses all hints.</summary>
internal sealed class Coordinators
{
    private readonly World world;
    private readonly Population people;
    private readonly Dice dice;

    public Coordinators(World world, Population people, Dice dice)
    {
        (this.world, this.people, this.dice) = (world, people, dice);
        Plan(ofAll: 200, ChangeProgramme);
        Plan(ofAll: 40, ChangePair);
        Plan(ofAll: 500, LoseHints);
        Plan(ofAll: 12, people.Replace);
    }

    private void Plan(int ofAll, Action what) => world.Agenda.At(world.Time.Now + dice.Between(Duration.FromDays(5), Duration.FromDays(2 * ofAll)), () =>
    {
        Plan(ofAll, what);
        what();
    });

    private Cadence Any()
    {
        var today = world.Time.Now.InUtc().Date;
        // Seldom the busy ones: they take most of a run's time and show nothing more.
        return dice.Below(20) switch
        {
            0 => new Cadence.EveryWeeks(1, WeekDays.Of(IsoDayOfWeek.Tuesday, IsoDayOfWeek.Thursday), today),
            1 => Cadence.Weekly(today),
            2 => new Cadence.EveryWorkDays(7, today),
            3 or 4 or 5 => Cadence.EveryTwoWeeks(today),
            6 or 7 or 8 => Cadence.EveryThreeWeeks(today),
            9 => new Cadence.MonthlyOnDay(31),
            _ => Cadence.Monthly(today),
        };
    }

    private void ChangeProgramme()
    {
        var id = dice.Pick(people.Programmes);
        var cadence = Any();
        Programme? Change(Programme programme) => programme with { Cadence = cadence, Revision = programme.Revision + 1 };

        people.Insist($"cadence of {id}", node => node.Programmes.ChangeAsync(id, Change, new AuditEntry("cadence-set", null), tellPairs: true, default).Result());
    }

    private void ChangePair()
    {
        if (people.Pairs.Count == 0)
            return;
        var pair = dice.Pick(people.Pairs);
        var cadence = dice.Chance(0.3) ? null : Any();
        people.Insist($"cadence of {pair}", node => node.Pairs.HandleAsync(pair, new Input.CadenceSet(cadence), default).Result());
    }

    private void LoseHints()
    {
        world.Log.Add("hints lost", "");
        world.Laws.HintsAreLost = true;
        people.Insist("lose hints", _ =>
        {
            var rows = world.Table.ReadRangeAsync(Tables.Wakes, Keys.Organisation, "0", "~", 0, default).Result();
            foreach (var page in rows.Select(Change (row) => new Change.Delete(row.Key, row.ETag)).Chunk(TableLimits.OperationsInABatch))
                world.Table.WriteAsync(Tables.Wakes, Keys.Organisation, page, default).Result();
        });
        while (world.Laws.HintsAreLost)
        {
            world.Time.Advance(Duration.FromSeconds(5));
            world.Wake();
        }
    }
}
