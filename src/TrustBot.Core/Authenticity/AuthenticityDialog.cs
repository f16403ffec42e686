using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;
using TrustBot.Core.TakingBack;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Authenticity;

/// <summary>
/// Something true, the mentor first. To pass, to look at another question and to open the window change nothing that is stored; the card is
/// drawn anew without a record, and at the round's end, for everyone, with one.
/// </summary>
internal static class AuthenticityDialog
{
    public const string AskKind = "authenticity.ask";
    public const string DoneKind = "authenticity.done";
    public const string SharedKind = "authenticity.shared";

    /// <summary>What was written back to a story, after its number and a bar.</summary>
    public const string ReplyName = "reply";

    private const int QuestionsPerRound = 3;
    private const int DaysOpen = 7;

    public static Card AskCard(LocalDate slot) => PromptDialog.CardOf(AskKind, slot);

    public static void Ask(Ruling ruling, Slot slot)
    {
        var state = ruling.Pair.Authenticity;
        var (questions, offered) = Decks.Authenticity.Next(state.Offered, ruling.Pair.Id, QuestionsPerRound);
        var ends = Rhythm.DeliveryFor(slot.Date.PlusDays(DaysOpen), ruling.View.Mentor.Hours, []);
        ruling.Pair = ruling.Pair with
        {
            Authenticity = state with { Open = new StoryRound(slot.Date, questions, Instant.Max(ends, slot.Mentor + PromptDialog.Useful)), Offered = offered },
        };
        PromptDialog.Send(ruling, Role.Mentor, slot, AskCard(slot.Date));
    }

    /// <summary>Passed, answered or left alone: from here on nothing tells which, but what was shared.</summary>
    public static void Settle(Ruling ruling)
    {
        if (ruling.Pair.Authenticity.Open is not { } round || ruling.Now < round.Ends)
            return;
        ruling.Pair = ruling.Pair with { Authenticity = ruling.Pair.Authenticity with { Open = null } };
        ruling.Add(new Send(
            SendKey.ForSlot("authenticity.end", round.Slot, ruling.Pair.Id, ruling.Pair.Mentor),
            ruling.Pair.Mentor,
            PromptDialog.CardOf(DoneKind, round.Slot),
            round.Ends,
            round.Ends + Ruling.ServiceUseful,
            PromptDialog.KeyOf(ruling.Pair, Role.Mentor, round.Slot))
        {
            OnlyInPlace = true,
        });
    }

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        var drawing = ruling.DrawingFor(by);
        if (pressed.Action == AuthenticityActions.Pass)
            Shrink(ruling, by, pressed.From);
        else if (pressed.Action == AuthenticityActions.Another && by == Role.Mentor && RoundOf(ruling.Pair, pressed.Argument) is not null)
            ruling.RedrawUnrecorded(by, new Card(AskKind, pressed.Argument), pressed.From);
        else if (pressed.Action == AuthenticityActions.Write || pressed.Action == AuthenticityActions.Tell)
            Open(ruling, by, pressed);
        else if (pressed.Action == AuthenticityActions.Read)
            ruling.Form = AuthenticityForms.Read(drawing, pressed.Argument);
        else if (pressed.Action == AuthenticityActions.Reply)
            ruling.Form = AuthenticityForms.Reply(drawing, pressed.Argument);
        else if (pressed.Action == AuthenticityActions.Thank)
            Thank(ruling, by, pressed);
    }

    public static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        ruling.Reply = new FormReply.Close();
        if (submitted.Form == AuthenticityActions.WriteForm && AuthenticityActions.KindOf(submitted.Answers["kind"].Reveal()) is { } kind)
            ruling.Reply = new FormReply.Next(AuthenticityForms.Preview(ruling.DrawingFor(by), submitted.Argument, kind, submitted.Answers["line"]));
        else if (submitted.Form == AuthenticityActions.SendForm)
            Share(ruling, by, submitted);
        else if (submitted.Form == AuthenticityActions.ReplyForm)
            WriteBack(ruling, by, submitted);
    }

    /// <summary>The open round of a slot.</summary>
    /// <param name="argument">The slot, and after a bar which of its questions.</param>
    public static StoryRound? RoundOf(Pair pair, string? argument) =>
        PromptDialog.SlotOf(argument?.Split('|')[0]) is { } slot && pair.Authenticity.Open is { } open && open.Slot == slot ? open : null;

    public static Story? Find(Pair pair, string? number) => pair.Authenticity.Shared.FirstOrDefault(story => NameOf(story) == number);

    public static string NameOf(Story story) => story.Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// What one shares now would belong to: a mentor's round, also one that ended while the window stood open; for a mentee, a story that the
    /// mentor told first.
    /// </summary>
    /// <returns>Null when there is no such thing, or it was answered already.</returns>
    public static string? AboutOf(Pair pair, Role by, string? argument)
    {
        var about = by == Role.Mentee ? Find(pair, argument) is { Author: Role.Mentor, IsTakenBack: false } first ? NameOf(first) : null
            : PromptDialog.SlotOf(argument?.Split('|')[0]) is { } slot && WasAsked(pair, slot) ? LocalDatePattern.Iso.Format(slot)
            : null;
        return pair.Authenticity.Shared.Any(story => story.Author == by && story.About == about) ? null : about;
    }

    private static bool WasAsked(Pair pair, LocalDate slot) => pair.Authenticity.Open?.Slot == slot || pair.Prompts.Recent.Contains(new Turn(slot, "authenticity"));

    /// <summary>What this reader shared, by its number, or wrote back to the other, by the number of what they wrote it to.</summary>
    public static Sent? SentOf(Drawing drawing, string name)
    {
        var parts = name.Split('|');
        if (Find(drawing.Pair, parts[0]) is not { } story)
            return null;
        var shown = new Card(SharedKind, parts[0]);
        if (parts is [_])
            return story is { IsTakenBack: false } && story.Author == drawing.Reader
                ? new Sent([story.Words], shown, new Card(story.Author == Role.Mentor ? DoneKind : SharedKind, story.About), With(drawing.Pair, story, story with { IsTakenBack = true }))
                : null;
        return parts is [_, ReplyName] && story is { Reply: { } reply, IsReplyTakenBack: false } && story.Author != drawing.Reader
            ? new Sent([reply], new Card("authenticity.reply", parts[0]), shown, With(drawing.Pair, story, story with { IsReplyTakenBack = true }))
            : null;
    }

    private static void Open(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (AboutOf(ruling.Pair, by, pressed.Argument) is not null && (by == Role.Mentee || RoundOf(ruling.Pair, pressed.Argument) is not null))
            ruling.Form = AuthenticityForms.Write(ruling.DrawingFor(by), pressed.Argument);
        else if (by == Role.Mentor)
            Shrink(ruling, by, pressed.From);
    }

    private static void Shrink(Ruling ruling, Role by, SendKey? from)
    {
        if (by == Role.Mentor)
            ruling.RedrawUnrecorded(by, new Card(DoneKind), from);
    }

    /// <summary>No audit entry and no day of activity: nothing but the words and the partner's message tells that this round was answered.</summary>
    private static void Share(Ruling ruling, Role by, Input.Submitted submitted)
    {
        // The state tells a repeated one: a record of the window would outlive the round.
        ruling.KnowsRepeats = true;
        if (AboutOf(ruling.Pair, by, submitted.Argument) is not { } about || AuthenticityActions.KindOf(submitted.Answers["kind"].Reveal()) is not { } kind)
            return;
        var words = ruling.Write(Visibility.UsTwo, ruling.Pair.Of(by).Value, submitted.Answers["line"]);
        var story = new Story(ruling.Revision, by, kind, words, about, false, null);
        var shared = ruling.Pair.Authenticity.Shared;
        ruling.Pair = ruling.Pair with
        {
            Authenticity = ruling.Pair.Authenticity with { Shared = [.. shared.TakeLast(AuthenticityState.SharedKept - 1), story] },
        };
        ruling.Tell(by.Other(), new Card(SharedKind, NameOf(story)), SharedKind);
        if (by == Role.Mentor)
            ruling.RedrawUnrecorded(by, new Card(DoneKind, about), submitted.From);
        else if (submitted.From is { } from)
            ruling.Redraw(by, new Card(SharedKind, submitted.Argument), from);
    }

    private static void Thank(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (Find(ruling.Pair, pressed.Argument) is not { IsTakenBack: false } story || story.Author == by)
            return;
        if (!story.Thanked)
        {
            Change(ruling, by, story, story with { Thanked = true });
            ruling.Tell(by.Other(), new Card("authenticity.thanks", NameOf(story)), "authenticity.thanks");
        }
        ruling.Redraw(by, new Card(SharedKind, NameOf(story)), pressed.From);
    }

    private static void WriteBack(Ruling ruling, Role by, Input.Submitted submitted)
    {
        if (Find(ruling.Pair, submitted.Argument) is not { Reply: null, IsTakenBack: false } story || story.Author == by)
            return;
        Change(ruling, by, story, story with { Reply = ruling.Write(Visibility.UsTwo, ruling.Pair.Of(by).Value, submitted.Answers["line"]) });
        ruling.Tell(by.Other(), new Card("authenticity.reply", NameOf(story)), "authenticity.reply");
        ruling.Redraw(by, new Card(SharedKind, NameOf(story)), submitted.From);
    }

    private static void Change(Ruling ruling, Role by, Story before, Story after) => ruling.Pair = ruling.Pair with
    {
        Authenticity = With(ruling.Pair, before, after).Authenticity,
        LastActivity = ruling.Today(by),
    };

    private static Pair With(Pair pair, Story before, Story after) => pair with { Authenticity = pair.Authenticity with { Shared = pair.Authenticity.Shared.Replace(before, after) } };
}
