namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string EndAskTitle(string partner) => Text("closing.ask.title", ("partner", partner));

    public string EndAskText => Text("closing.ask.text");

    public string EndQuietly => Text("closing.end");

    public string EndFormTitle => Text("closing.form.title");

    public string EndFormText(string coordinator) => Text("closing.form.text", ("coordinator", coordinator));

    public string EndWhenQuestion => Text("closing.form.when");

    public string EndWhenHint => Text("closing.form.hint");

    public string EndAtCheckIn(string moment) => Text("closing.form.check-in", ("moment", moment));

    public string EndSoon(string moment) => Text("closing.form.soon", ("moment", moment));

    public string EndGoodbyeQuestion(string partner) => Text("closing.form.goodbye", ("partner", partner));

    public string EndAskedTitle(string partner) => Text("closing.asked.title", ("partner", partner));

    public string EndAskedText(string moment) => Text("closing.asked.text", ("moment", moment));

    public string EndGoodbyeNoted(string partner) => Text("closing.asked.goodbye", ("partner", partner));

    public string EndTakeBack => Text("closing.take-back");

    public string EndAddGoodbye => Text("closing.add-goodbye");

    public string EndTakenBack(string partner) => Text("closing.taken-back", ("partner", partner));

    public string ClosesTitle(string partner, string day) => Text("closing.closes.title", ("partner", partner), ("day", day));

    public string ClosesText(string until) => Text("closing.closes.text", ("until", until));

    public string ClosesForBoth(string partner) => Text("closing.closes.both", ("partner", partner));

    public string ClosedTitle(string partner, string day) => Text("closing.closed.title", ("partner", partner), ("day", day));

    public string ClosedText(string until) => Text("closing.closed.text", ("until", until));

    public string KeepNotes => Text("closing.keep-notes");

    public string KeepNotesText(string until) => Text("closing.keep-notes.text", ("until", until));

    public string NewPair => Text("closing.new-pair");

    public string NewPairNoted(string coordinator) => Text("closing.new-pair.noted", ("coordinator", coordinator));

    public string CheckInTitle(string partner) => Text("closing.check-in.title", ("partner", partner));

    public string CheckInText => Text("closing.check-in.text");

    public string WhyCheckIn => Text("closing.check-in.why");

    public string CheckInOver(string partner) => Text("closing.check-in.over", ("partner", partner));

    public string CarryOn => Text("closing.carry-on");

    public string Finish => Text("closing.finish");

    public string GoodbyeTitle(string partner) => Text("closing.goodbye.title", ("partner", partner));

    public string GoodbyeText(string day) => Text("closing.goodbye.text", ("day", day));

    public string GoodbyeYes => Text("closing.goodbye.yes");

    public string GoodbyeNo => Text("closing.goodbye.no");

    public string GoodbyeNoted(string partner) => Text("closing.goodbye.noted", ("partner", partner));

    public string FarewellTitle(string partner) => Text("closing.farewell.title", ("partner", partner));

    public string FarewellText(string day) => Text("closing.farewell.text", ("day", day));

    public string FarewellOver(string partner) => Text("closing.farewell.over", ("partner", partner));

    public string FarewellFormTitle => Text("closing.farewell.form");

    public string FarewellBackQuestion => Text("closing.farewell.back");

    public string FarewellBackExample => Text("closing.farewell.back.example");

    public string FarewellThanksQuestion(string partner) => Text("closing.farewell.thanks", ("partner", partner));

    public string FarewellThanksExample => Text("closing.farewell.thanks.example");

    public string FarewellSeal => Text("closing.farewell.seal");

    public string FarewellOpenedTitle(string partner) => Text("closing.farewell.opened", ("partner", partner));

    public string AskTextAnyTime(string coordinator, string programme) => Text("closing.ask-coordinator", ("coordinator", coordinator), ("programme", programme));

    public string StatusEnds(string moment) => Text("closing.status.ends", ("moment", moment));

    public string StatusCloses(string day, string until) => Text("closing.status.closes", ("day", day), ("until", until));

    public string StatusClosed(string day, string until) => Text("closing.status.closed", ("day", day), ("until", until));

    public string FarewellBack => Text("closing.farewell.back.label");

    public string FarewellThanks => Text("closing.farewell.thanks.label");
}
