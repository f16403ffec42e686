using NodaTime;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Safety;
using TrustBot.Pairs;

namespace TrustBot.Simulation.Laws;

/// <summary>Something that must hold whatever happens. The books hold what was written to laws of their own as it is written.</summary>
internal abstract class Law
{
    /// <param name="touched">The subjects whose partitions were written in this step.</param>
    public virtual void AfterStep(IReadOnlyList<Subject> touched) { }

    /// <summary>Called when a message has arrived, or was drawn anew in its place, before the program learns of it.</summary>
    public virtual void Arrived(Arrival arrival) { }

    /// <summary>After a day without faults.</summary>
    public virtual void AtRest() { }

    protected static BrokenLawException Broken(string number, string how) => new($"{number}: {how}");
}

/// <param name="Case">The message to a contact that it is about; null for nearly all.</param>
/// <param name="Row">The decision that the message was drawn for.</param>
/// <param name="Begun">When the call was made.</param>
/// <param name="Copies">How often a message of this key stands in the chat.</param>
internal sealed record Arrival(Post Post, string Partition, Pair? Pair, Case? Case, SendRow Row, Instant Begun, int Copies, bool IsNew)
{
    public Card Card => Row.Send.Card;

    public PersonId To => Post.To;

    /// <summary>Nobody did anything for it to come just now.</summary>
    public bool IsUnsolicited => IsNew && !Row.Send.Answers;

    /// <summary>It came into somebody's own chat, and not where everybody reads.</summary>
    public bool Disturbs => IsUnsolicited && Row.Send.Place is null;

    public bool Asks => IsNew && !Post.Message.Settled && TrustBot.Core.Machine.PairMachine.IsPrompt(Card);
}
