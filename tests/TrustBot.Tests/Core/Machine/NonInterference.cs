using FsCheck.Xunit;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Core.Machine;

/// <summary>Two lives that differ only in what one person keeps to themselves look the same to the other, and to the coordinator.</summary>
public sealed class NonInterference
{
    private static readonly DateTimeZone Berlin = World.Zone("Europe/Berlin");

    private static readonly string[] Cards =
    [
        "joining.invitation", "joining.not-started", "start", "introduction.partner", "kickoff.choose", "kickoff.sign", "goals", "meetings.plan", "reflection.open", "rest.ask", "status",
    ];

    public enum Refusal
    {
        Silent,
        NotForMe,
        NotThisPairing,
        NotThisProgramme,
    }

    [Property]
    public void Who_declined_and_how_shows_to_nobody(Refusal one, Refusal other, bool mentor, bool yes, byte hours)
    {
        Assert.Equal(Lived(one), Lived(other));

        List<string> Lived(Refusal no)
        {
            var life = new Life(begins: 0);
            var (quiet, reader) = mentor ? (Life.Ana, Life.Bo) : (Life.Bo, Life.Ana);
            life.World.Invite(Life.Pair);
            life.World.MoveTo(life.World.Now + Duration.FromHours(7));
            if (yes)
                life.World.Press(reader, Life.Pair, "joining.join.v1");
            life.World.MoveTo(life.World.Now + Duration.FromHours(hours % 100));
            if (no != Refusal.Silent)
                life.World.Press(quiet, Life.Pair, "joining.decline.v1");
            if (no is Refusal.NotThisPairing or Refusal.NotThisProgramme)
                life.World.Press(quiet, Life.Pair, "joining.decline-scope.v1", no == Refusal.NotThisPairing ? "pairing" : "programme");
            return Watch(life, reader, days: 12);
        }
    }

    [Property]
    public void What_one_keeps_to_themselves_changes_nothing_for_the_other(string note, string otherNote, byte choice, byte otherChoice, bool keep)
    {
        Assert.Equal(Lived(note, choice), Lived(otherNote, otherChoice));

        List<string> Lived(string words, byte pick)
        {
            var life = new Life();
            var world = life.World;
            world.MoveTo(world.Now + Duration.FromHours(7));
            world.Answer(Life.Bo, Life.Pair, new Dictionary<string, string>
            {
                ["purpose"] = $"a{words[..Math.Min(words.Length, 400)]}",
                ["hope"] = Pick(pick, 4),
                ["often"] = Pick(pick, 4),
                ["long"] = Pick(pick, 4),
                ["books"] = Pick(pick, 3),
                ["reply"] = Pick(pick, 4),
                ["style"] = Pick(pick, 3),
                ["keep"] = keep ? "yes" : "",
            });
            Fill(world, "reflection.write.v1", new() { ["first"] = $"b{words}" });
            Fill(world, "goals.add.v1", new() { ["goal"] = $"c{words[..Math.Min(words.Length, 200)]}" });
            if (world.Press(Life.Bo, Life.Pair, "celebration.write.v1", "Win").Form is { } win)
                world.Submit(Life.Bo, win, new Dictionary<string, string> { ["line"] = $"d{words[..Math.Min(words.Length, 400)]}", ["for"] = "me" });
            return Watch(life, Life.Ana, days: 45);
        }
    }

    [Property]
    public void A_rest_that_has_not_shown_yet_does_not_exist_for_the_other(byte hour, byte days, byte[] words, bool mentor)
    {
        Assert.Equal(Lived(asks: false), Lived(asks: true));

        List<string> Lived(bool asks)
        {
            var life = new Life();
            var world = life.World;
            var (asker, reader) = mentor ? (Life.Ana, Life.Bo) : (Life.Bo, Life.Ana);
            world.SignBoth(Life.Pair);
            world.MoveTo(world.Now + Duration.FromHours(6 + (hour % 8)));
            var seen = world.Log.Count;
            if (asks)
                world.Handle(Life.Pair, new Input.Asked(asker, new Command.Pause(new LocalDate(2026, 6, 3).PlusDays(days))));
            world.Run();
            foreach (var word in words)
            {
                Command[] known = [new Command.Resume(), new Command.Status(), new Command.Pause(null), new Command.Meeting()];
                world.Handle(Life.Pair, new Input.Asked(reader, known[word % known.Length]));
                world.MoveTo(world.Now + Duration.FromMinutes(word % 20));
            }
            world.MoveTo(new LocalDateTime(2026, 6, 2, 9, 59).InZoneStrictly(Berlin).ToInstant());
            return [.. Heard(world, reader, seen), Drawn(world, reader, "rest.ask"), Drawn(world, reader, "rest.none"), Summary(world)];
        }
    }

    [Property]
    public void Once_a_rest_shows_nobody_can_tell_who_asked(byte days, byte later)
    {
        Assert.Equal(Lived(Life.Ana), Lived(Life.Bo));

        List<string> Lived(PersonId asker)
        {
            var life = new Life();
            var world = life.World;
            world.SignBoth(Life.Pair);
            world.MoveTo(world.Now + Duration.FromHours(8));
            world.Handle(Life.Pair, new Input.Asked(asker, new Command.Pause(new LocalDate(2026, 6, 4).PlusDays(days))));
            world.MoveTo(new LocalDateTime(2026, 6, 2, 20, 0).InZoneStrictly(Berlin).ToInstant());
            var seen = world.Log.Count;
            world.MoveTo(world.Now + Duration.FromHours(later * 3));
            return
            [
                .. ((PersonId[])[Life.Ana, Life.Bo]).SelectMany(reader => Heard(world, reader, seen).Concat(["status", "rest.begins", "rest.ask", "rest.over"]).Select(line => line.Length < 12 ? Drawn(world, reader, line) : line)),
                Summary(world),
            ];
        }
    }

    private static void Fill(World world, string action, Dictionary<string, string> answers)
    {
        if (world.Press(Life.Bo, Life.Pair, action).Form is { } form)
            world.Submit(Life.Bo, form, answers);
    }

    private static List<string> Watch(Life life, PersonId reader, int days)
    {
        var lines = new List<string>();
        for (var day = 0; day < days; day++)
        {
            life.World.MoveTo(life.World.Now + Duration.FromDays(1));
            lines.Add(Summary(life.World));
            lines.AddRange(Cards.Select(card => Drawn(life.World, reader, card)));
        }
        var goals = life.World.Press(reader, Life.Pair, "goals.list.v1").Form;
        return [.. Heard(life.World, reader, 0), .. lines, .. goals is null ? [] : Show.Lines(goals)];
    }

    private static IEnumerable<string> Heard(World world, PersonId reader, int after) =>
        world.Log.Skip(after).Where(said => said.Item.To == reader).Select(said => $"{said.At} {said.Redrawn} {string.Join('\n', Show.Lines(said.Message, ""))}");

    private static string Drawn(World world, PersonId reader, string card) =>
        world.Draw(Life.Pair, reader, new Card(card)) is { } message ? string.Join('\n', Show.Lines(message, "")) : "nothing";

    private static string Summary(World world) => PairSummary.Of(world.Pair(Life.Pair), world.Now, Berlin).ToString();

    private static string Pick(byte pick, int of) => (pick % of).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
