using FsCheck.Xunit;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Core.Machine;

public sealed class MachineProperties
{
    [Property(MaxTest = 150)]
    public void Whatever_people_do_nothing_breaks(Act[] acts, byte begins)
    {
        var life = new Life(begins % 4);
        foreach (var act in acts)
            life.Do(act);
        life.World.MoveTo(life.World.Now + Duration.FromDays(60));
    }

    [Property(MaxTest = 100)]
    public void Doing_a_thing_twice_is_doing_it_once(Act[] acts, byte begins)
    {
        var life = new Life(begins % 4) { Twice = true };
        foreach (var act in acts)
            life.Do(act);
    }

    [Property(MaxTest = 100)]
    public void No_card_shows_its_reader_words_that_are_not_theirs_to_read(Act[] acts, byte begins)
    {
        var life = new Life(begins % 4);
        foreach (var act in acts)
            life.Do(act);
        foreach (var (pair, _, card) in life.World.Cards.Where(card => card.Pair is not null).Distinct().ToList())
        {
            foreach (var reader in (PersonId[])[Life.Ana, Life.Bo])
                Readable(life.World, pair!.Value, reader, life.World.Draw(pair.Value, reader, card));
        }
    }

    [Property(MaxTest = 100)]
    public void No_message_ever_showed_words_that_were_not_its_readers_to_read(Act[] acts, byte begins)
    {
        var life = new Life(begins % 4);
        foreach (var act in acts)
        {
            var before = life.World.Log.Count;
            life.Do(act);
            foreach (var said in life.World.Log.Skip(before).Where(said => said.Item.Pair is not null))
                Assert.All(Hidden(life.World, Life.Pair, said.Item.To), word => Assert.DoesNotContain(word, Shown(said.Message), StringComparison.Ordinal));
        }
    }

    [Property(MaxTest = 100)]
    public void The_same_view_input_and_moment_give_the_same_decision(Act[] acts, byte begins)
    {
        var (one, other) = (new Life(begins % 4), new Life(begins % 4));
        foreach (var act in acts)
        {
            one.Do(act);
            other.Do(act);
        }
        Assert.Equal(one.State(), other.State());
        Assert.Equal(one.World.Log.Select(Line), other.World.Log.Select(Line));
    }

    private static void Readable(World world, PairId pair, PersonId reader, Message? message)
    {
        if (message is not null)
            Assert.All(Hidden(world, pair, reader), word => Assert.DoesNotContain(word, Shown(message), StringComparison.Ordinal));
    }

    /// <summary>The words that were typed into rows that this reader may not read, and into none that they may.</summary>
    private static IEnumerable<string> Hidden(World world, PairId pair, PersonId reader)
    {
        var rows = world.WordsOf(pair).ToLookup(row => row.Id.CanBeReadBy(reader), row => row.Words.Reveal());
        return rows[false].SelectMany(Typed).Except(rows[true].SelectMany(Typed));
    }

    private static IEnumerable<string> Typed(string text) => System.Text.RegularExpressions.Regex.Matches(text, "word[0-9]+word").Select(match => match.Value);

    private static string Shown(Message message) => string.Join('\n', Show.Lines(message, ""));

    private static string Line(Delivered said) => $"{said.At} {said.Item.To} {said.Redrawn} {Shown(said.Message)}";
}
