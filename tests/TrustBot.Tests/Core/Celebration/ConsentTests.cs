using FsCheck.Xunit;
using NodaTime;
using TrustBot.Core.Celebration;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Tests.Core.Machine;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Core.Celebration;

/// <summary>What reaches the channel was agreed to by both, word for word, by people who press anything in any order.</summary>
public sealed class ConsentTests
{
    private static readonly ChannelId Wins = new("#wins");

    [Property(MaxTest = 300)]
    public void Nothing_is_posted_without_both_consents_to_that_very_text(Act[] acts)
    {
        var two = new Two();
        foreach (var act in acts)
            two.Do(act);
        two.Pass(Duration.FromDays(20));
    }

    [Fact]
    public void What_both_agreed_to_is_posted_once()
    {
        var two = new Two();
        two.Author("exactly this");
        two.Pass(Duration.FromHours(12));
        two.Press(Life.Ana, "celebration.agree.v1", late: false, 0);
        two.Pass(Duration.FromDays(20));

        var post = Assert.Single(two.World.Log, said => said.Item.Place is not null);
        Assert.Equal(Wins, post.Item.Place);
    }

    [Property(MaxTest = 50)]
    public void A_no_and_silence_are_the_same_to_the_author(byte hours, bool again)
    {
        Assert.Equal(Lived(no: true), Lived(no: false));

        List<string> Lived(bool no)
        {
            var two = new Two();
            two.Author("exactly this");
            two.Pass(Duration.FromHours(hours));
            if (no)
                two.Press(Life.Ana, "celebration.rather-not.v1", late: false, 0);
            if (again)
                two.Author("another text");
            two.Pass(Duration.FromDays(30));
            return Heard(two.World, Life.Bo);
        }
    }

    [Property(MaxTest = 30)]
    public void Being_thanked_never_asks_for_thanks(byte hours)
    {
        Assert.Equal(Lived(thanked: true), Lived(thanked: false));

        List<string> Lived(bool thanked)
        {
            var life = Signed();
            life.World.MoveTo(life.World.Now + Duration.FromHours(hours));
            if (thanked)
                Two.Send(life.World, Life.Ana, "Thanks", "You listened.");
            life.World.MoveTo(new LocalDateTime(2026, 11, 1, 12, 0).InUtc().ToInstant());
            return [.. Heard(life.World, Life.Bo).Where(line => !line.Contains("Ana thanks you", StringComparison.Ordinal))];
        }
    }

    [Property(MaxTest = 30)]
    public void Not_now_and_no_answer_leave_the_same_behind(byte minutes, bool mentor)
    {
        Assert.Equal(Lived(passes: true), Lived(passes: false));

        string Lived(bool passes)
        {
            var life = Signed();
            var who = mentor ? Life.Ana : Life.Bo;
            while (!NotNow().Any())
                life.World.MoveTo(life.World.Now + Duration.FromHours(1));
            life.World.MoveTo(life.World.Now + Duration.FromMinutes(minutes));
            if (passes)
            {
                var (item, button) = NotNow().Last();
                life.World.Press(who, Life.Pair, button.Action.Value, button.Argument, item.Key);
            }
            life.World.MoveTo(life.World.Now + Duration.FromDays(Side.DaysBetween + 1) - Duration.FromMinutes(minutes));
            return TrustBot.Pairs.PairJson.Write(life.World.Pair(Life.Pair) with { Revision = 0 });

            IEnumerable<(ChatItem Item, Button Button)> NotNow() => life.World.ChatOf(who)
                .SelectMany(item => item.Now.Buttons.Select(button => (item, button))).Where(one => one.button.Action.Value == "celebration.not-now.v1");
        }
    }

    private static Life Signed() => new(begins: 3);

    private static List<string> Heard(World world, PersonId reader) =>
        [.. world.Log.Where(said => said.Item.To == reader || said.Item.Place is not null).Select(said => $"{said.At} {said.Redrawn} {string.Join('\n', Show.Lines(said.Message, ""))}")];

    /// <summary>Bo sent Ana a win, and now either presses what they see, or once saw.</summary>
    private sealed class Two
    {
        private readonly HashSet<string> posted = [];
        private readonly HashSet<string> other = [];
        private string? author;
        private int heard;
        private int written;

        public Two()
        {
            Send(World, Life.Bo, "Win", "the win");
            heard = World.Log.Count;
        }

        public World World { get; } = Signed().World;

        public void Do(Act act)
        {
            switch (act.What % 8)
            {
                case 0:
                    Author($"text {act.How % 3}");
                    break;
                case 1 or 2:
                    Press(Life.Ana, "celebration.agree.v1", late: act.How % 3 == 0, act.Which);
                    break;
                case 3:
                    Press(Life.Ana, "celebration.rather-not.v1", late: false, act.Which);
                    break;
                case 4:
                    Press(act.How % 2 == 0 ? Life.Ana : Life.Bo, "celebration.take-back.v1", late: act.Which % 2 == 0, act.Which);
                    break;
                case 5:
                    World.Programme = World.Programme with { WinsChannel = (act.How % 4) switch { 0 => null, 1 => new ChannelId("#all"), _ => Wins } };
                    break;
                default:
                    Pass(Duration.FromMinutes(act.How));
                    break;
            }
            Check();
        }

        public void Pass(Duration time)
        {
            World.MoveTo(World.Now + time);
            Check();
        }

        /// <summary>The author sees the text as it would stand there, and agrees.</summary>
        public void Author(string text)
        {
            var unique = $"{text} {++written}";
            var news = World.Pair(Life.Pair).Celebration.News[0];
            var form = World.Press(Life.Bo, Life.Pair, "celebration.post.v1", $"{news.Number}").Form;
            var before = World.Pair(Life.Pair).Celebration.News[0].Posting;
            while (form is not null)
            {
                var shown = form.Parts.OfType<FormPart.Wrote>().Single().Words.Reveal();
                form = (World.Submit(Life.Bo, form, new Dictionary<string, string> { ["line"] = unique }) as FormReply.Next)?.Form;
                if (form is null && World.Pair(Life.Pair).Celebration.News[0].Posting != before)
                    Assert.Equal(unique, author = shown);
            }
        }

        public void Press(PersonId who, string action, bool late, int which)
        {
            var seen = World.ChatOf(who)
                .SelectMany(item => (late ? item.Drawings : [item.Now]).SelectMany(message => message.Buttons.Where(button => button.Action.Value == action).Select(button => (item, message, button))))
                .ToList();
            if (seen.Count == 0)
                return;
            var (item, message, button) = late ? seen[which % seen.Count] : seen[^1];
            World.Press(who, Life.Pair, action, button.Argument, item.Key);
            var shown = message.Parts.OfType<Part.Wrote>().Single().Words.Reveal();
            if (who == Life.Bo)
                author = null;
            else if (action == "celebration.agree.v1")
                other.Add(shown);
            else
                other.Remove(shown);
        }

        public static void Send(World world, PersonId by, string kind, string line)
        {
            var form = world.Press(by, Life.Pair, "celebration.write.v1", kind).Form!;
            var preview = ((FormReply.Next)world.Submit(by, form, new Dictionary<string, string> { ["line"] = line, ["for"] = "both" })!).Form;
            world.Submit(by, preview, new Dictionary<string, string> { ["line"] = line });
        }

        private void Check()
        {
            foreach (var said in World.Log.Skip(heard).Where(said => said.Item.Place is not null))
            {
                var text = said.Message.Parts.OfType<Part.Wrote>().Single().Words.Reveal();
                Assert.Equal(author, text);
                Assert.Contains(text, other);
                Assert.True(posted.Add(text), "A text was posted twice.");
                Assert.Equal(World.Programme.WinsChannel, said.Item.Place);
            }
            heard = World.Log.Count;
        }
    }
}
