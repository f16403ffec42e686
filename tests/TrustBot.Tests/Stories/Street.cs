using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using TrustBot.Core.Pairs;

namespace TrustBot.Tests.Stories;

/// <summary>A platform as people live on it: what they can do there, and what they see.</summary>
internal interface IStreet : IAsyncDisposable
{
    /// <summary>For the program that is to answer here.</summary>
    IReadOnlyList<string> Settings { get; }

    /// <summary>The program runs.</summary>
    void Open(WebApplication app);

    /// <summary>Somebody whom the platform's directory knows by mail.</summary>
    void Bring(Resident resident);

    /// <summary>They open the chat with the bot for the first time.</summary>
    Task ArriveAsync(Resident resident);

    Task SayAsync(Resident by, string text);

    /// <summary>Whether a button of that name stands in the chat.</summary>
    bool CanPress(Resident by, string label);

    /// <summary>Presses the newest button of that name.</summary>
    /// <returns>The window that opened; null when none did.</returns>
    Task<Window?> PressAsync(Resident by, string label);

    /// <summary>Fills in what is asked and sends it.</summary>
    /// <param name="answer">By the field's name; null leaves it as it stands, or takes the first option.</param>
    /// <returns>The next page, the same one with its errors, or null when it closed.</returns>
    Task<Window?> SendAsync(Window window, Func<string, string?> answer);

    /// <summary>Puts the window away without sending it.</summary>
    Task CloseAsync(Window window);

    /// <summary>What stands in the chat, one text for each message, oldest first.</summary>
    IReadOnlyList<string> ChatOf(Resident resident);

    /// <summary>The same messages as every platform shows them: without forms, wherever those stand.</summary>
    IReadOnlyList<Standing> StandingIn(Resident resident);
}

/// <summary>A message as it stands in a chat.</summary>
/// <param name="Title">With a tick before it once it is settled.</param>
/// <param name="Buttons">In order, also those that lie behind a menu.</param>
internal sealed record Standing(string Title, ImmutableArray<string> Buttons)
{
    public override string ToString() => string.Join(' ', [Title, .. Buttons.Select(label => $"[{label}]")]);

    /// <summary>Without what a platform puts in so that nothing becomes a link or a line of its own.</summary>
    public static string Tidy(string text) =>
        string.Join(' ', text.Replace("\u2060", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

internal sealed record Resident(string Id, string Name)
{
    public static readonly Resident Ana = new("ana", "Ana Ruiz");
    public static readonly Resident Bo = new("bo", "Bo Lind");

    /// <summary>Somebody to talk to, in no pair.</summary>
    public static readonly Resident Noor = new("noor", "Noor Haddad");

    public static readonly ImmutableArray<Resident> Both = [Ana, Bo];

    public string FirstName => Name.Split(' ')[0];

    public PersonId Person => new($"0{Id}0");

    /// <summary>As the directories have it.</summary>
    public string Mail => $"{Id}@example.org";

    public Resident Other => this == Ana ? Bo : Ana;
}

/// <param name="Text">Everything that can be read in it.</param>
/// <param name="Fields">The names of what is asked.</param>
/// <param name="Drawn">As the platform keeps it.</param>
internal sealed record Window(Resident By, string Title, string Text, ImmutableArray<string> Fields, object Drawn);
