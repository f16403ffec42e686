using NodaTime;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams;

/// <summary>What is kept of a conversation: how to speak in it, and whether it was greeted.</summary>
/// <param name="Arrivals">How often the bot was taken away from it: what tells one arrival from the next.</param>
public sealed record TeamsPlace(ConversationReference Reference, bool Greeted = false, int Arrivals = 0);

/// <summary>The conversations that TrustBot was let into. Two messages at once change one of them one after the other.</summary>
public sealed class TeamsPlaces(Places places)
{
    /// <summary>A reference that nothing changed about is written again when it is this old, so that it says when it was last true.</summary>
    private static readonly Duration Fresh = Duration.FromDays(7);

    public async ValueTask<TeamsPlace?> ReadAsync(Address address, CancellationToken cancellation) =>
        await places.ReadAsync(address, cancellation) is { } note ? PairJson.Read<TeamsPlace>(note) : null;

    /// <summary>Takes over what a newer verified activity says.</summary>
    public async ValueTask<TeamsPlace> RememberAsync(Address address, ConversationReference seen, CancellationToken cancellation)
    {
        var place = new TeamsPlace(seen);
        await ChangeAsync(address, known => place = known is null ? new TeamsPlace(seen) : IsNews(known.Reference, seen) ? known with { Reference = seen } : known, cancellation);
        return place;
    }

    /// <summary>Gives an address to a conversation, unless another one has it.</summary>
    public async ValueTask ClaimAsync(Address address, ConversationReference seen, CancellationToken cancellation) =>
        await ChangeAsync(address, known => known is null ? new TeamsPlace(seen) : known.Reference.Conversation == seen.Conversation && IsNews(known.Reference, seen) ? known with { Reference = seen } : known, cancellation);

    /// <returns>Whether this call was the first to greet since the bot arrived.</returns>
    public ValueTask<bool> GreetAsync(Address address, CancellationToken cancellation) =>
        ChangeAsync(address, known => known is { Greeted: false } ? known with { Greeted = true } : known, cancellation);

    /// <summary>The bot was taken away: the next arrival is another one.</summary>
    public async ValueTask LeaveAsync(Address address, CancellationToken cancellation) =>
        await ChangeAsync(address, known => known is { Greeted: true } ? known with { Greeted = false, Arrivals = known.Arrivals + 1 } : known, cancellation);

    public ValueTask ForgetAsync(Address address, CancellationToken cancellation) => places.ForgetAsync(address, cancellation);

    /// <summary>The service said that the chat is another one by now.</summary>
    public async ValueTask MoveAsync(Address address, string conversation, CancellationToken cancellation) =>
        await ChangeAsync(address, known => known is null ? null : known with { Reference = known.Reference with { Conversation = conversation } }, cancellation);

    private static bool IsNews(ConversationReference known, ConversationReference seen) =>
        seen.VerifiedAt > known.VerifiedAt && (seen.VerifiedAt - known.VerifiedAt > Fresh || seen with { VerifiedAt = known.VerifiedAt } != known);

    private ValueTask<bool> ChangeAsync(Address address, Func<TeamsPlace?, TeamsPlace?> change, CancellationToken cancellation) => places.ChangeAsync(
        address,
        note =>
        {
            var known = note is null ? null : PairJson.Read<TeamsPlace>(note);
            // Every message looks, and next to none has news.
            return change(known) is { } changed && changed != known ? PairJson.Write(changed) : note;
        },
        cancellation);
}
