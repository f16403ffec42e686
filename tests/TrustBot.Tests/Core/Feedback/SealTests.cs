using FsCheck.Xunit;
using NodaTime;
using TrustBot.Core.Feedback;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Reminders;
using TrustBot.Pairs;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Core.Feedback;

/// <summary>Something that one of the two does with a round, so many hours after what was done before.</summary>
public sealed record Deed(bool ByMentor, byte Hours, byte What, byte Text);

/// <summary>Nothing opens but by its rule; until then nothing shows, and of what did not open nothing is left.</summary>
public sealed class SealTests
{
    private static readonly Duration Hour = Duration.FromHours(1);

    [Property(MaxTest = 80)]
    public void Whether_when_and_what_one_writes_shows_nothing_up_to_and_with_the_opening_hour(Deed[] one, Deed[] other, bool mentor) =>
        Assert.Equal(Watched(one, mentor, readerWrites: false), Watched(other, mentor, readerWrites: false));

    [Property(MaxTest = 50)]
    public void Who_has_written_sees_no_more_before_the_opening_hour(Deed[] one, Deed[] other, bool mentor) =>
        Assert.Equal(Watched(one, mentor, readerWrites: true), Watched(other, mentor, readerWrites: true));

    [Fact]
    public void Nobody_can_tell_who_wished_for_a_round()
    {
        var (byAna, byBo) = (new Rounds(), new Rounds());
        byAna.Begin(Rounds.Ana);
        byBo.Begin(Rounds.Bo);

        foreach (var reader in (PersonId[])[Rounds.Ana, Rounds.Bo])
        {
            Assert.Equal(byAna.Heard(reader), byBo.Heard(reader));
            Assert.Equal(byAna.Drawn(reader), byBo.Drawn(reader));
        }
        Assert.Equal(Document(byAna), Document(byBo));
        Assert.Equal(byAna.Summary(), byBo.Summary());
    }

    [Property(MaxTest = 60)]
    public void What_was_withdrawn_or_deleted_unread_leaves_what_never_having_written_leaves(Deed[] deeds, bool mentor)
    {
        var (wrote, silent) = (Begun(), Begun());
        var author = mentor ? Rounds.Ana : Rounds.Bo;
        var before = wrote.World.WordsOf(Rounds.Pair).Select(row => row.Id).ToHashSet();
        foreach (var deed in deeds.Take(6))
            Do(wrote, author, deed, mayTick: false);
        wrote.Withdraw(author);
        silent.World.MoveTo(wrote.World.Now);
        Assert.Equal(Document(silent), Document(wrote));
        Assert.Equal(before, wrote.World.WordsOf(Rounds.Pair).Select(row => row.Id).ToHashSet());

        wrote.Seal(author, "word", "");
        foreach (var rounds in (Rounds[])[wrote, silent])
            rounds.World.MoveTo(rounds.Current!.OpensAt);
        Assert.Equal(Document(silent), Document(wrote));
        Assert.Equal(before, wrote.World.WordsOf(Rounds.Pair).Select(row => row.Id).ToHashSet());
    }

    [Fact]
    public void When_the_pair_ends_what_is_sealed_is_deleted_unread_and_what_had_opened_stays_readable()
    {
        var rounds = Begun();
        rounds.Seal(Rounds.Ana, "of Ana", "");
        rounds.Seal(Rounds.Bo, "of Bo", "");
        rounds.World.MoveTo(rounds.Current!.OpensAt + Duration.FromDays(30));
        rounds.Begin(Rounds.Bo);
        Assert.Equal(RoundStage.Sealed, rounds.Current.Stage);
        var opened = NodaTime.Text.LocalDatePattern.Iso.Format(rounds.World.Pair(Rounds.Pair).Feedback.Rounds[0].Day);
        rounds.Seal(Rounds.Ana, "more of Ana", "", alone: true);

        var form = rounds.World.Press(Rounds.Bo, Rounds.Pair, "closing.choose.v1").Form!;
        rounds.World.Submit(Rounds.Bo, form, World.Fields(form).OfType<Field.Choice>().ToDictionary(field => field.Name, _ => "soon"));
        rounds.World.MoveTo(rounds.World.Now + Duration.FromDays(3));

        Assert.False(rounds.World.Pair(Rounds.Pair).IsLiving);
        Assert.DoesNotContain(rounds.World.WordsOf(Rounds.Pair), row => row.Id.Visibility == Visibility.AfterBoth);
        Assert.Equal(RoundStage.Closed, rounds.Current.Stage);
        Assert.NotNull(rounds.World.Press(Rounds.Bo, Rounds.Pair, "feedback.read.v1", opened).Form);
    }

    [Property(MaxTest = 150)]
    public void A_round_opens_if_both_wrote_or_whoever_did_wants_it_alone_and_not_a_moment_before(Deed[] deeds)
    {
        var rounds = Begun();
        var opensAt = rounds.Current!.OpensAt;
        var wrote = new Dictionary<PersonId, (bool Wrote, bool Alone)> { [Rounds.Ana] = default, [Rounds.Bo] = default };
        foreach (var deed in deeds)
        {
            // Weeks later another round could begin.
            if (rounds.World.Now > opensAt + Duration.FromDays(4))
                break;
            var author = deed.ByMentor ? Rounds.Ana : Rounds.Bo;
            var did = Do(rounds, author, deed, mayTick: true);
            wrote[author] = rounds.World.Now >= opensAt ? wrote[author] : did ?? wrote[author];
            if (rounds.World.Now < opensAt)
                Sealed(rounds);
        }
        rounds.World.MoveTo(Instant.Max(rounds.World.Now, opensAt));

        var (ana, bo) = (wrote[Rounds.Ana], wrote[Rounds.Bo]);
        var opens = (ana.Wrote && bo.Wrote) || (ana.Wrote && ana.Alone) || (bo.Wrote && bo.Alone);
        Assert.Equal(opens ? RoundStage.Opened : RoundStage.Closed, rounds.Current!.Stage);
        Assert.Equal((opens && ana.Wrote, opens && bo.Wrote), (rounds.Current.Mentor is not null, rounds.Current.Mentee is not null));
        Assert.DoesNotContain(rounds.World.WordsOf(Rounds.Pair), row => row.Id.Visibility == Visibility.AfterBoth);
        foreach (var reader in (PersonId[])[Rounds.Ana, Rounds.Bo])
        {
            Assert.Equal(opens, rounds.Read(reader) is not null);
            Assert.Single(rounds.World.Log, said => said.Item.To == reader && said.At == opensAt && said.Card.Kind is ("feedback.open" or "feedback.closed"));
        }
    }

    /// <summary>What the reader, and the coordinator, can see of a round while the other does as they like.</summary>
    private static List<string> Watched(Deed[] deeds, bool mentor, bool readerWrites)
    {
        var rounds = Begun();
        var (quiet, reader) = mentor ? (Rounds.Ana, Rounds.Bo) : (Rounds.Bo, Rounds.Ana);
        if (readerWrites)
            rounds.Seal(reader, "mine", "ours", alone: true);
        var until = rounds.Current!.OpensAt + (readerWrites ? -Duration.FromSeconds(1) : Duration.FromDays(2));
        var lines = new List<string>();
        var planned = new Queue<Deed>(deeds);
        var due = rounds.World.Now;
        for (var hour = 0; rounds.World.Now + Hour < until; hour++)
        {
            rounds.World.MoveTo(rounds.World.Now + Hour);
            for (; rounds.World.Now < rounds.Current.OpensAt && planned.TryPeek(out var deed) && due + (deed.Hours % 40 * Hour) <= rounds.World.Now; planned.Dequeue())
            {
                due += deed.Hours % 40 * Hour;
                Do(rounds, quiet, deed with { Hours = 0 }, mayTick: readerWrites);
            }
            if (hour % 24 == 0)
                lines.AddRange([.. rounds.Drawn(reader), rounds.Summary()]);
        }
        rounds.World.MoveTo(until);
        return [.. rounds.Heard(reader), .. lines, .. rounds.Drawn(reader), rounds.Summary(), .. rounds.Read(reader) is { } form ? Show.Lines(form) : []];
    }

    /// <summary>What somebody sealed is opened for nobody but them, whatever is pressed or drawn.</summary>
    private static void Sealed(Rounds rounds)
    {
        var pair = rounds.World.Pair(Rounds.Pair);
        foreach (var (author, partner) in (((PersonId, PersonId)[])[(Rounds.Ana, Rounds.Bo), (Rounds.Bo, Rounds.Ana)]))
        {
            var words = pair.Feedback.Rounds[^1].Of(author == Rounds.Ana ? Role.Mentor : Role.Mentee)?.Words;
            Assert.True(words is null or { Visibility: Visibility.AfterBoth });
            foreach (var action in (string[])["write", "read", "reply", "because", "happened", "withdraw", "start", "form", "because-form"])
                Assert.DoesNotContain(words, PairMachine.Needs(pair, new Input.Pressed(partner, new ActionId($"feedback.{action}.v1"), rounds.Day, null)).Ids);
            foreach (var kind in (string[])["ask", "open", "closed", "answered", "check", "too-late", "start", "started"])
                Assert.DoesNotContain(words, PairMachine.CardNeeds(pair, partner, new Card($"feedback.{kind}", rounds.Day)));
            Assert.Null(rounds.Read(partner));
        }
    }

    private static Rounds Begun()
    {
        var rounds = new Rounds();
        rounds.Begin(Rounds.Bo);
        return rounds;
    }

    /// <returns>What is sealed of the author's afterwards, and whether to open it alone; null for an act that changes nothing.</returns>
    private static (bool, bool)? Do(Rounds rounds, PersonId author, Deed deed, bool mayTick)
    {
        rounds.World.MoveTo(rounds.World.Now + (deed.Hours % 40 * Hour));
        if (deed.What % 4 == 0)
        {
            rounds.Withdraw(author);
            return (false, false);
        }
        if (deed.What % 4 == 1)
        {
            rounds.World.Handle(Rounds.Pair, new Input.Asked(author, new Command.Feedback()));
            rounds.World.Run();
            return null;
        }
        var alone = mayTick && deed.Text % 5 == 0;
        rounds.Seal(author, $"keep{deed.Text}", deed.Text % 2 == 0 ? "" : $"change{deed.Text}", alone);
        return (true, alone);
    }

    /// <summary>The stored pair, but for the number of its revision, and for what it reminds each of apart.</summary>
    private static string Document(Rounds rounds) => PairJson.Write(rounds.World.Pair(Rounds.Pair) with { Revision = 0, NextWake = null, Reminders = ReminderState.None });
}
