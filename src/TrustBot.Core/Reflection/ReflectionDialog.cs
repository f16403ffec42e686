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

    /// <summary>
    /// After a longer standstill older slots are passed over: nobody could be asked any more, and a daily rhythm would else write more rows at
    /// once than a transaction holds.
    /// </summary>
    private static readonly Duration MostCaughtUp = Duration.FromDays(14);

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
        var rule = ruling.Pair.Cadence ?? ruling.View.Programme.Cadence;
        var isNew = ruling.Pair.Reflection.Rule is { } before && before != rule;
        if (ruling.Pair.Reflection.Rule != rule)
            ruling.Pair = ruling.Pair with { Reflection = ruling.Pair.Reflection with { Rule = rule } };
        while (NextSlot(ruling.View, ruling.Pair) is { } slot && ruling.Now >= slot.At)
        {
            // A new rule decides nothing that it would have named before it was set.
            if (isNew || ruling.Now >= slot.At + MostCaughtUp)
                ruling.Pair = ruling.Pair with { Reflection = ruling.Pair.Reflection with { LastSlot = slot.Date } };
            else
                Ask(ruling, slot);
        }
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

    /// <summary>When this member is asked next: a slot that the other was asked about may still lie ahead for this one.</summary>
    public static Instant? NextFor(PairView view, Pair pair, Role role, Instant now)
    {
        var hours = view.Of(role).Hours;
        var ahead = pair.Reflection.Rounds.Where(round => !round.IsSettledFor(role)).Select(round => Rhythm.DeliveryFor(round.Slot, hours, [])).Where(at => at > now).ToArray();
        return ahead is not [] ? ahead.Min() : NextSlot(view, pair) is { } slot ? Rhythm.DeliveryFor(slot.Date, hours, []) : null;
    }

    /// <summary>Whether there is still something to ask: of two slots that reach a person at one moment, only the newer is worth it.</summary>
    public static bool IsWorthAsking(PairView view, Pair pair, Role role, Card card, Instant now)
    {
        if (RoundOf(pair, card.Argument) is not { } round || round.IsSettledFor(role))
            return false;
        var hours = view.Of(role).Hours;
        var newer = pair.Reflection.Rounds.Select(other => other.Slot).Where(slot => slot > round.Slot);
        if (NextSlot(view, pair) is { } next)
            newer = newer.Append(next.Date);
        return !newer.Any(slot => Rhythm.DeliveryFor(slot, hours, []) <= now);
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

    /// <summary>Puts something that a person keeps to themselves into their notebook.</summary>
    public static void Keep(Ruling ruling, Role by, Words note) => Keep(ruling, by, Sheet.Empty.With(ReflectionForms.NoteFields[0], note));

    private static void Ask(Ruling ruling, Slot slot)
    {
        var reflection = ruling.Pair.Reflection;
        var resting = ruling.Pair.Rest is { Shown: true };
        // What comes too late to be asked uses up no question.
        var (questions, offered) = resting || ruling.Now >= slot.At + Useful ? ([], reflection.Offered) : ReflectionDeck.Next(reflection.Offered, ruling.Pair.Id);
        ruling.Pair = ruling.Pair with
        {
            Reflection = reflection with
            {
                LastSlot = slot.Date,
                Offered = offered,
                Rounds = questions.IsEmpty ? reflection.Rounds : [.. reflection.Rounds.TakeLast(ReflectionState.RoundsKept - 1), new Round(slot.Date, questions, false, false)],
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
        var words = Keep(ruling, by, sheet);
        SettleRound(ruling, by, submitted.Argument, null);
        if (RoundOf(ruling.Pair, submitted.Argument) is { } round)
        {
            var to = ruling.Pair.Of(by);
            ruling.Answer(by, AskCard(round.Slot), "reflection.noted", SendKey.ForSlot("reflection", round.Slot, ruling.Pair.Id, to));
        }
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
