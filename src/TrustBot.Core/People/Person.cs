using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;

namespace TrustBot.Core.People;

/// <summary>What TrustBot keeps about one person, beside the pairs' own rows. The mail address is not here: only a keyed hash of it, in the directory.</summary>
public sealed record Person
{
    public required PersonId Id { get; init; }

    /// <summary>From the import or the platform's profile; the other person sees it in titles.</summary>
    public required string Name { get; init; }

    /// <summary>What stands in titles: the name up to its first space.</summary>
    [JsonIgnore]
    public string FirstName => Name.IndexOf(' ') is >= 0 and var end ? Name[..end] : Name;

    public required Language Language { get; init; }

    /// <summary>Whether the person, or the import's row about them, named the language, rather than the programme or their profile.</summary>
    public bool LanguageChosen { get; init; }

    /// <summary>Never null: until the person chose, the programme's ordinary hours in the zone that the import or the profile gave.</summary>
    public required WorkingHours Hours { get; init; }

    /// <summary>Whether the person chose the hours, rather than having been given the programme's.</summary>
    public bool HoursChosen { get; init; }

    /// <summary>Where TrustBot writes to this person; null while no channel has found them.</summary>
    public Address? Address { get; init; }

    /// <summary>Whether TrustBot can write to that address.</summary>
    public Reach Reach { get; init; }

    /// <summary>Story time since which TrustBot can't write to them, without a break; null while it can, for who was never found, and until the first look for who was lost by an older version.</summary>
    public Instant? LostAt { get; init; }

    /// <summary>Null while TrustBot can't write to this person.</summary>
    [JsonIgnore]
    public Address? Reachable => Reach is Reach.Here ? Address : null;

    /// <summary>Where this person can be reached, if that is on another platform or under another account.</summary>
    /// <returns>Null also for who is in the Sandbox: it only stands for a platform, so that coming to a real one leads out of it, however that came about.</returns>
    public Address? Elsewhere(Address there) => Reachable is { StandsIn: false } here && here != there ? here : null;

    /// <summary>Programmes that this person wants no more invitations from.</summary>
    public ImmutableArray<ProgrammeId> NoInvitationsFrom { get; init; } = [];

    /// <summary>Programmes that asked this person to be somebody to turn to, whatever the answer was.</summary>
    public ImmutableArray<ProgrammeId> ContactOf { get; init; } = [];

    /// <summary>Null unless this person asked to be forgotten.</summary>
    public Forgetting? Forgetting { get; init; }

    [JsonIgnore]
    public bool IsForgotten => Forgetting is not null;

    /// <summary>A number that rises with every decision about this person.</summary>
    public int Revision { get; init; }

    /// <summary>The pairs that this person is or was part of, as far as the index knows.</summary>
    public ImmutableArray<PairId> Pairs { get; init; } = [];

    /// <summary>Addresses that may lead to this person and are not theirs, as far as the index knows: of a move that is under way, or was broken off.</summary>
    [JsonIgnore]
    public ImmutableArray<Address> Pending { get; init; } = [];

    /// <summary>What is left of somebody who was forgotten: an id that says nothing, so that pairs and lists keep their shape.</summary>
    public Person Bare(Forgetting forgetting) => new()
    {
        Id = Id,
        Name = "\u2014",
        Language = Language.English,
        Hours = WorkingHours.UsualIn("Etc/UTC"),
        Forgetting = forgetting,
        Revision = Revision + 1,
        Pairs = Pairs,
    };
}

/// <param name="At">Story time of the request.</param>
/// <param name="Done">Whether everything is deleted; until then it is gone on with at every wake.</param>
public sealed record Forgetting(Instant At, bool Done);

/// <summary>Where a person can be reached.</summary>
/// <param name="Channel">A constant: <c>sandbox</c>, <c>slack</c> or <c>teams</c>.</param>
/// <param name="Id">The platform's own id for the person's private conversation or account; where there are several tenants or workspaces, after that one's and a slash.</param>
public sealed record Address(string Channel, string Id)
{
    private const char Slash = '/';

    [JsonIgnore]
    public bool StandsIn => Channel == "sandbox";

    /// <summary>Whether both are accounts of one tenant or workspace.</summary>
    public bool IsInPlaceOf(Address other) => Channel == other.Channel && Place.SequenceEqual(other.Place);

    private ReadOnlySpan<char> Place => Id.IndexOf(Slash) is >= 0 and var end ? Id.AsSpan(0, end) : [];
}
