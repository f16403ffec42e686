using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Machine;

/// <summary>Decides everything about one pair. Pure: the same view, input and moment give the same decision.</summary>
public static class PairMachine
{
    /// <summary>Which words must be opened before <see cref="Decide"/> is called with this input; most inputs need none.</summary>
    public static ImmutableArray<WordsId> Needs(Pair? pair, Input input) => [];

    /// <summary>Settles what is due at <paramref name="now"/>, then takes the input.</summary>
    public static Decision Decide(PairView view, Input input, Instant now) => Decision.None(view.Pair);

    /// <summary>Which words must be opened to draw this card for this reader; never one that the reader may not read.</summary>
    public static ImmutableArray<WordsId> CardNeeds(Pair pair, PersonId reader, Card card) => [];

    /// <summary>The message as it stands at <paramref name="now"/>; null when there is nothing left to say, and a message not yet sent is to be skipped.</summary>
    public static Message? Draw(PairView view, PersonId reader, Card card, Instant now) => null;

    /// <summary>Whether a message may go out now, whatever was right when it was decided.</summary>
    public static Gate MayGo(PairView view, Send send, Instant now) => new Gate.Go();
}

/// <summary>The last word before a message goes out.</summary>
public abstract record Gate
{
    private Gate() { }

    public sealed record Go : Gate;

    /// <param name="Until">Story time: the receiver's next opening.</param>
    public sealed record Wait(Instant Until) : Gate;

    /// <param name="Reason">A constant: <c>late</c>, <c>resting</c>, <c>ended</c>, <c>settled</c>.</param>
    public sealed record Skip(string Reason) : Gate;
}
