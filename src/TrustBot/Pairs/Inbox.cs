using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Pairs;

/// <summary>
/// What a person does in any channel comes in here, after the channel has made sure who it is. When a task completes, what it decided is
/// stored and survives a killed process; sending comes after.
/// </summary>
public sealed class Inbox
{
    /// <summary>A button. Most presses change something and answer with a message; some open a form.</summary>
    /// <param name="pair">Null for buttons that are about the person.</param>
    /// <returns>The form to open, or null.</returns>
    public ValueTask<Form?> PressAsync(PersonId by, PairId? pair, ActionId action, string? argument, SendKey? from, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>A form that was filled in. The same nonce again has no second effect and gives the same reply.</summary>
    public ValueTask<FormReply> SubmitAsync(PersonId by, PairId? pair, ActionId form, string? argument, FormAnswers answers, string nonce, int basedOn, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>Typed words: a command, or anything else, which gets the menu and is kept nowhere.</summary>
    public ValueTask SayAsync(PersonId by, string text, CancellationToken cancellation) => throw new NotSupportedException();
}
