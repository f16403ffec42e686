using System.Collections.Immutable;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Safety;

/// <summary>What stands in the chats of author, contact and backup. No title tells a glance over the shoulder what it is about.</summary>
internal static class CaseMessages
{
    public const string Receipt = "safety.receipt";
    public const string ForContact = "safety.message";
    public const string ForBackup = "safety.backup";

    /// <summary>To the contact, a week before the end of what nobody closes.</summary>
    public const string Ends = "safety.ends";

    public static Message? Draw(CaseView view, PersonId reader, Card card)
    {
        if (view.Case is not { } stored || !view.People.TryGetValue(reader, out var person))
            return null;
        var say = Sentences.In(person.Language);
        if (IsOver(stored, reader, card))
            return Settled(say, say.CaseNothing);
        return card.Kind switch
        {
            Receipt when reader == stored.Author => ForAuthor(view, stored, say),
            ForContact or Ends when reader == stored.Contact => ToContact(view, stored, say),
            ForBackup when reader == stored.Backup => ToBackup(view, stored, say),
            _ => null,
        };
    }

    /// <summary>Whether a card has nothing more to say: a newer one stands below it, or there is nothing left to do.</summary>
    public static bool IsOver(Case stored, PersonId reader, Card card) =>
        stored.Cards.LastOrDefault(standing => standing.To == reader)?.Card != card
        || (card.Kind is ForContact or Ends && stored.State is CaseState.Withdrawn)
        || (card.Kind == ForBackup && stored.State is not CaseState.Sent);

    private static Message ForAuthor(CaseView view, Case stored, Sentences say)
    {
        var id = stored.Id.Value;
        if (stored.Cleared)
            return Settled(say, say.CaseNothing) with { More = [new Button(say.ShowAgain, SafetyActions.Show, id)] };
        var contact = NameOf(view, stored.Contact, say);
        var clear = new Button(say.ClearFromChat, SafetyActions.Clear, id);
        var withdraw = new Button(say.WithdrawMessage, SafetyActions.Withdraw, id);
        return stored.State switch
        {
            CaseState.Sent { Checks: < 2 } => Message(say, say.CaseTitle, [say.CaseSent(contact), .. BackupLine(view, stored, say)]) with { Buttons = [withdraw, clear] },
            CaseState.Sent => Message(say, say.CaseTitle, [say.CaseStillClosed(contact), say.NotLive(view.Programme.Emergency)]) with
            {
                Buttons = [SafetyActions.TalkButton(say), withdraw, clear],
            },
            CaseState.Opened => Message(say, say.CaseTitle, [say.CaseOpened(contact)]) with { Buttons = [clear] },
            CaseState.InTouch => Message(say, say.CaseTitle, [say.CaseInTouch(contact)]) with { Buttons = [clear] },
            _ => Settled(say, say.CaseWithdrawn) with { More = [clear] },
        };
    }

    private static IEnumerable<string> BackupLine(CaseView view, Case stored, Sentences say) =>
        stored.Backup is { } backup ? [say.CaseBackup(NameOf(view, backup, say))] : [];

    private static Message ToContact(CaseView view, Case stored, Sentences say)
    {
        var id = stored.Id.Value;
        var read = new Button(say.ReadAgain, SafetyActions.Open, id);
        return stored.State switch
        {
            CaseState.Sent => Message(say, say.ContactTitle, [say.ContactText, .. EndLine(view, stored, say)]) with { Buttons = [new Button(say.OpenMessage, SafetyActions.Open, id, Primary: true)] },
            CaseState.Opened => Message(say, say.ContactTitle, [.. stored.DeletesAt is null ? [say.ContactOpened] : EndLine(view, stored, say)]) with { Buttons = [new Button(say.BeenInTouch, SafetyActions.InTouch, id, Primary: true), read] },
            _ => Settled(say, say.CaseNothing) with { More = [read] },
        };
    }

    private static IEnumerable<string> EndLine(CaseView view, Case stored, Sentences say) => stored.DeletesAt is { } at
        ? [say.ContactEnds(say.Date(at.InZone(Zones.Get(view.People[stored.Contact].Hours.Zone)).Date), view.Programme.CaseDays)]
        : [];

    private static Message ToBackup(CaseView view, Case stored, Sentences say) =>
        Message(say, say.BackupTitle, [say.BackupText(view.People.TryGetValue(stored.Contact, out var contact) ? contact.Name : say.FormerContact)]);

    private static string NameOf(CaseView view, PersonId person, Sentences say) => view.People.TryGetValue(person, out var known) ? known.FirstName : say.FormerContact;

    private static Message Message(Sentences say, string title, ImmutableArray<string> paragraphs) =>
        new() { Title = title, Preview = say.Preview, Parts = [.. paragraphs.Select(text => new Part.Paragraph(text))] };

    private static Message Settled(Sentences say, string line) => new() { Title = line, Preview = say.Preview, Settled = true };
}
