using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.Programmes;
using TrustBot.Core.Safety;
using TrustBot.People;
using TrustBot.Programmes;

namespace TrustBot.Cases;

/// <summary>Asks a programme's contacts for their promise, and notes what they answer.</summary>
public sealed class Promises(ProgrammeStore programmes, PersonEngine persons)
{
    /// <summary>Each contact once, however often this is called.</summary>
    public async ValueTask AskAsync(Programme programme, CancellationToken cancellation)
    {
        foreach (var person in programme.Contacts.Select(contact => contact.Person).OfType<PersonId>())
            await persons.HandleAsync(person, new PersonInput.AskedToPromise(programme.Id), cancellation);
    }

    /// <summary>Before the card is drawn anew, which shows what stands in the programme.</summary>
    /// <param name="argument">As the button carries it.</param>
    public async ValueTask AnswerAsync(PersonId by, string? argument, CancellationToken cancellation)
    {
        if (Promise.AnswerOf(argument) is { } answer)
            await programmes.ChangeAsync(
                answer.Programme,
                programme => Promise.Answered(programme, by, answer.Promised),
                new AuditEntry(answer.Promised ? "contact-promised" : "contact-declined", by),
                tellPairs: false,
                cancellation);
    }
}
