using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Prompts;
using TrustBot.Core.TakingBack;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Reflection;

/// <summary>Two questions on each slot of the rhythm, for a private notebook; a line can be shared after its author saw exactly what goes out.</summary>
internal static class ReflectionDialog
{
    public const string AskKind = "reflection.ask";

    private const int QuestionsPerRound = 2;

    public static Card AskCard(LocalDate slot) => PromptDialog.CardOf(AskKind, slot);

    public static Card SharedCard(int number) => new("reflection.shared", number.ToString(CultureInfo.InvariantCulture));

    public static Card ReplyCard(int number) => new("reflection.reply", number.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether there is still something to ask.</summary>
    public static bool IsWorthAsking(Drawing drawing, Card card) =>
        RoundOf(drawing.Pair, card.Argument) is { } round && !round.IsSettledFor(drawing.Reader)
        && !PromptDialog.IsOvertaken(drawing.View, drawing.Pair, drawing.Reader, round.Slot, drawing.Now);

    public static void Ask(Ruling ruling, Slot slot)
    {
        var reflection = ruling.Pair.Reflection;
        var (questions, offered) = Decks.Reflection.Next(reflection.Offered, ruling.Pair.Id, QuestionsPerRound);
        ruling.Pair = ruling.Pair with
        {
            Reflection = reflection with
            {
                Offered = offered,
                Rounds = [.. reflection.Rounds.TakeLast(ReflectionState.RoundsKept - 1), new Round(slot.Date, questions, false, false)],
            },
        };
        foreach (var role in Roles.Both)
            PromptDialog.Send(ruling, role, slot, AskCard(slot.Date));
    }

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        var drawing = new Drawing(ruling.View, ruling.Pair, by, ruling.Now);
        if (pressed.Action == ReflectionActions.Write)
            ruling.Form = ReflectionForms.Note(drawing, pressed.Argument);
        else if (pressed.Action == ReflectionActions.Notebook)
            ruling.Form = ReflectionForms.Notebook(drawing);
        else if (pressed.Action == ReflectionActions.Share)
            ruling.Form = ReflectionForms.Share(drawing, pressed.Argument);
        else if (pressed.Action == ReflectionActions.Pass)
            SettleRound(ruling, by, pressed.Argument, pressed.From);
        else if (pressed.Action == ReflectionActions.Reply)
            Reply(ruling, by, pressed);
        else if (pressed.Action == ReflectionActions.TakeBack)
            ruling.Form = TakeBackDialog.FormOf(drawing, $"reflection|{pressed.Argument}");
    }

    public static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        ruling.Reply = new FormReply.Close();
        if (submitted.Form == ReflectionActions.NoteForm)
            KeepNote(ruling, by, submitted);
        else if (submitted.Form == ReflectionActions.ShareForm)
            Preview(ruling, by, submitted);
        else if (submitted.Form == ReflectionActions.SendForm)
            Send(ruling, by, submitted);
        else if (submitted.Form == ReflectionActions.Notebook)
            DeleteNotes(ruling, by, submitted);
    }

    /// <summary>The round of a slot, while it is among those kept.</summary>
    public static Round? RoundOf(Pair pair, string? slot) =>
        PromptDialog.SlotOf(slot) is { } date ? pair.Reflection.Rounds.FirstOrDefault(round => round.Slot == date) : null;

    /// <summary>Puts something that a person keeps to themselves into their notebook.</summary>
    public static void Keep(Ruling ruling, Role by, Words note) => Keep(ruling, by, Sheet.Empty.With(ReflectionForms.NoteFields[0], note));

    private static void SettleRound(Ruling ruling, Role by, string? slot, SendKey? from)
    {
        if (RoundOf(ruling.Pair, slot) is { } round && !round.IsSettledFor(by))
            ruling.Pair = ruling.Pair with { Reflection = ruling.Pair.Reflection with { Rounds = ruling.Pair.Reflection.Rounds.Replace(round, round.SettledFor(by)) } };
        if (from is not null)
            ruling.Redraw(by, new Card(AskKind, slot), from);
    }

    private static void KeepNote(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var drawing = new Drawing(ruling.View, ruling.Pair, by, ruling.Now);
        var sheet = ReflectionForms.NoteFields.Aggregate(Sheet.Empty, (sheet, name) => sheet.With(name, submitted.Answers[name]));
        if (sheet.IsEmpty)
        {
            ruling.Reply = new FormReply.Errors(ImmutableDictionary<string, string>.Empty.Add(ReflectionForms.NoteFields[0], drawing.Say.NothingToKeep));
            return;
        }
        var words = Keep(ruling, by, sheet);
        SettleRound(ruling, by, submitted.Argument, null);
        if (RoundOf(ruling.Pair, submitted.Argument) is { } round)
            ruling.Answer(by, AskCard(round.Slot), "reflection.noted", PromptDialog.KeyOf(ruling.Pair, by, round.Slot));
        ruling.Reply = new FormReply.Next(ReflectionForms.Share(drawing with { Pair = ruling.Pair }, words.ToString(), sheet));
    }

    private static WordsId Keep(Ruling ruling, Role by, Sheet note) => ruling.WriteNote(
        ruling.Pair.Of(by), note.With(ReflectionForms.KeptOn, new Words(LocalDatePattern.Iso.Format(ruling.Today(by)))).ToWords());

    /// <summary>The author sees exactly what the other would read. Nothing of it is stored before they send it.</summary>
    private static void Preview(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var drawing = new Drawing(ruling.View, ruling.Pair, by, ruling.Now);
        ruling.Reply = new FormReply.Next(ReflectionForms.Preview(drawing, submitted.Answers["line"]));
    }

    private static void Send(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var line = submitted.Answers["line"];
        var reflection = ruling.Pair.Reflection;
        var words = ruling.Write(Visibility.UsTwo, ruling.Pair.Of(by).Value, line);
        var number = ruling.Revision;
        ruling.Pair = ruling.Pair with
        {
            Reflection = reflection with { Shared = [.. reflection.Shared.TakeLast(ReflectionState.SharedKept - 1), new SharedLine(number, words, by, null)] },
            LastActivity = ruling.Today(by),
        };
        ruling.Note("line-shared", ruling.Pair.Of(by));
        ruling.Tell(by.Other(), SharedCard(number), "reflection.shared");
        ruling.Answer(by, SharedCard(number), "reflection.shared");
    }

    private static void Reply(Ruling ruling, Role by, Input.Pressed pressed)
    {
        var reflection = ruling.Pair.Reflection;
        if (pressed.Argument?.Split('|') is not [var number, var word]
            || !Enum.TryParse<LineReply>(word, out var reply)
            || !Enum.IsDefined(reply)
            || !int.TryParse(number, CultureInfo.InvariantCulture, out var which)
            || reflection.Shared.FirstOrDefault(line => line.Number == which) is not { IsTakenBack: false } shared
            || shared.Author == by)
        {
            return;
        }
        if (shared.Reply is null)
        {
            ruling.Pair = ruling.Pair with
            {
                Reflection = reflection with { Shared = reflection.Shared.Replace(shared, shared with { Reply = reply }) },
                LastActivity = ruling.Today(by),
            };
            ruling.Tell(by.Other(), ReplyCard(which), "reflection.reply");
        }
        ruling.Redraw(by, SharedCard(which), pressed.From);
    }

    /// <summary>A line that this reader shared.</summary>
    public static Sent? SentOf(Drawing drawing, string number)
    {
        var reflection = drawing.Pair.Reflection;
        return int.TryParse(number, CultureInfo.InvariantCulture, out var which)
            && reflection.Shared.FirstOrDefault(line => line.Number == which) is { IsTakenBack: false } shared
            && shared.Author == drawing.Reader
                ? new Sent([shared.Words], SharedCard(which), SharedCard(which), drawing.Pair with
                {
                    Reflection = reflection with { Shared = reflection.Shared.Replace(shared, shared with { IsTakenBack = true }) },
                })
                : null;
    }

    private static void DeleteNotes(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var chosen = submitted.Answers[ReflectionForms.Gone].Reveal().Split(',', StringSplitOptions.RemoveEmptyEntries);
        foreach (var note in ruling.View.Words.Rows.Keys.Where(id => id.IsNote && id.Author == ruling.Pair.Of(by).Value && chosen.Contains(id.Number)))
            ruling.Erase(note);
    }
}
