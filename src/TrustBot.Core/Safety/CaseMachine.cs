using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;

namespace TrustBot.Core.Safety;

/// <summary>Decides everything about one message to a contact. Pure: the same view, input and moment give the same decision.</summary>
public static class CaseMachine
{
    private const int FirstCheckDays = 2;
    private const int SecondCheckDays = 5;

    /// <summary>Between the word to the contact and the end of a message that nobody closes.</summary>
    private const int DaysOfWarning = 7;

    /// <summary>The programme's days may change meanwhile, so what waits for them looks again.</summary>
    private static readonly Duration LongestSleep = Duration.FromDays(30);

    /// <summary>To read it again within a day keeps it no longer, and is not written down.</summary>
    private static readonly Duration Touch = Duration.FromDays(1);

    /// <summary>Which words must be opened before <see cref="Decide"/> is called with this input.</summary>
    public static ImmutableArray<WordsId> Needs(Case? stored, CaseInput input) =>
        stored is { Words: { } words } && input is CaseInput.Pressed pressed && pressed.By == stored.Contact && pressed.Action == SafetyActions.Open ? [words] : [];

    /// <summary>Settles what is due at <paramref name="now"/>, then takes the input.</summary>
    public static CaseDecision Decide(CaseView view, CaseInput input, Instant now)
    {
        if (view.Case is not { } stored)
            return input is CaseInput.Sent sent ? Send(view, sent, now) : new CaseDecision(null, [], []);
        var ruling = new CaseRuling(view, stored, now);
        Check(ruling);
        switch (input)
        {
            case CaseInput.Pressed pressed when pressed.By == stored.Contact && pressed.Action == SafetyActions.Open:
                Open(ruling);
                break;
            case CaseInput.Pressed pressed when pressed.By == stored.Contact && pressed.Action == SafetyActions.InTouch:
                InTouch(ruling);
                break;
            case CaseInput.Pressed pressed when pressed.By == stored.Author && pressed.Action == SafetyActions.Withdraw:
                Withdraw(ruling);
                break;
            case CaseInput.Pressed pressed when pressed.By == stored.Author && pressed.Action == SafetyActions.Clear:
                Show(ruling, cleared: true);
                break;
            case CaseInput.Pressed pressed when pressed.By == stored.Author && pressed.Action == SafetyActions.Show:
                Show(ruling, cleared: false);
                break;
            // Asked again until everything of the author is gone: once there is nothing to take back, there is nothing to draw anew either.
            case CaseInput.AuthorForgotten when stored.State is CaseState.Sent:
                Withdraw(ruling);
                break;
            case CaseInput.Woken when stored.NextWake <= now:
                ruling.Case = ruling.Case with { };
                break;
        }
        return ruling.Done();
    }

    /// <summary>Whether a message may go out now. To draw one anew in its place disturbs nobody; the others keep to their reader's hours.</summary>
    public static Gate MayGo(CaseView view, Send send, Instant now)
    {
        if (view.Case is not { } stored || !view.People.TryGetValue(send.To, out var reader))
            return new Gate.Skip("not-a-member");
        if (reader.Forgetting is { Done: true })
            return new Gate.Skip("forgotten");
        if (send.Answers || send.OnlyInPlace)
            return new Gate.Go();
        if (now >= send.UsefulUntil)
            return new Gate.Skip("late");
        if (CaseMessages.IsOver(stored, send.To, send.Card))
            return new Gate.Skip("settled");
        var opening = Window.NextOpening(now, reader.Hours, []);
        return opening > now ? new Gate.Wait(opening) : new Gate.Go();
    }

    /// <summary>The message as it stands now. It never quotes a word of the author's.</summary>
    public static Message? Draw(CaseView view, PersonId reader, Card card) => CaseMessages.Draw(view, reader, card);

    internal static Instant? NextWake(Case stored, Programme programme, Instant now) => stored.State switch
    {
        CaseState.Sent { Checks: 0 } => stored.FirstCheck,
        CaseState.Sent { Checks: 1 } => stored.SecondCheck,
        CaseState.Sent or CaseState.Opened when stored.DeletesAt is null => Instant.Min(WarnsAt(stored, programme), now + LongestSleep),
        _ => null,
    };

    private static Instant WarnsAt(Case stored, Programme programme) =>
        Instant.Max(stored.SecondCheck, stored.LastActivity + Duration.FromDays(programme.CaseDays - DaysOfWarning));

    private static CaseDecision Send(CaseView view, CaseInput.Sent sent, Instant now)
    {
        var hours = view.Programme.Hours;
        var ruling = new CaseRuling(view, new Case
        {
            Id = sent.Id,
            Programme = sent.Programme,
            Author = sent.By,
            Contact = sent.Contact,
            Backup = sent.Backup == sent.Contact ? null : sent.Backup,
            SentAt = now,
            FirstCheck = Window.AddWorkDays(now, FirstCheckDays, hours),
            SecondCheck = Window.AddWorkDays(now, SecondCheckDays, hours),
        }, now);
        ruling.Case = ruling.Case with { Words = ruling.Write(sent.Sheet) };
        ruling.Tell(sent.By, CaseMessages.Receipt, answers: true);
        ruling.Tell(sent.Contact, CaseMessages.ForContact);
        return ruling.Done();
    }

    private static void Check(CaseRuling ruling)
    {
        if (ruling.Case.State is CaseState.Sent { Checks: 0 } && ruling.Now >= ruling.Case.FirstCheck)
        {
            ruling.Case = ruling.Case with { State = new CaseState.Sent(1) };
            ruling.Tell(ruling.Case.Contact, CaseMessages.ForContact);
            TellBackup(ruling);
        }
        if (ruling.Case.State is CaseState.Sent { Checks: 1 } && ruling.Now >= ruling.Case.SecondCheck)
        {
            // Whoever cleared the chat is to know this all the same: it may be time to turn to somebody else.
            ruling.Case = ruling.Case with { State = new CaseState.Sent(2), Cleared = false };
            TellBackup(ruling);
            ruling.Tell(ruling.Case.Author, CaseMessages.Receipt);
        }
        if (ruling.Case is { DeletesAt: null, State: CaseState.Sent { Checks: 2 } or CaseState.Opened } open && ruling.Now >= WarnsAt(open, ruling.View.Programme))
        {
            // A week from when the contact can have read of it.
            var read = ruling.View.People.TryGetValue(open.Contact, out var contact) ? Window.NextOpening(ruling.Now, contact.Hours, []) : ruling.Now;
            ruling.Case = open with { DeletesAt = read + Duration.FromDays(DaysOfWarning) };
            ruling.Tell(open.Contact, CaseMessages.Ends);
        }
    }

    /// <summary>What the contact does about it keeps it for its whole time again.</summary>
    private static void Keep(CaseRuling ruling)
    {
        if (ruling.Case.DeletesAt is null && ruling.Case.State is not CaseState.Sent && ruling.Now < ruling.Case.LastActivity + Touch)
            return;
        ruling.Case = ruling.Case with { Touched = ruling.Now, DeletesAt = null };
    }

    private static void TellBackup(CaseRuling ruling)
    {
        if (ruling.Case.Backup is { } backup && ruling.View.Programme.Promised.Any(contact => contact.Person == backup))
            ruling.Tell(backup, CaseMessages.ForBackup);
    }

    private static void Open(CaseRuling ruling)
    {
        var warned = ruling.Case.DeletesAt is not null;
        if (ruling.Case.State is CaseState.Sent or CaseState.Opened)
            Keep(ruling);
        if (ruling.Case.State is CaseState.Sent)
        {
            ruling.Case = ruling.Case with { State = new CaseState.Opened(ruling.Now) };
            ruling.Refresh(ruling.Case.Contact);
            if (ruling.Case.Backup is { } backup)
                ruling.Refresh(backup);
            if (!ruling.Case.Cleared)
                ruling.Tell(ruling.Case.Author, CaseMessages.Receipt);
        }
        else if (warned || ruling.Case.State is CaseState.Withdrawn)
            ruling.Refresh(ruling.Case.Contact);
        ruling.Form = CaseForms.Read(ruling.View, ruling.Case);
    }

    private static void InTouch(CaseRuling ruling)
    {
        if (ruling.Case.State is CaseState.Opened)
            ruling.Case = ruling.Case with { State = new CaseState.InTouch(ruling.Now), DeletesAt = null };
        ruling.Refresh(ruling.Case.Contact);
        ruling.Refresh(ruling.Case.Author);
    }

    private static void Withdraw(CaseRuling ruling)
    {
        if (ruling.Case.State is CaseState.Sent)
        {
            ruling.Erase();
            ruling.Case = ruling.Case with { State = new CaseState.Withdrawn(ruling.Now) };
            ruling.Refresh(ruling.Case.Contact);
            if (ruling.Case.Backup is { } backup)
                ruling.Refresh(backup);
        }
        ruling.Refresh(ruling.Case.Author);
    }

    private static void Show(CaseRuling ruling, bool cleared)
    {
        ruling.Case = ruling.Case with { Cleared = cleared };
        ruling.Refresh(ruling.Case.Author);
    }
}
