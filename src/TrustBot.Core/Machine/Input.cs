using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;

namespace TrustBot.Core.Machine;

/// <summary>Everything that can happen to a pair.</summary>
public abstract record Input
{
    private Input() { }

    /// <summary>A coordinator's import proposes the two. Doing it again changes nothing.</summary>
    /// <param name="Reason">The coordinator's own line about why; empty when there is none.</param>
    public sealed record Proposed(PairId Id, ProgrammeId Programme, PersonId Mentor, PersonId Mentee, PersonId Coordinator, Words Reason, string? Cohort) : Input;

    /// <summary>The coordinator sends the invitation; it goes out at <paramref name="At"/> or each person's next opening after it.</summary>
    public sealed record Invited(Instant At) : Input;

    /// <summary>The coordinator takes back an invitation that has not gone out.</summary>
    public sealed record InvitationCancelled : Input;

    /// <param name="From">The message that carried the button, to be drawn anew.</param>
    public sealed record Pressed(PersonId By, ActionId Action, string? Argument, SendKey? From) : Input;

    /// <param name="From">The message whose button opened the form, to be drawn anew; null when there is none.</param>
    public sealed record Submitted(PersonId By, ActionId Form, string? Argument, FormAnswers Answers, string Nonce, int BasedOn, SendKey? From = null) : Input;

    /// <summary>A typed word that is about this pair.</summary>
    public sealed record Asked(PersonId By, Command Command) : Input;

    /// <summary>Time has passed. What is due is settled before any other input too.</summary>
    public sealed record Woken : Input;

    /// <summary>A member changed hours, zone, language or name.</summary>
    /// <param name="From">The message of this pair on which they pressed, to be drawn anew; null when it was elsewhere.</param>
    /// <param name="Language">Whether they chose another language: then the cards that stand open are drawn anew in it.</param>
    public sealed record PersonChanged(PersonId Person, SendKey? From = null, bool Language = false) : Input;

    /// <summary>A member asked to be forgotten. The pair ends at once; doing it again changes nothing more.</summary>
    /// <param name="Standing">
    /// The messages that stand in chats: those that quote the member's words are drawn anew without them, and those that name a later end with this one.
    /// </param>
    public sealed record PersonForgotten(PersonId Person, ImmutableArray<StandingMessage> Standing) : Input;

    public sealed record ProgrammeChanged : Input;

    /// <summary>The coordinator gives this pair a rhythm of its own, or with null takes it back.</summary>
    public sealed record CadenceSet(Cadence? Cadence) : Input;
}

/// <summary>A message that was sent and can be drawn anew in its place.</summary>
public sealed record StandingMessage(SendKey Key, PersonId To, Card Card);
