using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Simulation.Laws;

/// <summary>I3: what everybody in a channel reads is exactly one text, to which both agreed, each having read it.</summary>
internal sealed class PostedByBoth(Consents consents) : Law
{
    public override void Arrived(Arrival arrival)
    {
        if (arrival.Row.Send.Place is null)
            return;
        var words = arrival.Post.Message.Parts.OfType<Part.Wrote>().Select(part => part.Words.Reveal()).ToList();
        if (arrival.Pair is not { } pair || words is not [var text] || !consents.Has(pair, text))
            throw Broken("I3", $"{arrival.Row.Send.Key} of {arrival.Partition} was posted for everybody, and not both agreed to it.");
        if (Canaries.TextsOf(arrival.Post.Message).Any(other => other != text && Canaries.Has(other)))
            throw Broken("I3", $"{arrival.Row.Send.Key} of {arrival.Partition} was posted with words beside those agreed to.");
    }
}

/// <summary>Who has agreed to have what posted: the author by sending the form that showed it, the other by the button below it.</summary>
internal sealed class Consents
{
    public const string Form = "celebration.post-form.v1";
    public const string Button = "celebration.agree.v1";

    private readonly HashSet<(PairId Pair, PersonId By, string Text)> given = [];

    public void Give(PairId pair, PersonId by, IEnumerable<string> texts) => given.UnionWith(texts.Select(text => (pair, by, text)));

    public bool Has(Pair pair, string text) => given.Contains((pair.Id, pair.Mentor, text)) && given.Contains((pair.Id, pair.Mentee, text));
}
