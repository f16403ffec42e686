using NodaTime;
using TrustBot.Cases;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Safety;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Storage;

namespace TrustBot.Delivery;

/// <summary>What the courier asks the decisions about: may this go out, and what does it say. Read fresh for every message.</summary>
internal abstract record Desk(string ETag)
{
    public abstract Person? Receiver(PersonId id);

    public abstract Gate MayGo(Send send, Instant now);

    public abstract ValueTask<Message?> DrawAsync(Send send, Instant now, CancellationToken cancellation);

    public sealed record OfPair(PairView View, PairReader Reader, string ETag) : Desk(ETag)
    {
        public override Person? Receiver(PersonId id) => View.SeatOf(id) is { } role ? View.Of(role) : null;

        public override Gate MayGo(Send send, Instant now) => PairMachine.MayGo(View, send, now);

        public override async ValueTask<Message?> DrawAsync(Send send, Instant now, CancellationToken cancellation) =>
            PairMachine.Draw(await Reader.WithWordsAsync(View, send.To, send.Card, cancellation), send.To, send.Card, now);
    }

    public sealed record OfPerson(PersonView View, string ETag) : Desk(ETag)
    {
        public override Person? Receiver(PersonId id) => id == View.Person.Id ? View.Person : null;

        public override Gate MayGo(Send send, Instant now) => PersonMachine.MayGo(View, send, now);

        public override ValueTask<Message?> DrawAsync(Send send, Instant now, CancellationToken cancellation) =>
            ValueTask.FromResult(PersonMachine.Draw(View, send.Card, now));
    }

    public sealed record OfCase(CaseView View, string ETag) : Desk(ETag)
    {
        public override Person? Receiver(PersonId id) => View.People.GetValueOrDefault(id);

        public override Gate MayGo(Send send, Instant now) => CaseMachine.MayGo(View, send, now);

        public override ValueTask<Message?> DrawAsync(Send send, Instant now, CancellationToken cancellation) =>
            ValueTask.FromResult(CaseMachine.Draw(View, send.To, send.Card));
    }
}

internal sealed class Desks(ITable table, PairReader pairs, PersonStore people, PersonReader persons, CaseReader cases)
{
    /// <returns>Null when the pair, person or case of the partition does not exist.</returns>
    public async ValueTask<Desk?> OpenAsync(Subject subject, CancellationToken cancellation)
    {
        if (subject.Kind == SubjectKind.Pair)
            return await pairs.ReadAsync(new PairId(subject.Id), cancellation) is { } pair
                ? new Desk.OfPair(await pairs.FreshAsync(pair.Value, cancellation), pairs, pair.ETag)
                : null;
        if (subject.Kind == SubjectKind.Case)
            return await cases.ReadAsync(new CaseId(subject.Id), cancellation) is { } one
                ? new Desk.OfCase(await cases.FreshAsync(one.Value, cancellation), one.ETag)
                : null;
        return await people.ReadFreshAsync(new PersonId(subject.Id), cancellation) is { } person
            ? new Desk.OfPerson(await persons.ViewAsync(person.Value, cancellation), person.ETag)
            : null;
    }

    /// <summary>Whether nothing was decided since the desk was opened: the very last look before the call.</summary>
    public async ValueTask<bool> IsCurrentAsync(Subject subject, Desk desk, CancellationToken cancellation) =>
        (await table.ReadAsync(subject.Table, subject.Partition, subject.Root, cancellation))?.ETag == desk.ETag;
}
