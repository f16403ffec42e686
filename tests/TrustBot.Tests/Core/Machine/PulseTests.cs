using System.Globalization;
using FsCheck.Xunit;
using NodaTime;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Pulse;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Core.Machine;

public sealed class PulseTests
{
    [Property(MaxTest = 60)]
    public void A_tick_that_is_not_matched_shows_nowhere(byte[] steps, byte[] others, bool mentor, bool otherFirst, byte hours)
    {
        Assert.Equal(Lived(ticks: false), Lived(ticks: true));

        List<string> Lived(bool ticks)
        {
            var life = new Life(begins: 1);
            var world = life.World;
            var (quiet, reader) = mentor ? (Life.Ana, Life.Bo) : (Life.Bo, Life.Ana);
            world.MoveTo(world.Now + Duration.FromDays(33));
            if (otherFirst)
                Answer(world, reader, others, ticks: false);
            world.MoveTo(world.Now + Duration.FromHours(hours));
            Answer(world, quiet, steps, ticks);
            world.MoveTo(world.Now + Duration.FromHours(hours));
            if (!otherFirst)
                Answer(world, reader, others, ticks: false);
            world.MoveTo(world.Now + Duration.FromDays(70));
            world.Press(reader, Life.Pair, "pulse.trend.v1");
            var form = world.Press(reader, Life.Pair, "pulse.answer.v1").Form!;
            return
            [
                .. world.Log.Where(said => said.Item.To == reader).Select(said => $"{said.At} {said.Redrawn} {string.Join('\n', Show.Lines(said.Message, ""))}"),
                .. Show.Lines(form),
                PairSummary.Of(world.Pair(Life.Pair), world.Now, World.Zone("Europe/Berlin")).ToString(),
            ];
        }
    }

    [Property(MaxTest = 60)]
    public void Answers_are_the_authors_alone_until_both_ticked(byte[] mine, byte[] theirs, bool one, bool other, bool takesBack)
    {
        var world = new Life(begins: 1).World;
        world.MoveTo(world.Now + Duration.FromDays(33));
        Answer(world, Life.Ana, mine, one);
        Answer(world, Life.Bo, theirs, other);
        if (takesBack)
            Answer(world, Life.Ana, mine, ticks: false);

        var shared = world.WordsOf(Life.Pair).Where(row => Sheet.From(row.Words).Number("heard") is not null && row.Id.CanBeReadBy(Life.Ana) && row.Id.CanBeReadBy(Life.Bo)).ToList();
        Assert.Equal(one && other && !takesBack ? 2 : 0, shared.Count);
        Assert.Equal(2, world.WordsOf(Life.Pair).Count(row => row.Id.Visibility == Visibility.Counted));
    }

    private static void Answer(World world, PersonId by, byte[] steps, bool ticks)
    {
        if (world.Press(by, Life.Pair, "pulse.answer.v1").Form is not { } form)
            throw new InvalidOperationException("Nobody was asked.");
        var answers = PulseScale.Statements.Select((name, i) => KeyValuePair.Create(name, (steps.ElementAtOrDefault(i) % 4).ToString(CultureInfo.InvariantCulture))).ToDictionary();
        Assert.IsType<FormReply.Close>(world.Submit(by, form, answers.Append(KeyValuePair.Create("compare", ticks ? "yes" : ""))));
    }
}
