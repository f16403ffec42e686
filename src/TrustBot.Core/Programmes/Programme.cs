using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Programmes;

/// <summary>What a coordinator sets up, for all pairs of one programme.</summary>
public sealed record Programme
{
    public required ProgrammeId Id { get; init; }

    public required string Name { get; init; }

    public required PersonId Coordinator { get; init; }

    public required string CoordinatorName { get; init; }

    /// <summary>How often scheduled prompts come; a pair may have a rhythm of its own.</summary>
    public required Cadence Cadence { get; init; }

    /// <summary>For people whose own language is not known.</summary>
    public required Language Language { get; init; }

    /// <summary>For people who have not chosen theirs.</summary>
    public required WorkingHours Hours { get; init; }

    /// <summary>How long an invitation stays open. Product default: 7 days.</summary>
    public int InvitationDays { get; init; } = 7;

    /// <summary>Months until the agreement is looked at again. Product default: 3.</summary>
    public int ReviewMonths { get; init; } = 3;

    /// <summary>How long what the two wrote can be read after their end; then it is deleted. Product default: 30 days.</summary>
    public int TextDays { get; init; } = 30;

    /// <summary>How long after their end the signed agreement is kept; never shorter than <see cref="TextDays"/>. Product default: a year.</summary>
    public int AgreementDays { get; init; } = 365;

    /// <summary>How many contacts a programme may have.</summary>
    public const int MostContacts = 6;

    /// <summary>People outside the pair whom one can talk to, whether they have promised or not.</summary>
    public ImmutableArray<Contact> Contacts { get; init; } = [];

    /// <summary>Those who gave the promise: only they are ever named to anybody.</summary>
    public IEnumerable<Contact> Promised => Contacts.Where(contact => contact is { Person: not null, Promised: true });

    /// <summary>Nobody is invited before there is somebody outside the team to turn to.</summary>
    public bool CanStart => Promised.Any(contact => contact.Outside);

    /// <summary>Whom to call in danger: a number or a link; null when the coordinator named none.</summary>
    public string? Emergency { get; init; }

    /// <summary>How long a message to a contact is kept after it was closed. Product default: 30 days.</summary>
    public int CaseDays { get; init; } = 30;

    /// <summary>Where a win is posted that both agreed to post; null where nothing leaves a pair.</summary>
    public ChannelId? WinsChannel { get; init; }

    /// <summary>A number that rises with every change, so that a preview can be told from what was saved.</summary>
    public int Revision { get; init; }
}

/// <param name="Job">"staff counsellor": what makes a name somebody one can judge.</param>
public sealed record Contact(string Name, string Job)
{
    /// <summary>Null where no mail address was given: somebody whom TrustBot can't write to.</summary>
    public PersonId? Person { get; init; }

    /// <summary>Not part of the programme's team.</summary>
    public bool Outside { get; init; }

    /// <summary>Their answer to the promise; null while they have given none.</summary>
    public bool? Promised { get; init; }
}
