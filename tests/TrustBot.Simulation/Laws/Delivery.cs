using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Closing;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;

namespace TrustBot.Simulation.Laws;

/// <summary>I2: no message stands in a chat twice, but one to a contact where nobody can look: that one comes rather twice than never.</summary>
internal sealed class SeenOnce : Law
{
    private const int MostInDoubt = 3;

    public override void Arrived(Arrival arrival)
    {
        if (arrival.IsNew && arrival.Copies > (arrival is { Case: not null, Post.CanBeFound: false } ? MostInDoubt : 1))
            throw Broken("I2", $"{arrival.Post.DrawnBy} of {arrival.Partition} can be seen {arrival.Copies} times.");
    }
}

/// <summary>I2: nobody is asked the same twice, under whatever key; what somebody has just asked to see again does not count.</summary>
internal sealed class AskedOnce : Law
{
    private readonly HashSet<(string Partition, PersonId To, string What)> asked = [];

    public override void Arrived(Arrival arrival)
    {
        var again = arrival.Row.Send.Key.Value.StartsWith("meetings.check-again", StringComparison.Ordinal) ? " again" : "";
        if (arrival is { Asks: true, IsUnsolicited: true } && !asked.Add((arrival.Partition, arrival.To, $"{arrival.Card.Kind} {arrival.Card.Argument}{again}")))
            throw Broken("I2", $"{arrival.To} was asked {arrival.Card.Kind} {arrival.Card.Argument} of {arrival.Partition} twice.");
    }
}

/// <summary>I7: a catch-up brings the newest alone; the older of two that are due is worth nothing any more.</summary>
internal sealed class NewestAlone(Witness table) : Law
{
    private readonly Dictionary<(string Partition, PersonId To), string> newest = [];

    public override void Arrived(Arrival arrival)
    {
        var (partition, send, card) = (arrival.Partition, arrival.Row.Send, arrival.Card);
        if (!arrival.Asks || card.Kind is not ("reflection.ask" or "prompts.missed") || send.Answers)
            return;
        if (newest.TryGetValue((partition, arrival.To), out var last) && string.CompareOrdinal(card.Argument, last) < 0)
            throw Broken("I7", $"{send.Key} of {partition} came after the question of {last}.");
        newest[(partition, arrival.To)] = card.Argument!;
        var newer = table.Sends.OpenOf(partition).FirstOrDefault(row => row.Send.To == arrival.To && !row.Send.Answers && row.Send.Card.Kind == card.Kind
            && string.CompareOrdinal(row.Send.Card.Argument, card.Argument) > 0 && row.Send.NotBefore <= arrival.Begun);
        if (newer is not null)
            throw Broken("I7", $"{send.Key} of {partition} came although {newer.Send.Key} was due.");
    }
}

/// <summary>I4: whatever nobody asked for comes inside its receiver's hours.</summary>
internal sealed class InsideHours(Witness table) : Law
{
    public override void Arrived(Arrival arrival)
    {
        if (!arrival.IsUnsolicited)
            return;
        var hours = table.People[Keys.Partition(arrival.To.Value)].Hours;
        if (!Window.IsOpen(arrival.Begun, hours, []))
            throw Broken("I4", $"{arrival.Row.Send.Key} of {arrival.Partition} reached {arrival.To} at {arrival.Begun.InZone(DateTimeZoneProviders.Tzdb[hours.Zone])}, outside {hours.From} to {hours.Until}.");
    }
}

/// <summary>I7: nothing comes when it is worth nothing any more.</summary>
internal sealed class StillUseful : Law
{
    public override void Arrived(Arrival arrival)
    {
        var send = arrival.Row.Send;
        if (arrival.IsUnsolicited && arrival.Begun >= send.UsefulUntil)
            throw Broken("I7", $"{send.Key} of {arrival.Partition} was sent at {arrival.Begun}, and was useful until {send.UsefulUntil}.");
    }
}

/// <summary>I4: who rests is left alone.</summary>
internal sealed class NotAtRest : Law
{
    public override void Arrived(Arrival arrival)
    {
        if (arrival is { Disturbs: true, Pair: { Rest: { } rest } pair } && rest.Covers(pair.Mentor == arrival.To ? Role.Mentor : Role.Mentee) && arrival.Card.Kind != "rest.begins")
            throw Broken("I4", $"{arrival.Row.Send.Key} of {arrival.Partition} reached {arrival.To} during a rest until {rest.Until}.");
    }
}

/// <summary>I4: who has asked for the end is left alone until it shows.</summary>
internal sealed class QuietBeforeTheEnd : Law
{
    public override void Arrived(Arrival arrival)
    {
        if (arrival is { Disturbs: true, Pair: { Closing: ClosingState.Asked asked } pair } && asked.Of(pair.Mentor == arrival.To ? Role.Mentor : Role.Mentee) is not null)
            throw Broken("I4", $"{arrival.Row.Send.Key} of {arrival.Partition} reached {arrival.To}, who has asked for the end.");
    }
}
