using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Machine;

/// <summary>Everything that can happen to one person across all their pairs.</summary>
public abstract record PersonInput
{
    private PersonInput() { }

    /// <summary>A typed text. What is no command gets the menu, and is neither stored nor logged.</summary>
    public sealed record Said(Command? Command) : PersonInput;

    /// <summary>The person opened a chat with TrustBot on a platform.</summary>
    public sealed record Arrived : PersonInput;

    /// <summary>What the platform says of the person, who may have travelled: it holds for what they have not chosen themselves.</summary>
    /// <param name="Zone">An IANA id; null when it says none.</param>
    /// <param name="Language">Null when it says none that TrustBot speaks.</param>
    public sealed record Profiled(string? Zone, Language? Language) : PersonInput;

    /// <summary>A programme wants this person as a contact. Asking again changes nothing.</summary>
    public sealed record AskedToPromise(ProgrammeId Programme) : PersonInput;

    /// <param name="Pair">The pair whose message carried the button; null when it was a message about the person.</param>
    public sealed record Pressed(ActionId Action, string? Argument, SendKey? From, PairId? Pair = null) : PersonInput;

    /// <param name="Pair">The pair whose message opened the form; null when it was a message about the person.</param>
    public sealed record Submitted(ActionId Form, string? Argument, FormAnswers Answers, string Nonce, SendKey? From = null, PairId? Pair = null) : PersonInput;
}

/// <param name="Pairs">The person's pairs, in the order in which they were proposed.</param>
public sealed record PersonView(Person Person, ImmutableArray<PairOfPerson> Pairs, House House)
{
    /// <summary>The programmes that asked this person to be a contact.</summary>
    public ImmutableArray<Programme> AskedBy { get; init; } = [];

    /// <summary>What is kept of this person in each pair; empty unless <see cref="PersonMachine.ReadsData"/> asked for it.</summary>
    public ImmutableArray<KeptOfPair> Kept { get; init; } = [];
}

/// <summary>One of a person's pairs as that person may see it.</summary>
public sealed record PairOfPerson(Pair Pair, Person Partner, Programme Programme);

/// <param name="ForPairs">Inputs for the person's pairs, delivered as ordinary inputs after this decision is stored.</param>
public sealed record PersonDecision(
    Person Person,
    ImmutableArray<Send> Sends,
    ImmutableArray<PairTell> ForPairs,
    FormReply? Reply,
    ImmutableArray<string> Seen)
{
    public Form? Form { get; init; }
}

/// <summary>A fact that crosses from a person's partition to a pair's. It carries no words.</summary>
public sealed record PairTell(PairId Pair, Input Input);
