using System.Collections.Concurrent;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.People;

namespace TrustBot.Slack.Outbound;

/// <summary>What is kept of an address.</summary>
/// <param name="Conversation"><c>D…</c> for a person, <c>C…</c> or <c>G…</c> for a channel that was written to.</param>
/// <param name="Greeted">Whether the person who opened the chat was welcomed in it.</param>
public sealed record SlackPlace(string? Conversation, bool Greeted = false);

/// <summary>A person's chat, or why it could not be had.</summary>
public abstract record Opening
{
    private Opening() { }

    public sealed record There(string Conversation) : Opening;

    public sealed record Not(SlackResult Why) : Opening;
}

/// <summary>The chats with people. To open one is what Slack allows least often, so that each is opened once and kept.</summary>
public sealed class OpenedConversations(Places places, SlackApi api, SlackPaces paces)
{
    private readonly ConcurrentDictionary<Address, Lazy<Task<Opening>>> running = new();

    /// <returns>Null where nothing was opened or written to yet.</returns>
    public async ValueTask<string?> FindAsync(Address address, CancellationToken cancellation) =>
        await places.ReadAsync(address, cancellation) is { } note ? PairJson.Read<SlackPlace>(note).Conversation : null;

    public async ValueTask<Opening> OpenAsync(SlackInstallation installation, Address address, CancellationToken cancellation)
    {
        if (await FindAsync(address, cancellation) is { } known)
            return new Opening.There(known);
        // Whoever comes while it is being opened gets the same; nobody's patience ends it for the others.
        return await running.GetOrAdd(address, _ => new Lazy<Task<Opening>>(() => OpenAsync(installation, address))).Value.WaitAsync(cancellation);
    }

    /// <summary>Somebody wrote from there, or a message landed there.</summary>
    public async ValueTask RememberAsync(Address address, string conversation, CancellationToken cancellation) =>
        await places.ChangeAsync(address, note => PairJson.Write((note is null ? new SlackPlace(null) : PairJson.Read<SlackPlace>(note)) with { Conversation = conversation }), cancellation);

    /// <summary>To be called after the welcome: who is welcomed twice by a crash in between sees it once, because it has a name.</summary>
    public async ValueTask GreetedAsync(Address address, CancellationToken cancellation) =>
        await places.ChangeAsync(address, note => PairJson.Write((note is null ? new SlackPlace(null) : PairJson.Read<SlackPlace>(note)) with { Greeted = true }), cancellation);

    public async ValueTask<bool> IsGreetedAsync(Address address, CancellationToken cancellation) =>
        await places.ReadAsync(address, cancellation) is { } note && PairJson.Read<SlackPlace>(note).Greeted;

    /// <summary>Slack no longer knows it: the next message asks for it again.</summary>
    public async ValueTask ForgetAsync(Address address, string conversation, CancellationToken cancellation) => await places.ChangeAsync(
        address,
        note => note is not null && PairJson.Read<SlackPlace>(note) is var place && place.Conversation == conversation ? PairJson.Write(place with { Conversation = null }) : null,
        cancellation);

    private async Task<Opening> OpenAsync(SlackInstallation installation, Address address)
    {
        try
        {
            return await AskAsync(installation, address);
        }
        finally
        {
            running.TryRemove(address, out _);
        }
    }

    private async ValueTask<Opening> AskAsync(SlackInstallation installation, Address address)
    {
        var user = SlackAddress.Of(address).Who;
        var result = await paces.CallAsync(
            installation.Workspace, SlackMethods.OpenConversation, address.Id, () => api.OpenConversationAsync(installation.Token, user, CancellationToken.None));
        if (result is not SlackResult.Ok ok)
            return new Opening.Not(result);
        if (SlackCodes.TextAt(ok.Body["channel"], "id") is not { Length: > 0 } conversation)
            return new Opening.Not(new SlackResult.Unknown());
        await RememberAsync(address, conversation, CancellationToken.None);
        return new Opening.There(conversation);
    }
}
