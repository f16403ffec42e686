using System.Collections.Immutable;
using TrustBot.Core.Programmes;

namespace TrustBot.Core.Import;

/// <summary>Whom a row names to be talked to. A file may name the same person in every row.</summary>
internal sealed partial class PairRows
{
    private readonly record struct ContactColumns(PairColumn Mail, PairColumn Name, PairColumn Job, PairColumn Outside);

    private static readonly ImmutableArray<ContactColumns> Seats =
    [
        new(PairColumn.ContactMail, PairColumn.ContactName, PairColumn.ContactJob, PairColumn.ContactOutside),
        new(PairColumn.BackupMail, PairColumn.BackupName, PairColumn.BackupJob, PairColumn.BackupOutside),
    ];

    private readonly Dictionary<Mail, ContactCells> contacts = [];

    private ImmutableArray<ContactCells> ContactsOf(CsvRecord record, Mail? mentor, Mail? mentee)
    {
        var found = ImmutableArray.CreateBuilder<ContactCells>();
        foreach (var seat in Seats)
        {
            if (ContactOf(record, seat) is not { } contact)
                continue;
            if (contact.Mail == mentor || contact.Mail == mentee)
                Report(record, RowProblemKind.ContactInPair, seat.Mail);
            else if (found.Any(other => other.Mail == contact.Mail))
                Report(record, RowProblemKind.ContactTwice, seat.Mail);
            else if (contacts.TryGetValue(contact.Mail, out var known))
                found.Add(Known(record, seat, contact, known));
            else if (contacts.Count + found.Count >= Programme.MostContacts)
                Report(record, RowProblemKind.TooManyContacts, seat.Mail, Programme.MostContacts);
            else
                found.Add(contact);
        }
        return found.ToImmutable();
    }

    /// <summary>What the file said first counts.</summary>
    private ContactCells Known(CsvRecord record, ContactColumns seat, ContactCells contact, ContactCells known)
    {
        if (contact with { Line = known.Line } != known)
            Report(record, RowProblemKind.ContactDiffers, seat.Mail, known.Line);
        return known;
    }

    /// <returns>Null where the row names nobody, or not well.</returns>
    private ContactCells? ContactOf(CsvRecord record, ContactColumns seat)
    {
        var before = problems.Count;
        var mail = MailOf(record, seat.Mail);
        var name = TextOf(record, seat.Name, PairsCsv.MaxName);
        var job = TextOf(record, seat.Job, PairsCsv.MaxName);
        var outside = OutsideOf(record, seat.Outside);
        if (Failed(before) || (mail is null && name is null && job is null))
            return null;
        if (mail is { } address && name is not null && job is not null)
            return new ContactCells(record.Line, address, name, job, outside);
        Report(record, RowProblemKind.ContactIncomplete, mail is null ? seat.Mail : name is null ? seat.Name : seat.Job);
        return null;
    }

    private bool OutsideOf(CsvRecord record, PairColumn column)
    {
        switch (TextOf(record, column, PairsCsv.MaxName)?.ToLowerInvariant())
        {
            case null or "yes" or "y" or "ja" or "j" or "true" or "1" or "x":
                return true;
            case "no" or "n" or "nein" or "false" or "0":
                return false;
            default:
                Report(record, RowProblemKind.NotYesOrNo, column);
                return true;
        }
    }
}
