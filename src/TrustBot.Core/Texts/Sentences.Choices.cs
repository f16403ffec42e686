using System.Collections.Immutable;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Meetings;
using TrustBot.Core.Pairs;
using TrustBot.Core.Programmes;
using TrustBot.Core.Reflection;

namespace TrustBot.Core.Texts;

/// <summary>Sentences that there is one of for each case of something.</summary>
public sealed partial class Sentences
{
    public string AboutYouQuestion(string field) => Text($"introduction.question.{field}");

    public string AboutYouOwn(string field) => Text($"introduction.own.{field}");

    public string AboutYouAnswer(string field, string partner) => Text($"introduction.answer.{field}", ("partner", partner));

    public string AboutYouExample(string field, Role role) => Text($"introduction.example.{Name(role)}.{field}");

    public string LineLabel(ChoiceLine line) => Text($"line.{line.Name()}");

    public string Choice(ChoiceLine line, int choice, string mentor, string mentee) =>
        Text($"choice.{line.Name()}.{Number(choice)}", ("mentor", mentor), ("mentee", mentee));

    public string ChoiceQuestion(ChoiceLine line, Role asked, string partner) => line == ChoiceLine.Hope
        ? Text($"choice.question.hope.{Name(asked)}", ("partner", partner))
        : Text($"choice.question.{line.Name()}");

    public string ComparisonWord(Comparison comparison) =>
        Text(comparison switch { Comparison.Match => "comparison.match", Comparison.NearMiss => "comparison.near-miss", _ => "comparison.gap" });

    public string GapTitle(string partner, ChoiceLine line) => Text($"gap.title.{line.Name()}", ("partner", partner));

    public string GapText(int matches, string mine, string partner, string theirs) =>
        matches == 0
            ? Text("gap.text.none", ("mine", mine), ("partner", partner), ("theirs", theirs))
            : Plural("gap.text", matches, ("mine", mine), ("partner", partner), ("theirs", theirs));

    public string KickoffQuestion(string field, Role asked, string partner) => Text($"kickoff.question.{field}.{Name(asked)}", ("partner", partner));

    public string KickoffExample(string field, Role role) => Text($"kickoff.example.{field}.{Name(role)}");

    /// <param name="partner">Null for what the reader wrote.</param>
    public string KickoffTextBy(string field, string? partner) => OfMeOr(partner, $"kickoff.text.{field}");

    public string StoredNow(string field) => Text($"kickoff.stored-now.{field}");

    public string ConfidentialityExceptions(IEnumerable<Contact> contacts) => !contacts.Any()
        ? Text("kickoff.exceptions")
        : Text("kickoff.exceptions.contacts", ("contacts", And(contacts.Select(contact => Text("kickoff.contact", ("name", contact.Name), ("job", contact.Job))))));

    public string GoalCount(int count) => Plural("goals.count", count);

    public string StatusGoalCount(int count) => count == 0 ? Text("status.goals.none") : Plural("status.goals", count);

    public string GoalExample(Role role) => Text($"goals.example.{Name(role)}");

    public string GoalTestExample(Role role) => Text($"goals.test.example.{Name(role)}");

    /// <param name="whose">The partner's name, or who sees the reader's own goal.</param>
    public string GoalByDay(string whose, string day) => Text("goals.by", ("whose", whose), ("day", day));

    /// <param name="partner">Null for a goal of the reader's own.</param>
    public string GoalTestOf(string? partner) => OfMeOr(partner, "goals.test");

    /// <param name="again">Whether it was asked for the second and last time.</param>
    public string CheckAnswered(string partner, Met met, bool again) => Text(
        met switch
        {
            Met.Yes => "meetings.answered.yes",
            Met.Moved => "meetings.answered.moved",
            Met.NotYet => again ? "meetings.answered.still-not-yet" : "meetings.answered.not-yet",
            _ => "meetings.answered.no",
        },
        ("partner", partner));

    public string NoteExample(int question) => Text($"reflection.example.{Number(question)}");

    public string ReplyButton(LineReply reply) => Text($"reply.button.{Name(reply)}");

    public string ReplyText(LineReply reply, string partner) => Text($"reply.text.{Name(reply)}", ("partner", partner));

    public string YouReplied(LineReply reply, string partner) => Text($"reply.sent.{Name(reply)}", ("partner", partner));

    private string OfMeOr(string? partner, string key) => partner is null ? Text($"{key}.me") : Text($"{key}.partner", ("partner", partner));

    private static string Name(Role role) => role == Role.Mentor ? "mentor" : "mentee";

    private static string Name(LineReply reply) => reply switch { LineReply.BeenThere => "been-there", LineReply.TellMeMore => "tell-me-more", _ => "thank-you" };
}
