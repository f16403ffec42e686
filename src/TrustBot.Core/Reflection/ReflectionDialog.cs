using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Attention;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Reflection;

/// <summary>Two questions on each slot of the rhythm, for a private notebook; a line can be shared after its author saw exactly what goes out.</summary>
internal static class ReflectionDialog
{
    /// <summary>A missed prompt is still worth sending when it is younger than this.</summary>
    public static readonly Duration Useful = Duration.FromHours(36);

    public static Card AskCard(LocalDate slot) => new("reflection.ask", LocalDatePattern.Iso.Format(slot));

    public static Card SharedCard(int number) => new("reflection.shared", number.ToString(CultureInfo.InvariantCulture));

    public static Card ReplyCard(int number) => new("reflection.reply", number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A date of the rhythm, and when each of the two is asked.</summary>
    public readonly record struct Slot(LocalDate Date, Instant Mentor, Instant Mentee)
    {
        /// <summary>When the first of the two is asked.</summary>
        public Instant At => Instant.Min(Mentor, Mentee);

        public Instant Of(Role role) => role == Role.Mentor ? Mentor : Mentee;
    }

    public static void Settle(Ruling ruling)
    {
        while (NextSlot(ruling.View, ruling.Pair) is { } slot && ruling.Now >= slot.At)
            Ask(ruling, slot);
    }

    public static Instant? NextDue(PairView view, Pair pair) => NextSlot(view, pair)?.At;

    /// <returns>Null while none counts.</returns>
    public static Slot? NextSlot(PairView view, Pair pair)
    {
        if (pair.Joining is not JoiningState.Joined || pair.Reflection.StartsOn is not { } start)
            return null;
        var after = pair.Reflection.LastSlot is { } last && last >= start ? last : start.PlusDays(-1);
        if (Rhythm.NextSlot(pair.Cadence ?? view.Programme.Cadence, after) is not { } date)
            return null;
        return new Slot(date, Rhythm.DeliveryFor(date, view.Mentor.Hours, []), Rhythm.DeliveryFor(date, view.Mentee.Hours, []));
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
    }

    /// <summary>The round of a slot, while it is among those kept.</summary>
    public static Round? RoundOf(Pair pair, string? slot) =>
        LocalDatePattern.Iso.Parse(slot ?? "") is { Success: true, Value: var date } ? pair.Reflection.Rounds.FirstOrDefault(round => round.Slot == date) : null;

    private static void Ask(Ruling ruling, Slot slot)
    {
        var reflection = ruling.Pair.Reflection;
        var resting = ruling.Pair.Rest is { Shown: true };
        var (questions, offered) = resting ? ([], reflection.Offered) : ReflectionDeck.Next(reflection.Offered, ruling.Pair.Id);
        ruling.Pair = ruling.Pair with
        {
            Reflection = reflection with
            {
                LastSlot = slot.Date,
                Offered = offered,
                Rounds = resting ? reflection.Rounds : [.. reflection.Rounds.TakeLast(ReflectionState.RoundsKept - 1), new Round(slot.Date, questions, false, false)],
            },
        };
        if (resting)
            return;
        var card = AskCard(slot.Date);
        foreach (var role in Roles.Both)
        {
            var to = ruling.Pair.Of(role);
            var at = slot.Of(role);
            ruling.Add(new Send(SendKey.ForSlot("reflection", slot.Date, ruling.Pair.Id, to), to, card, at, at + Useful));
        }
    }

    private static void SettleRound(Ruling ruling, Role by, string? slot, SendKey? from)
    {
        if (RoundOf(ruling.Pair, slot) is { } round && !round.IsSettledFor(by))
            ruling.Pair = ruling.Pair with { Reflection = ruling.Pair.Reflection with { Rounds = ruling.Pair.Reflection.Rounds.Replace(round, round.SettledFor(by)) } };
        if (from is not null)
            ruling.Redraw(by, new Card("reflection.ask", slot), from);
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
        var words = ruling.Write(Visibility.OnlyMe, ruling.Pair.Of(by).Value, sheet.ToWords());
        var today = ruling.Today(by);
        var reflection = ruling.Pair.Reflection;
        ruling.Pair = ruling.Pair with
        {
            Reflection = reflection with { Notes = [.. reflection.Notes.TakeLast(ReflectionState.NotesKept - 1), new NoteRef(words, by, today)] },
            LastActivity = today,
        };
        SettleRound(ruling, by, submitted.Argument, null);
        if (RoundOf(ruling.Pair, submitted.Argument) is { } round)
        {
            var to = ruling.Pair.Of(by);
            ruling.Answer(by, AskCard(round.Slot), "reflection.noted", SendKey.ForSlot("reflection", round.Slot, ruling.Pair.Id, to));
        }
        ruling.Reply = new FormReply.Next(ReflectionForms.Share(drawing with { Pair = ruling.Pair }, words.ToString(), sheet));
    }

    /// <summary>What the other would read is kept as a note of the author's until they send it.</summary>
    private static void Preview(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var drawing = new Drawing(ruling.View, ruling.Pair, by, ruling.Now);
        var line = submitted.Answers["line"];
        if (line.IsEmpty)
        {
            ruling.Reply = new FormReply.Errors(ImmutableDictionary<string, string>.Empty.Add("line", drawing.Say.NothingToShare(drawing.Partner)));
            return;
        }
        ruling.Reply = new FormReply.Next(ReflectionForms.Preview(drawing, line));
    }

    private static void Send(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var line = submitted.Answers["line"];
        if (line.IsEmpty)
            return;
        var reflection = ruling.Pair.Reflection;
        var words = ruling.Write(Visibility.UsTwo, ruling.Pair.Of(by).Value, line);
        var number = ruling.Revision;
        ruling.Pair = ruling.Pair with
        {
            Reflection = reflection with { Shared = [.. reflection.Shared.TakeLast(ReflectionState.NotesKept - 1), new SharedLine(number, words, by, null)] },
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
            || reflection.Shared.FirstOrDefault(line => line.Number == which) is not { } shared
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
}
