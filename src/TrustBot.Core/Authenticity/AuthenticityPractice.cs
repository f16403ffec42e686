using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;
using TrustBot.Core.TakingBack;

namespace TrustBot.Core.Authenticity;

/// <summary>
/// The mentor goes first, or nobody does. It has no <see cref="Practice.Asks"/>: to remind only those who did not pass would take knowing who did.
/// </summary>
internal sealed class AuthenticityPractice : Practice
{
    public override string Name => "authenticity";

    public override Needs NeedsOf(Pair pair, Role by, ActionId action) => action == AuthenticityActions.Read
        ? Needs.Of(pair.Authenticity.Shared.SelectMany(story => (WordsId?[])[story.IsTakenBack ? null : story.Words, story.IsReplyTakenBack ? null : story.Reply]))
        : Needs.Nothing;

    public override ImmutableArray<ActionId> Opening => [AuthenticityActions.Write, AuthenticityActions.Tell, AuthenticityActions.Read, AuthenticityActions.Reply];

    public override void Press(Ruling ruling, Role by, Input.Pressed pressed) => AuthenticityDialog.Press(ruling, by, pressed);

    public override Form? FormOf(Drawing drawing, Input.Submitted submitted)
    {
        if (submitted.Form == AuthenticityActions.WriteForm)
            return AuthenticityForms.Write(drawing, submitted.Argument);
        if (submitted.Form == AuthenticityActions.SendForm)
            return AuthenticityForms.Preview(drawing, submitted.Argument, StoryKind.Success, Words.None);
        return submitted.Form == AuthenticityActions.ReplyForm ? AuthenticityForms.Reply(drawing, submitted.Argument) : null;
    }

    public override void Submit(Ruling ruling, Role by, Input.Submitted submitted) => AuthenticityDialog.Submit(ruling, by, submitted);

    public override void Settle(Ruling ruling) => AuthenticityDialog.Settle(ruling);

    public override Instant? NextDue(PairView view, Pair pair) => pair.Authenticity.Open?.Ends;

    public override Message? Draw(Drawing drawing, Card card) => card.Kind switch
    {
        AuthenticityDialog.AskKind => AuthenticityMessages.Ask(drawing, card.Argument),
        AuthenticityDialog.DoneKind => AuthenticityMessages.Done(drawing, card.Argument),
        AuthenticityDialog.SharedKind => AuthenticityMessages.Shared(drawing, card.Argument),
        "authenticity.thanks" => AuthenticityMessages.Thanks(drawing, card.Argument),
        "authenticity.reply" => AuthenticityMessages.Reply(drawing, card.Argument),
        _ => null,
    };

    public override bool IsPrompt(Card card) => card.Kind == AuthenticityDialog.AskKind;

    public override bool IsStillOpen(Drawing drawing, Card card) => card.Kind switch
    {
        AuthenticityDialog.SharedKind => AuthenticityDialog.Find(drawing.Pair, card.Argument) is { IsTakenBack: false },
        "authenticity.reply" => AuthenticityDialog.Find(drawing.Pair, card.Argument) is { IsReplyTakenBack: false },
        AuthenticityDialog.AskKind => AuthenticityDialog.RoundOf(drawing.Pair, card.Argument) is { } round
            && !PromptDialog.IsOvertaken(drawing.View, drawing.Pair, drawing.Reader, round.Slot, drawing.Now),
        _ => true,
    };

    public override bool IsOver(Pair pair, Card card) => card.Kind == AuthenticityDialog.DoneKind
        || (card.Kind == AuthenticityDialog.AskKind && AuthenticityDialog.RoundOf(pair, card.Argument) is null);

    public override bool IsFor(Role role) => role == Role.Mentor;

    public override Sent? SentOf(Drawing drawing, string name) => AuthenticityDialog.SentOf(drawing, name);

    public override bool CanOffer(PairView view, Pair pair, LocalDate slot) => pair.Authenticity.Open is null;

    public override void Offer(Ruling ruling, Slot slot) => AuthenticityDialog.Ask(ruling, slot);
}
