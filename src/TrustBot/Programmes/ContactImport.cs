using System.Collections.Immutable;
using TrustBot.Core.Import;
using TrustBot.Core.Pairs;
using TrustBot.Core.Programmes;
using TrustBot.People;

namespace TrustBot.Programmes;

public enum ContactFate
{
    New,

    /// <summary>As they stand in the settings, whatever the file says.</summary>
    AlreadyHere,

    /// <summary>The programme has as many contacts as it may.</summary>
    NoRoom,

    /// <summary>They asked to be forgotten: nobody is made anew without their own wish.</summary>
    Forgotten,
}

public sealed record ContactOutcome(ContactCells Cells, ContactFate Fate)
{
    public override string ToString() => $"ContactOutcome, line {Cells.Line}, {Fate}";
}

/// <summary>The contacts that a file of pairs names: looked up, and then asked in chat for their promise.</summary>
public sealed class ContactImport(PersonStore people, ProgrammeDesk desk)
{
    public async ValueTask<ImmutableArray<ContactOutcome>> TryAsync(Programme programme, PairsFile file, CancellationToken cancellation)
    {
        var outcomes = ImmutableArray.CreateBuilder<ContactOutcome>();
        var room = Programme.MostContacts - programme.Contacts.Length;
        foreach (var cells in file.Contacts)
        {
            var id = await people.FindByMailAsync(cells.Mail.Value, cancellation);
            var known = id is { } found ? await people.ReadAsync(found, cancellation) : null;
            var fate = known is { IsForgotten: true } ? ContactFate.Forgotten
                : id is not null && programme.Contacts.Any(contact => contact.Person == id) ? ContactFate.AlreadyHere
                : room-- > 0 ? ContactFate.New
                : ContactFate.NoRoom;
            outcomes.Add(new ContactOutcome(cells, fate));
        }
        return outcomes.ToImmutable();
    }

    public async ValueTask<ImmutableArray<ContactOutcome>> RunAsync(Programme programme, PersonId by, PairsFile file, CancellationToken cancellation)
    {
        var outcomes = await TryAsync(programme, file, cancellation);
        var added = outcomes.Where(one => one.Fate == ContactFate.New).Select(one => new ContactDraft(one.Cells.Name, one.Cells.Job, one.Cells.Mail, null, one.Cells.Outside)).ToImmutableArray();
        if (!added.IsEmpty)
            await desk.AddContactsAsync(programme, by, added, cancellation);
        return outcomes;
    }
}
