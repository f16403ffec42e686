using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;

namespace TrustBot.Core.Safety;

/// <summary>Everything that can happen to a message to a contact.</summary>
public abstract record CaseInput
{
    private CaseInput() { }

    /// <summary>Sending it again changes nothing.</summary>
    /// <param name="Sheet">What the form held; may be empty.</param>
    public sealed record Sent(CaseId Id, PersonId By, ProgrammeId Programme, PersonId Contact, PersonId? Backup, Words Sheet) : CaseInput;

    public sealed record Pressed(PersonId By, ActionId Action) : CaseInput;

    public sealed record Woken : CaseInput;

    /// <summary>The author asks TrustBot to forget them: what was not opened goes, what was opened stays with the contact.</summary>
    public sealed record AuthorForgotten : CaseInput;
}

/// <summary>Everything that a decision about a case may look at.</summary>
/// <param name="Case">Null before it was sent.</param>
/// <param name="People">Author, contact and backup, as far as they are still known.</param>
/// <param name="Words">Only those that <see cref="CaseMachine.Needs"/> named.</param>
public sealed record CaseView(Case? Case, ImmutableDictionary<PersonId, Person> People, Programme Programme, Opened Words);

/// <summary>What one input does: everything in it is written in one transaction of the case's own partition.</summary>
public sealed record CaseDecision(Case? Case, ImmutableArray<Send> Sends, ImmutableArray<WordsChange> Words)
{
    public Form? Form { get; init; }
}
