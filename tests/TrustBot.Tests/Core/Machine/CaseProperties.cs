using FsCheck.Xunit;
using NodaTime;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Safety;
using TrustBot.Core.Texts;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Core.Machine;

/// <summary>A message to a contact reaches that contact, and changes nothing for anybody else.</summary>
public sealed class CaseProperties
{
    private static readonly PersonId Noor = new("noor");
    private static readonly PersonId Sam = new("sam");
    private static readonly DateTimeZone Berlin = World.Zone("Europe/Berlin");

    [Property(MaxTest = 60)]
    public void Whether_somebody_wrote_to_a_contact_shows_to_neither_partner_nor_coordinator(Act[] before, Act[] after, bool mentor, byte[] steps)
    {
        var (author, partner) = mentor ? (Life.Ana, Life.Bo) : (Life.Bo, Life.Ana);
        Assert.Equal(Lived(writes: false), Lived(writes: true));

        List<string> Lived(bool writes)
        {
            var life = Begun();
            foreach (var act in before)
                life.Do(act);
            DoSomething(life.World, author);
            var id = writes ? Write(life.World, author, "I do not feel safe") : "";
            for (var i = 0; i < after.Length; i++)
            {
                DoSomething(life.World, author);
                if (writes)
                    Step(life.World, author, id, steps.Length == 0 ? (byte)0 : steps[i % steps.Length]);
                // What the author presses depends on what stands in the author's own chat, which differs.
                if (!ByAuthor(after[i], mentor) && after[i].What % 10 is not 0)
                    life.Do(after[i]);
            }
            return
            [
                .. life.World.Log.Where(said => said.Item.To == partner).Select(said => $"{said.At} {said.Redrawn} {string.Join('\n', Show.Lines(said.Message, ""))}"),
                $"{PairSummary.Of(life.World.Pair(Life.Pair), life.World.Now, Berlin)}",
                TrustBot.Pairs.PairJson.Write(life.World.Pair(Life.Pair)),
            ];
        }
    }

    /// <summary>Whoever had been out of reach is back with whatever they do, and that does show.</summary>
    private static void DoSomething(World world, PersonId author) => world.Press(author, Life.Pair, "no.such.v9");

    [Property(MaxTest = 100)]
    public void What_was_written_stands_in_no_message_and_goes_when_it_is_taken_back_unopened(byte[] steps, ushort hours)
    {
        const string Canary = "canary-of-a-case";
        var life = Begun();
        var world = life.World;
        var id = Write(world, Life.Bo, Canary);
        foreach (var step in steps)
        {
            world.MoveTo(world.Now + Duration.FromHours(hours % 60));
            Step(world, Life.Bo, id, step);
        }
        var one = world.Cases.Single();
        Assert.DoesNotContain(world.Log, said => string.Join('\n', Show.Lines(said.Message, "")).Contains(Canary, StringComparison.Ordinal));
        Assert.Equal(one.State is CaseState.Withdrawn, !world.WordsOf(one.Id).Any());
        // One card at a time says something; never more than two of them were sent to anybody.
        Assert.All(one.Cards.GroupBy(card => card.To), cards => Assert.InRange(cards.Count(card => card.Card.Kind != "safety.ends"), 1, 3));
        Assert.True(one.State is not CaseState.Withdrawn || !world.ChatOf(Noor).Any(item => item.Now is { Settled: false } && item.Now.Title == Sentences.In(Language.English).ContactTitle));
    }

    [Property(MaxTest = 100)]
    public void What_stays_unopened_is_said_to_the_backup_after_two_and_five_working_days_and_not_again(ushort minutes)
    {
        var life = Begun();
        var world = life.World;
        world.MoveTo(world.Now + Duration.FromMinutes(minutes));
        var sent = world.Now;
        Write(world, Life.Bo, "please");
        var (first, second) = (world.Cases.Single().FirstCheck, world.Cases.Single().SecondCheck);
        world.MoveTo(sent + Duration.FromDays(60));
        var told = world.Log.Where(said => said.Item.To == Sam && said.Card.Kind == "safety.backup" && !said.Redrawn).Select(said => said.At).ToList();
        Assert.Equal(2, told.Count);
        Assert.True(told[0] >= first && told[1] >= second);
        Assert.Equal(2, WorkDays(sent, first));
        Assert.Equal(5, WorkDays(sent, second));
    }

    /// <summary>As <see cref="Life.Do"/> chooses; what time and the coordinator do is nobody's.</summary>
    private static bool ByAuthor(Act act, bool mentor) => act.What % 10 < 7 && (act.Who % 8 is 1 or 2 or 3) == mentor && act.Who % 8 != 0;

    private static int WorkDays(Instant from, Instant until)
    {
        var (day, last) = (from.InZone(Berlin).Date, until.InZone(Berlin).Date);
        var days = 0;
        while ((day = day.PlusDays(1)) <= last)
            days += day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday ? 0 : 1;
        // Sent outside the working window, the same hour two days later is outside it too and becomes the next morning.
        return until.InZone(Berlin).TimeOfDay == new LocalTime(8, 0) && from.InZone(Berlin).TimeOfDay >= new LocalTime(18, 0) ? days - 1 : days;
    }

    private static Life Begun()
    {
        var life = new Life();
        foreach (var (id, name) in ((PersonId, string)[])[(Noor, "Noor Haddad"), (Sam, "Sam Oyelaran")])
            life.World.Put(new Person { Id = id, Name = name, Language = Language.English, Hours = WorkingHours.UsualIn("Europe/Berlin") });
        life.World.Name(Noor, "staff counsellor", outside: true, promised: true);
        life.World.Name(Sam, "chaplain", outside: true, promised: true);
        return life;
    }

    /// <returns>The id of the one case that comes of it, however often it is sent.</returns>
    private static string Write(World world, PersonId author, string words)
    {
        var choose = world.Press(author, null, "safety.talk.v1").Form!;
        var form = Assert.IsType<FormReply.Next>(world.Submit(author, choose, [new("contact", Noor.Value)])).Form;
        for (var times = 0; times < 3; times++)
            world.Submit(author, form, [new("words", words), new("backup", Sam.Value)]);
        return Assert.Single(world.Cases, one => one.Id == CaseId.OfForm(form.Nonce)).Id.Value;
    }

    private static void Step(World world, PersonId author, string id, byte step)
    {
        var (by, action) = (step % 7) switch
        {
            0 => (Noor, "safety.open.v1"),
            1 => (Noor, "safety.in-touch.v1"),
            2 => (author, "safety.withdraw.v1"),
            3 => (author, "safety.clear.v1"),
            4 => (author, "safety.show.v1"),
            // What nobody else may do.
            5 => (Sam, "safety.open.v1"),
            _ => (Noor, "safety.withdraw.v1"),
        };
        world.Press(by, null, action, id);
    }
}
