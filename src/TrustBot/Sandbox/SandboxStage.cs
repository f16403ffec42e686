using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Scheduling;

namespace TrustBot.Sandbox;

/// <summary>The few doors through which the page reaches TrustBot: the same ones that any platform uses, and the clock's.</summary>
public sealed record SandboxStage
{
    public required Func<CancellationToken, ValueTask<Cast>> Cast { get; init; }

    public required Func<PersonId, CancellationToken, ValueTask<Person?>> Person { get; init; }

    public required Func<PersonId, PairId?, ActionId, string?, SendKey?, CancellationToken, ValueTask<Form?>> Press { get; init; }

    public required Func<PersonId, Submission, CancellationToken, ValueTask<FormReply>> Submit { get; init; }

    public required Func<PersonId, string, CancellationToken, ValueTask> Say { get; init; }

    /// <summary>The earliest moment, in story time, at which anything is due; null when nothing is planned.</summary>
    public required Func<CancellationToken, ValueTask<Instant?>> NextDue { get; init; }

    /// <summary>What somebody will read next; null when nobody is to be written to.</summary>
    public required Func<CancellationToken, ValueTask<Coming?>> Coming { get; init; }

    /// <summary>How many messages have arrived outside the Sandbox, such as in the Agents Playground, since the start of the program.</summary>
    public Func<int> Elsewhere { get; init; } = static () => 0;

    /// <summary>How far two people are, for the guide.</summary>
    public required Func<PairId, CancellationToken, ValueTask<Pair?>> Pair { get; init; }

    /// <summary>Lets everything due at this moment of story time happen, messages included.</summary>
    public required Func<CancellationToken, ValueTask> RunUntilIdle { get; init; }

    /// <summary>The coordinator brings in the sample file; null where no chapter is played.</summary>
    public Func<CancellationToken, ValueTask>? Import { get; init; }

    /// <summary>The coordinator invites every pair that waits for it.</summary>
    public Func<CancellationToken, ValueTask>? Invite { get; init; }

    /// <summary>Deletes the whole story and begins another; null where the store can't be begun anew.</summary>
    public Action? StartOver { get; init; }
}

/// <summary>Who can be shown: everybody whom an import brought.</summary>
/// <param name="Zone">The programme's own, for the large clock.</param>
public sealed record Cast(ImmutableArray<CastPair> Pairs, CastSeat? Coordinator, string Zone)
{
    /// <summary>Where wins are posted; null where nothing is.</summary>
    public ChannelId? WinsChannel { get; init; }

    public static readonly Cast Empty = new([], null, "Europe/Berlin");

    /// <summary>The programme's named contacts, whether they have promised or not.</summary>
    public ImmutableArray<CastSeat> Contacts { get; init; } = [];

    public IReadOnlyList<CastSeat> Seats(Role role) =>
        [.. Pairs.Select(pair => pair.Of(role)).DistinctBy(seat => seat.Id)];

    /// <summary>Whom the pane can show: the contacts stand beside the mentors, so that whoever writes to one of them is seen next to them.</summary>
    public IReadOnlyList<CastSeat> Offered(Role role) =>
        role == Role.Mentee || Pairs.IsEmpty ? Seats(role) : [.. Seats(role).Concat(Contacts).DistinctBy(seat => seat.Id)];

    /// <summary>Whom the other pane shows beside this person: whoever stands there already if they are a pair, else the first partner.</summary>
    public PersonId? PartnerOf(Role role, PersonId person, PersonId? shown)
    {
        var partners = Pairs.Where(pair => pair.Of(role).Id == person).Select(pair => pair.Of(role.Other()).Id).ToList();
        return shown is { } there && partners.Contains(there) ? there : partners.Count > 0 ? partners[0] : null;
    }

    /// <summary>Null for somebody whom no import brought.</summary>
    public string? NameOf(PersonId person) => Coordinator?.Id == person ? Coordinator.Name
        : Contacts.FirstOrDefault(contact => contact.Id == person) is { } contact ? contact.Name
        : Pairs.SelectMany(pair => new[] { pair.Mentee, pair.Mentor }).FirstOrDefault(seat => seat.Id == person)?.Name;
}

public sealed record CastPair(PairId Id, CastSeat Mentor, CastSeat Mentee)
{
    public CastSeat Of(Role role) => role == Role.Mentor ? Mentor : Mentee;
}

public sealed record CastSeat(PersonId Id, string Name);
