using Microsoft.Data.Sqlite;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Delivery;
using TrustBot.Scheduling;

namespace TrustBot.Sandbox;

/// <summary>The platform of the local page. Like a real one it shows a message twice when it is sent twice, and fails when it is told to.</summary>
public sealed class SandboxChannel(SandboxStore store, StoryClock clock, SandboxEvents events) : IChannel
{
    public const string ChannelName = "sandbox";

    private static readonly Duration RetryAfter = Duration.FromSeconds(30);

    public string Name => ChannelName;

    public Func<Address, SendKey, Instant, CancellationToken, ValueTask<Found>>? FindAsync => (address, key, _, _) => ValueTask.FromResult(Look(address, key));

    public ValueTask<Outcome> SendAsync(Address to, Envelope envelope, CancellationToken cancellation) =>
        ValueTask.FromResult(Through(to, envelope, () => store.Add(to.Id, envelope, clock.Now)));

    public ValueTask<Outcome> ReplaceAsync(Address to, string reference, Envelope envelope, CancellationToken cancellation) =>
        ValueTask.FromResult(Through(to, envelope, () => store.Redraw(to.Id, reference, envelope, clock.Now) ? reference : null));

    private Outcome Through(Address to, Envelope envelope, Func<string?> land)
    {
        var fault = store.Fault;
        switch (fault)
        {
            case NetworkFault.TooMany:
                return new Outcome.NotLanded("rate-limited", RetryAfter);
            case NetworkFault.Down:
                return new Outcome.NotLanded("refused");
            case NetworkFault.LostOnTheWay:
                return new Outcome.Unknown();
        }
        string? reference;
        try
        {
            reference = land();
        }
        catch (SqliteException)
        {
            return new Outcome.Unknown();
        }
        if (envelope.Place is null)
            events.PersonChanged(new PersonId(to.Id));
        else
            events.PaneChanged(SandboxModels.CoordinatorPane);
        return fault == NetworkFault.AnswerLost ? new Outcome.Unknown()
            : reference is null ? new Outcome.NotLanded("message-gone", Final: true)
            : new Outcome.Landed(reference);
    }

    private Found Look(Address address, SendKey key) =>
        store.Fault is NetworkFault.Down or NetworkFault.TooMany ? new Found.CannotTell()
        : store.Find(address.Id, key) is { } reference ? new Found.There(reference)
        : new Found.NotThere();
}
