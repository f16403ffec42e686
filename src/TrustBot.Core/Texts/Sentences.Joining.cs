namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string InvitationPreview(string coordinator) => Text("joining.preview", ("coordinator", coordinator));

    public string InvitationTitleToMentee(string name) => Text("joining.title.to-mentee", ("name", name));

    public string InvitationTitleToMentor(string name) => Text("joining.title.to-mentor", ("name", name));

    public string SuggestsBecause(string coordinator, string partner) => Text("joining.suggests-because", ("coordinator", coordinator), ("partner", partner));

    public string SuggestsYouTwo(string coordinator) => Text("joining.suggests", ("coordinator", coordinator));

    public string InvitationTerms(string rhythm, string partner, string coordinator, string until) => Text("joining.terms", ("rhythm", rhythm), ("partner", partner), ("coordinator", coordinator), ("until", until));

    public string Join => Text("joining.join");

    public string NotForMe => Text("joining.decline");

    public string AskSomeone(string name) => Text("joining.ask", ("name", name));

    public string AskTitle(string coordinator) => Text("joining.ask.title", ("coordinator", coordinator));

    public string AskText(string coordinator, string programme) => Text("joining.ask.text", ("coordinator", coordinator), ("programme", programme));

    public string DeclineTitle => Text("joining.scope.title");

    public string DeclineText(string partner, string programme) => Text("joining.scope.text", ("partner", partner), ("programme", programme));

    public string OnlyThisPairing => Text("joining.scope.pairing");

    public string WholeProgramme => Text("joining.scope.programme");

    public string Declined(string partner) => Text("joining.declined", ("partner", partner));

    public string YouJoined(string partner, string until) => Text("joining.you-joined", ("partner", partner), ("until", until));

    public string YouBothJoined(string partner) => Text("joining.both-joined", ("partner", partner));

    public string DidNotStart(string partner) => Text("joining.did-not-start", ("partner", partner));

    /// <summary>Where the other asked to be forgotten.</summary>
    public string DidNotStartAlone => Text("joining.did-not-start.alone");

    public string DeclineTextAlone(string programme) => Text("joining.scope.text.alone", ("programme", programme));

    public string SomeoneElse(string coordinator) => Text("joining.again.text", ("coordinator", coordinator));

    public string YesSuggestSomeone => Text("joining.again.yes");

    public string NoThankYou => Text("joining.again.no");

    public string SomeoneElseYes(string coordinator) => Text("joining.again.yes-noted", ("coordinator", coordinator));

    public string SomeoneElseNo => Text("joining.again.no-noted");
}
