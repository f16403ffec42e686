using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Safety;

/// <summary>What a contact is asked before anybody can turn to them: to ask before speaking to anyone, unless someone is in danger.</summary>
public static class Promise
{
    public const string CardKind = "people.promise";

    private const string Yes = "yes";
    private const string No = "no";

    public static Card CardOf(ProgrammeId programme) => new(CardKind, programme.Value);

    /// <summary>Which programme a press is about, and what it answers; null for an argument that no button carries.</summary>
    public static (ProgrammeId Programme, bool Promised)? AnswerOf(string? argument) => argument?.Split('|') switch
    {
        [var programme, Yes] => (new ProgrammeId(programme), true),
        [var programme, No] => (new ProgrammeId(programme), false),
        _ => null,
    };

    /// <returns>Null when this person is no contact of the programme, or has given the same answer before.</returns>
    public static Programme? Answered(Programme programme, PersonId by, bool promised)
    {
        var contact = programme.Contacts.FirstOrDefault(contact => contact.Person == by);
        return contact is null || contact.Promised == promised ? null : programme with
        {
            Contacts = programme.Contacts.Replace(contact, contact with { Promised = promised }),
            Revision = programme.Revision + 1,
        };
    }

    internal static Message Draw(Person person, Programme? programme)
    {
        var say = Sentences.In(person.Language);
        if (programme?.Contacts.FirstOrDefault(contact => contact.Person == person.Id) is not { } me)
            return new Message { Title = say.CaseNothing, Preview = say.Preview, Settled = true };
        var yes = new Button(say.PromiseYes, PeopleActions.Promise, $"{programme.Id}|{Yes}", Primary: me.Promised is null);
        var no = new Button(say.PromiseNo, PeopleActions.Promise, $"{programme.Id}|{No}");
        return me.Promised switch
        {
            true => new Message { Title = say.PromiseGiven(programme.Name), Preview = say.Preview, Settled = true, More = [no] },
            false => new Message { Title = say.PromiseRefused(programme.Name), Preview = say.Preview, Settled = true, More = [yes] },
            null => new Message
            {
                Title = say.PromiseTitle(programme.CoordinatorName),
                Preview = say.Preview,
                Parts = [new Part.Paragraph(say.PromiseText(programme.Name, me.Job)), new Part.Paragraph(say.PromiseIs)],
                Buttons = [yes, no],
            },
        };
    }
}
