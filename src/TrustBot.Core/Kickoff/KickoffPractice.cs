using System.Collections.Immutable;
using TrustBot.Core.Introductions;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Kickoff;

internal sealed class KickoffPractice : Practice
{
    public override string Name => "kickoff";

    public override bool StaysOpen(ActionId action) => action == KickoffActions.Read || action == KickoffActions.SideBySide;

    public override Needs NeedsOf(Pair pair, Role by, ActionId action) => Needs.Of(WordsOf(pair, by));

    public override ImmutableArray<ActionId> Opening => [KickoffActions.Open, KickoffActions.SideBySide, KickoffActions.Read, KickoffActions.Edit];

    public override void Press(Ruling ruling, Role by, Input.Pressed pressed) => KickoffDialog.Press(ruling, by, pressed);

    public override Form? FormOf(Drawing drawing, Input.Submitted submitted)
    {
        var id = submitted.Form;
        if (drawing.Pair.Kickoff is KickoffState.Answering)
        {
            return id == KickoffActions.Page1 ? KickoffForms.Page(drawing, 1, Sheet.Empty)
                : id == KickoffActions.Page2 ? KickoffForms.Page(drawing, 2, Sheet.Empty)
                : id == KickoffActions.Page3 ? KickoffForms.Page(drawing, 3, Sheet.Empty)
                : null;
        }
        if (drawing.Pair.Kickoff is not (KickoffState.Signing or KickoffState.Signed))
            return null;
        return id == KickoffActions.Sign ? SigningForms.Read(drawing) : id == KickoffActions.EditForm ? SigningForms.AnyEdit(drawing) : null;
    }

    public override void Retell(Ruling ruling, Role role)
    {
        if (ruling.Pair.Kickoff is KickoffState.Choosing)
            KickoffDialog.Retell(ruling, role);
        else
            SigningDialog.Retell(ruling, role);
    }

    public override void Submit(Ruling ruling, Role by, Input.Submitted submitted) => KickoffDialog.Submit(ruling, by, submitted);

    public override bool Asked(Ruling ruling, Role by, Command command)
    {
        if (command is not Command.Agreement)
            return false;
        ruling.Answer(by, SigningDialog.Current, "kickoff.sign-current");
        return true;
    }

    public override IEnumerable<WordsId?> CardNeeds(Pair pair, Role reader, Card card) =>
        card == KickoffDialog.Choose && pair.Kickoff is KickoffState.Choosing choosing ? [choosing.Mentor, choosing.Mentee, choosing.PicksOf(reader)] : [];

    public override IEnumerable<(string Field, Line Line)> Plainly(Drawing drawing, Role author, Sheet sheet) => KickoffReading.Of(drawing, author, sheet);

    public override Message? Draw(Drawing drawing, Card card) => card.Kind switch
    {
        "kickoff.choose" => KickoffMessages.Choose(drawing),
        "kickoff.sign" => KickoffMessages.Sign(drawing, card.Argument),
        _ => null,
    };

    public override bool IsStillOpen(Drawing drawing, Card card) => card.Kind switch
    {
        "kickoff.choose" => drawing.Pair.Kickoff is KickoffState.Choosing,
        "kickoff.sign" when card != SigningDialog.Current => drawing.Pair.Kickoff is KickoffState.Signing signing && card == SigningDialog.CardOf(signing.Version),
        _ => true,
    };

    /// <summary>The two things that a pair can't begin without are asked twice more, everything else once.</summary>
    public override IEnumerable<Ask> Asks(PairView view, Pair pair, Role role)
    {
        const int Reminders = 2;
        switch (pair.Kickoff)
        {
            case KickoffState.Answering answering when !answering.Of(role).IsDone && pair.Joining is JoiningState.Joined joined:
                yield return new Ask(StartCard.Card, joined.At, Reminders);
                break;
            case KickoffState.Choosing { Since: { } since } choosing when choosing.PicksOf(role) is null:
                yield return new Ask(KickoffDialog.Choose, since, Reminders);
                break;
            case KickoffState.Signing { Since: { } since } signing when !signing.Signatures.Contains(role):
                yield return new Ask(SigningDialog.CardOf(signing.Version), since, Reminders);
                break;
        }
    }

    /// <summary>Both sides' sheets: the machine compares them, and no drawing of one side holds the other's before both are done.</summary>
    private static IEnumerable<WordsId?> WordsOf(Pair pair, Role by) => pair.Kickoff switch
    {
        KickoffState.Answering answering => [answering.Of(by).Answers, answering.Of(by.Other()).IsDone ? answering.Of(by.Other()).Answers : null],
        KickoffState.Choosing choosing => [choosing.Mentor, choosing.Mentee, choosing.MentorPicks, choosing.MenteePicks],
        KickoffState.Signing signing => [signing.Agreement],
        KickoffState.Signed signed => [signed.Agreement],
        _ => [],
    };
}
