using System.Collections.Immutable;
using TrustBot.Core.Joining;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Safety;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Programmes;

namespace TrustBot.Cases;

/// <summary>Loads what a decision about a case may look at, and to whom somebody can turn.</summary>
public sealed class CaseReader(CaseStore cases, CaseSafe safe, PersonStore people, PersonReader persons, ProgrammeStore programmes)
{
    public ValueTask<Stored<Case>?> ReadAsync(CaseId id, CancellationToken cancellation) => cases.ReadAsync(id, cancellation);

    /// <returns>Null when the input is about a case that does not exist and does not make one.</returns>
    public async ValueTask<CaseView?> ViewAsync(CaseId id, Case? stored, CaseInput input, CancellationToken cancellation)
    {
        var opened = await safe.OpenAsync(id, CaseMachine.Needs(stored, input), cancellation);
        return stored is not null ? await ViewAsync(stored, stored.Programme, [stored.Author, stored.Contact, stored.Backup], opened, cancellation)
            : input is CaseInput.Sent sent ? await ViewAsync(null, sent.Programme, [sent.By, sent.Contact, sent.Backup], opened, cancellation)
            : null;
    }

    /// <summary>For the last look before a message goes out. No card quotes a word.</summary>
    public ValueTask<CaseView> FreshAsync(Case stored, CancellationToken cancellation) =>
        ViewAsync(stored, stored.Programme, [stored.Author, stored.Contact, stored.Backup], Opened.Nothing, cancellation);

    /// <summary>Whoever has no pair, or whose pairs can't be read any more, may turn to the contacts of any programme here.</summary>
    /// <returns>Null when there is no such person.</returns>
    public async ValueTask<TalkView?> TalkAsync(PersonId author, CancellationToken cancellation)
    {
        if (await people.ReadFreshAsync(author, cancellation) is not { } stored)
            return null;
        var pairs = (await persons.ViewAsync(stored.Value, cancellation)).Pairs;
        var paired = pairs.Where(mine => mine.Pair.Joining is JoiningState.Joined).ToList();
        var homes = await ProgrammesAsync(pairs, cancellation);
        return new TalkView(
            stored.Value,
            await OfferedAsync(author, [.. pairs.Select(mine => mine.Partner.Id)], homes, cancellation),
            [.. paired.Select(mine => mine.Partner.FirstName)],
            homes.Select(programme => programme.Emergency).FirstOrDefault(number => number is not null));
    }

    private async ValueTask<IReadOnlyList<Programme>> ProgrammesAsync(ImmutableArray<Core.Machine.PairOfPerson> pairs, CancellationToken cancellation)
    {
        var ids = pairs.Select(mine => mine.Pair.Programme).Reverse().Distinct().ToList();
        var found = new List<Programme>();
        foreach (var id in ids.Count > 0 ? ids : await programmes.AllAsync(cancellation))
        {
            if (await programmes.ReadFreshAsync(id, cancellation) is { } programme)
                found.Add(programme);
        }
        return found;
    }

    private async ValueTask<ImmutableArray<OfferedContact>> OfferedAsync(
        PersonId author, IReadOnlyCollection<PersonId> partners, IReadOnlyList<Programme> from, CancellationToken cancellation)
    {
        var offered = ImmutableArray.CreateBuilder<OfferedContact>();
        foreach (var (programme, contact) in from.SelectMany(programme => programme.Promised.Select(contact => (programme, contact))))
        {
            var id = contact.Person!.Value;
            if (id != author && !partners.Contains(id) && offered.All(other => other.Person.Id != id) && await people.ReadAsync(id, cancellation) is { } person)
                offered.Add(new OfferedContact(programme, person, contact.Job, contact.Outside));
        }
        return [.. offered.OrderByDescending(contact => contact.Outside)];
    }

    private async ValueTask<CaseView> ViewAsync(Case? stored, ProgrammeId programme, PersonId?[] involved, Opened opened, CancellationToken cancellation)
    {
        var known = ImmutableDictionary.CreateBuilder<PersonId, Person>();
        foreach (var id in involved.OfType<PersonId>().Distinct())
        {
            if ((await people.ReadFreshAsync(id, cancellation))?.Value is { } person)
                known[id] = person;
        }
        var home = await programmes.ReadFreshAsync(programme, cancellation) ?? throw new InvalidOperationException($"There is no programme {programme}.");
        return new CaseView(stored, known.ToImmutable(), home, opened);
    }
}
