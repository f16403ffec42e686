using TrustBot.Core.People;

namespace TrustBot.Slack.Outbound;

/// <summary>What an <see cref="Address"/> in Slack says. Ids are opaque.</summary>
/// <param name="Workspace"><c>T…</c> or <c>E…</c>.</param>
/// <param name="Who">A user; or a channel, by its name with the <c>#</c>.</param>
public readonly record struct SlackAddress(string Workspace, string Who)
{
    public const string Channel = "slack";

    private const char Slash = '/';

    public bool IsPlace => Who.StartsWith('#');

    public static SlackAddress Of(Address address) =>
        address.Id.IndexOf(Slash, StringComparison.Ordinal) is >= 0 and var at ? new(address.Id[..at], address.Id[(at + 1)..]) : new("", address.Id);

    public Address ToAddress() => new(Channel, $"{Workspace}{Slash}{Who}");
}

/// <summary>The name that a message keeps: the conversation and the moment it was posted there.</summary>
public readonly record struct SlackReference(string Conversation, string Ts)
{
    private const char Bar = '|';

    public static SlackReference? Parse(string reference) =>
        reference.IndexOf(Bar, StringComparison.Ordinal) is > 0 and var at ? new(reference[..at], reference[(at + 1)..]) : null;

    public override string ToString() => $"{Conversation}{Bar}{Ts}";
}
