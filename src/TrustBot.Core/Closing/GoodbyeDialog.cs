using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Closing;

/// <summary>A goodbye that opens only if both, asked apart, would like one; then each writes, and both read at the same moment.</summary>
internal static class GoodbyeDialog
{
    public static readonly Card AskCard = new("closing.goodbye");
    public static readonly Card WriteCard = new("closing.farewell");
    public static readonly Card OpenedCard = new("closing.opened");

    /// <summary>Those who asked for the end said it then, and hear nothing of this.</summary>
    public static void Offer(Ruling ruling, ClosingState.Planned planned)
    {
        foreach (var role in Roles.Both.Where(role => planned.Of(role).Goodbye == Goodbye.Unsaid))
            Send(ruling, role, AskCard, planned.ShownOn.PlusDays(ClosingTimes.FarewellDays));
    }

    public static void Open(Ruling ruling, ClosingState.Planned planned)
    {
        if (planned is not { Mentor.Goodbye: Goodbye.Yes, Mentee.Goodbye: Goodbye.Yes })
            return;
        foreach (var role in Roles.Both)
            Send(ruling, role, WriteCard, planned.On);
    }

    /// <summary>What did not open in time is deleted unread.</summary>
    public static void Drop(Ruling ruling, ClosingState.Planned planned)
    {
        foreach (var role in Roles.Both.Where(role => planned.Of(role).Farewell is { Visibility: Visibility.AfterBoth }))
            ruling.Erase(planned.Of(role).Farewell);
    }

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (pressed.Action == ClosingActions.Goodbye && pressed.Argument is ClosingActions.Yes or ClosingActions.No)
            Answer(ruling, by, pressed.Argument == ClosingActions.Yes ? Goodbye.Yes : Goodbye.No, pressed.From);
        else if (pressed.Action == ClosingActions.Write && IsToWrite(ruling.Pair, by))
            ruling.Form = ClosingForms.Farewell(ruling.DrawingFor(by));
        else if (pressed.Action == ClosingActions.Write)
            ruling.Redraw(by, WriteCard, pressed.From);
    }

    public static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var sheet = Sheet.Empty.With("back", submitted.Answers["back"]).With("thanks", submitted.Answers["thanks"]);
        if (sheet.IsEmpty)
        {
            ruling.Reply = new FormReply.Errors(ImmutableDictionary<string, string>.Empty.Add("back", ruling.Say(by).AnswerMissing));
            return;
        }
        var planned = (ClosingState.Planned)ruling.Pair.Closing;
        var theirs = planned.Of(by.Other()).Farewell;
        var isLast = theirs is not null;
        var words = ruling.Write(isLast ? Visibility.UsTwo : Visibility.AfterBoth, ruling.Pair.Of(by).Value, sheet.ToWords());
        planned = planned.With(by, planned.Of(by) with { Farewell = words });
        if (theirs is not null)
        {
            var opened = ruling.Write(Visibility.UsTwo, theirs.Author, ruling.View.Words[theirs]);
            ruling.Erase(theirs);
            planned = planned.With(by.Other(), planned.Of(by.Other()) with { Farewell = opened });
        }
        ruling.Pair = ruling.Pair with { Closing = planned };
        ruling.Answer(by, WriteCard, "closing.farewell", submitted.From);
        if (!isLast)
            return;
        ruling.Answer(by, OpenedCard, "closing.opened");
        ruling.Tell(by.Other(), OpenedCard, "closing.opened");
    }

    public static bool IsToWrite(Pair pair, Role role) =>
        pair.Closing is ClosingState.Planned { Step: Step.Farewell, Mentor.Goodbye: Goodbye.Yes, Mentee.Goodbye: Goodbye.Yes } planned && planned.Of(role).Farewell is null;

    /// <summary>The other one's farewell, once it has opened.</summary>
    public static WordsId? OpenedTo(Pair pair, Role reader)
    {
        var farewell = pair.Closing switch
        {
            ClosingState.Planned planned => planned.Of(reader.Other()).Farewell,
            ClosingState.Closed closed => closed.Of(reader.Other()).Farewell,
            _ => null,
        };
        return farewell is { Visibility: Visibility.UsTwo } ? farewell : null;
    }

    /// <summary>Before it shows, the one who asked can say it beside the wish; afterwards, until the farewell's moment.</summary>
    private static void Answer(Ruling ruling, Role by, Goodbye answer, SendKey? from)
    {
        if (ruling.Pair.Closing is ClosingState.Asked asked && asked.Of(by) is { } wish)
        {
            var wished = wish with { Goodbye = answer == Goodbye.Yes };
            ruling.Pair = ruling.Pair with { Closing = by == Role.Mentor ? asked with { Mentor = wished } : asked with { Mentee = wished } };
            ruling.Redraw(by, ClosingDialog.AskCard, from);
            return;
        }
        if (ruling.Pair.Closing is ClosingState.Planned { Step: not Step.Farewell } planned && planned.Of(by).Goodbye == Goodbye.Unsaid)
            ruling.Pair = ruling.Pair with { Closing = planned.With(by, planned.Of(by) with { Goodbye = answer }) };
        ruling.Redraw(by, AskCard, from);
    }

    private static void Send(Ruling ruling, Role role, Card card, LocalDate until)
    {
        var to = ruling.Pair.Of(role);
        var at = Window.NextOpening(ruling.Now, ruling.View.Of(role).Hours, []);
        ruling.Add(new Send(SendKey.ForRevision(card.Kind, ruling.Revision, ruling.Pair.Id, to), to, card, at, ClosingTimes.SlotOn(ruling.View, until)));
    }
}
