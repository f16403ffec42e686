using NodaTime;
using TrustBot.Core.Feedback;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Core.Feedback;

/// <summary>Two people who have signed, and their rounds of feedback.</summary>
internal sealed class Rounds
{
    public Rounds(WorkingHours? ofMentor = null)
    {
        World.Put(new Person { Id = Ana, Name = "Ana", Language = Language.German, Hours = ofMentor ?? WorkingHours.UsualIn("Europe/Berlin") });
        World.Put(new Person { Id = Bo, Name = "Bo", Language = Language.English, Hours = WorkingHours.UsualIn("Europe/Berlin") });
        World.Join(Pair);
        World.SignBoth(Pair);
    }

    public static PersonId Ana => new("ana");

    public static PersonId Bo => new("bo");

    public static PairId Pair => World.PairOf(Ana, Bo);

    public World World { get; } = new();

    public FeedbackRound? Current => World.Pair(Pair).Feedback.Rounds.LastOrDefault();

    public string Day => NodaTime.Text.LocalDatePattern.Iso.Format(Current!.Day);

    /// <summary>One of them wishes for a round, and time passes until it has begun for both.</summary>
    public void Begin(PersonId by)
    {
        var before = Current;
        World.Press(by, Pair, "feedback.start.v1");
        for (var steps = 0; steps < 200 && Current == before; steps++)
            World.MoveTo(World.Next() ?? World.Now);
        World.MoveTo(World.Now + Duration.FromHours(1));
    }

    public FormReply? Seal(PersonId by, string keep, string change, bool alone = false) =>
        World.Press(by, Pair, "feedback.write.v1", Day).Form is { } form
            ? World.Submit(by, form, new Dictionary<string, string> { ["keep"] = keep, ["change"] = change, ["alone"] = alone ? "yes" : "" })
            : null;

    public void Withdraw(PersonId by) => World.Press(by, Pair, "feedback.withdraw.v1", Day);

    public Form? Read(PersonId by) => World.Press(by, Pair, "feedback.read.v1", Day).Form;

    public IEnumerable<string> Heard(PersonId reader, int after = 0) => World.Log.Skip(after)
        .Where(said => said.Item.To == reader)
        .Select(said => $"{said.At} {said.Redrawn} {string.Join('\n', Show.Lines(said.Message, ""))}");

    public IEnumerable<string> Drawn(PersonId reader) => ((Card[])[new("status"), new("feedback.start"), new("feedback.started"), .. Of("ask", "open", "closed", "too-late", "answered", "check")])
        .Select(card => World.Draw(Pair, reader, card) is { } message ? string.Join('\n', Show.Lines(message, "")) : "nothing");

    public string Summary() => PairSummary.Of(World.Pair(Pair), World.Now, World.Zone("Europe/Berlin")).ToString();

    private IEnumerable<Card> Of(params string[] kinds) => kinds.Select(kind => new Card($"feedback.{kind}", Day));
}
