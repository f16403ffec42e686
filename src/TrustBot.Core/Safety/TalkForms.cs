using System.Collections.Immutable;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Safety;

/// <summary>Somebody who gave the promise, and whom this author can turn to.</summary>
public sealed record OfferedContact(Programme Programme, Person Person, string Job, bool Outside);

/// <param name="Contacts">Never the author, nor anybody the author is or was paired with.</param>
/// <param name="Partners">The first names of those with whom the author is paired.</param>
/// <param name="Emergency">Whom to call in danger; null where no programme names anybody.</param>
public sealed record TalkView(Person Author, ImmutableArray<OfferedContact> Contacts, ImmutableArray<string> Partners, string? Emergency);

/// <summary>
/// The way to a named contact. With several to choose from it takes two pages, because every line of the second names the one who was
/// chosen, and a label beside a field must be true.
/// </summary>
internal static class TalkForms
{
    public const string Text = "words";
    public const string Reach = "reach";
    public const string Whom = "contact";
    public const string BackupField = "backup";
    public const string NobodyElse = "nobody";

    private const int LongestText = 2000;
    private const int LongestReach = 200;

    public static Form First(TalkView view) => view.Contacts switch
    {
        [] => None(view),
        [var only] => Send(view, only),
        _ => Choose(view),
    };

    public static Form Choose(TalkView view)
    {
        var say = Sentences.In(view.Author.Language);
        return new Form
        {
            Id = SafetyActions.ChooseForm,
            Title = say.TalkTitle,
            Parts =
            [
                new FormPart.Note(NotTold(view, say)),
                new FormPart.Question(new Field.Choice(Whom, say.TalkWhom, OnlyYou(say),
                    [.. view.Contacts.Select(contact => new Option(contact.Person.Id.Value, say.ContactAndJob(contact.Person.Name, contact.Job)))], view.Contacts[0].Person.Id.Value)),
                new FormPart.Note(say.NotLive(view.Emergency)),
            ],
            Submit = say.TalkNext,
            Close = say.Close,
        };
    }

    public static Form Send(TalkView view, OfferedContact to)
    {
        var say = Sentences.In(view.Author.Language);
        var sees = new Sees(Visibility.Contact, say.WithYourName(to.Person.Name), say.ContactSpoken(to.Person.FirstName));
        return new Form
        {
            Id = SafetyActions.SendForm,
            Title = say.TalkTitle,
            Argument = to.Person.Id.Value,
            Parts =
            [
                new FormPart.Note(say.TalkTo(say.ContactAndJob(to.Person.Name, to.Job))),
                new FormPart.Note(NotTold(view, say)),
                new FormPart.Note(say.TalkPromise(to.Person.FirstName)),
                new FormPart.Question(new Field.Text(Text, say.TalkQuestion(to.Person.FirstName), sees, LongestText, ManyLines: true, Words.None) { Optional = true, Hint = say.TalkHint }),
                new FormPart.Question(new Field.Text(Reach, say.TalkReach, sees, LongestReach, ManyLines: false, Words.None) { Optional = true, Example = say.TalkReachExample }),
                .. BackupParts(view, to, say),
                new FormPart.Note(say.TalkAnswer(to.Person.FirstName)),
                new FormPart.Note(say.NotLive(to.Programme.Emergency)),
            ],
            Submit = say.SendTo(to.Person.FirstName),
            Close = say.Close,
        };
    }

    /// <summary>Those whom the author could name as the one who hears that something lies unopened; the first is the default.</summary>
    public static ImmutableArray<OfferedContact> Backups(TalkView view, OfferedContact to) =>
        [.. view.Contacts.Where(other => other.Person.Id != to.Person.Id && other.Programme.Id == to.Programme.Id).OrderByDescending(other => other.Outside)];

    private static IEnumerable<FormPart> BackupParts(TalkView view, OfferedContact to, Sentences say)
    {
        var backups = Backups(view, to);
        return backups.IsEmpty
            ? [new FormPart.Note(say.TalkNoBackup)]
            : [new FormPart.Question(new Field.Choice(BackupField, say.TalkBackup(to.Person.FirstName), OnlyYou(say),
                [.. backups.Select(other => new Option(other.Person.Id.Value, other.Person.Name)), new Option(NobodyElse, say.TalkNobodyElse)], backups[0].Person.Id.Value))];
    }

    private static Form None(TalkView view)
    {
        var say = Sentences.In(view.Author.Language);
        return new Form { Id = SafetyActions.ChooseForm, Title = say.TalkTitle, Parts = [new FormPart.Note(say.TalkNobody), new FormPart.Note(say.NotLive(view.Emergency))], Close = say.Close };
    }

    private static string NotTold(TalkView view, Sentences say) => view.Partners is [var partner] ? say.TalkNotTold(partner) : say.TalkNotToldAnybody;

    private static Sees OnlyYou(Sentences say) => new(Visibility.OnlyMe, say.OnlyYou, say.OnlyYouSpoken);
}
