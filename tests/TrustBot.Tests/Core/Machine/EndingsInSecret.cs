using FsCheck.Xunit;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Core.Machine;

/// <summary>
/// Two lives that differ only in who asked for an end or a rest, or how, show the other and the coordinator the same pages at the same moments,
/// whatever the other does meanwhile.
/// </summary>
public sealed class EndingsInSecret
{
    private static readonly DateTimeZone Berlin = World.Zone("Europe/Berlin");

    private static readonly string[] Cards =
        ["status", "start", "kickoff.sign", "goals", "meetings.plan", "reflection.open", "rest.ask", "rest.begins", "rest.none", "rest.over", "closing.ask", "closing.closes", "closing.goodbye", "closing.farewell"];

    /// <summary>The first check-in of a pair that joined on 1 June, and the moment at which an end that is asked for at it shows.</summary>
    private static readonly Instant CheckIn = new LocalDateTime(2026, 6, 22, 16, 0).InZoneStrictly(Berlin).ToInstant();
    private static readonly Instant Shows = new LocalDateTime(2026, 6, 29, 10, 0).InZoneStrictly(Berlin).ToInstant();

    public enum Way
    {
        Typed,
        CheckInButton,
        TakenBackAndTyped,
        TypedAndButton,
    }

    [Property(MaxTest = 1000)]
    public void An_end_that_was_asked_for_does_not_exist_for_the_other_before_it_shows(Act[] acts, bool mentor, bool soon)
    {
        Assert.Equal(Lived(asks: false), Lived(asks: true));

        List<string> Lived(bool asks)
        {
            var (life, asker, reader) = Begin(mentor);
            var shows = soon ? new LocalDateTime(2026, 6, 23, 10, 0).InZoneStrictly(Berlin).ToInstant() : Shows;
            var seen = life.World.Log.Count;
            if (asks)
                Type(life, asker, soon ? "soon" : "check-in");
            var pages = new List<string>();
            foreach (var act in acts)
            {
                life.Do(By(act, reader));
                if (life.World.Now >= shows)
                    break;
                pages.AddRange(Pages(life.World, reader));
            }
            return [.. Heard(life.World, reader, seen, shows), .. pages];
        }
    }

    [Property(MaxTest = 1000)]
    public void Neither_before_nor_after_it_shows_can_the_other_tell_how_the_end_was_asked_for(Act[] acts, bool mentor, Way one, Way other)
    {
        Assert.Equal(Lived(one), Lived(other));

        List<string> Lived(Way way)
        {
            var (life, asker, reader) = Begin(mentor);
            var seen = life.World.Log.Count;
            if (way == Way.TakenBackAndTyped)
            {
                Type(life, asker, "soon");
                life.World.Press(asker, Life.Pair, "closing.take-back.v1");
            }
            if (way is Way.CheckInButton or Way.TypedAndButton)
                life.World.Press(asker, Life.Pair, "closing.check-in.v1", "2026-06-22|finish");
            if (way != Way.CheckInButton)
                Type(life, asker, "check-in");
            return Watched(life, reader, acts, seen);
        }
    }

    [Property(MaxTest = 1000)]
    public void The_coordinator_can_never_tell_which_of_the_two_asked(bool soon, byte[] hours, bool? one, bool? other)
    {
        Assert.Equal(Lived(one), Lived(other));

        List<string> Lived(bool? mentor)
        {
            var (life, asker, reader) = Begin(mentor ?? true);
            Type(life, asker, soon ? "soon" : "check-in");
            if (mentor is null)
                Type(life, reader, soon ? "soon" : "check-in");
            var pages = new List<string>();
            foreach (var hour in hours.Append((byte)250))
            {
                life.World.MoveTo(life.World.Now + Duration.FromHours(hour));
                pages.Add(Summary(life.World));
            }
            foreach (var member in (PersonId[])[Life.Ana, Life.Bo])
                life.World.Press(member, Life.Pair, "closing.new-pair.v1");
            life.World.MoveTo(Shows + Duration.FromDays(70));
            return [.. pages, Summary(life.World)];
        }
    }

    [Property(MaxTest = 500)]
    public void A_rest_from_a_check_in_is_a_rest_like_any_other(Act[] acts, bool mentor, bool oneTyped, bool otherTyped)
    {
        Assert.Equal(Lived(oneTyped), Lived(otherTyped));

        List<string> Lived(bool typed)
        {
            var (life, asker, reader) = Begin(mentor);
            var seen = life.World.Log.Count;
            if (typed)
            {
                life.World.Handle(Life.Pair, new Input.Asked(asker, new Command.Pause(new LocalDate(2026, 7, 6))));
                life.World.Run();
            }
            else
            {
                life.World.Press(asker, Life.Pair, "closing.check-in.v1", "2026-06-22|rest");
                life.World.Press(asker, Life.Pair, "rest.days.v1", "14");
            }
            return Watched(life, reader, acts, seen);
        }
    }

    [Property(MaxTest = 300)]
    public void The_one_who_asked_hears_nothing_more_but_the_one_message(Act[] acts, bool mentor, bool soon)
    {
        var (life, asker, reader) = Begin(mentor);
        Type(life, asker, soon ? "soon" : "check-in");
        var seen = life.World.Log.Count;

        foreach (var act in acts)
            life.Do(By(act, reader));
        life.World.MoveTo(Shows + Duration.FromDays(70));

        var heard = life.World.Log.Skip(seen).Where(said => said.Item.To == asker && !said.Redrawn).Select(said => said.Card.Kind);
        Assert.Equal("closing.closes", Assert.Single(heard));
    }

    internal static (Life Life, PersonId Asker, PersonId Reader) Begin(bool mentor)
    {
        var life = new Life(begins: 3);
        life.World.MoveTo(CheckIn);
        return mentor ? (life, Life.Ana, Life.Bo) : (life, Life.Bo, Life.Ana);
    }

    internal static void Type(Life life, PersonId asker, string when)
    {
        life.World.Handle(asker, new PersonInput.Said(new Command.End()));
        life.World.Run();
        if (life.World.Press(asker, Life.Pair, "closing.choose.v1").Form is { } form)
            life.World.Submit(asker, form, new Dictionary<string, string> { ["when"] = when });
    }

    /// <summary>Only the reader acts, and the clock: what they see in both lives is what they can press.</summary>
    private static Act By(Act act, PersonId reader) => new(
        reader == Life.Ana ? (byte)1 : (byte)4,
        (act.What % 10) switch { 0 => 1, 7 => 8, var what => (byte)what },
        act.Which,
        act.How);

    private static List<string> Watched(Life life, PersonId reader, Act[] acts, int seen)
    {
        var pages = new List<string>();
        foreach (var act in acts)
        {
            life.Do(By(act, reader));
            pages.AddRange(Pages(life.World, reader));
        }
        life.World.MoveTo(Shows - Duration.FromMinutes(1) > life.World.Now ? Shows - Duration.FromMinutes(1) : life.World.Now);
        pages.AddRange(Pages(life.World, reader));
        for (var week = 0; week < 8; week++)
        {
            life.World.MoveTo(life.World.Now + Duration.FromDays(7));
            pages.AddRange(Pages(life.World, reader));
        }
        return [.. Heard(life.World, reader, seen, Instant.MaxValue), .. pages];
    }

    private static IEnumerable<string> Pages(World world, PersonId reader) =>
        Cards.Select(card => world.Draw(Life.Pair, reader, new Card(card)) is { } message ? Shown(message) : "nothing").Append(Summary(world));

    private static IEnumerable<string> Heard(World world, PersonId reader, int after, Instant before) => world.Log.Skip(after)
        .Where(said => said.Item.To == reader && said.At < before)
        .Select(said => $"{said.At} {said.Redrawn} {Shown(said.Message)}");

    private static string Summary(World world)
    {
        var summary = PairSummary.Of(world.Pair(Life.Pair), world.Now, Berlin);
        return $"{summary with { WantAnother = [] }} {string.Join(' ', summary.WantAnother)}";
    }

    private static string Shown(Message message) => string.Join('\n', Show.Lines(message, ""));
}
