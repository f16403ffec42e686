namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string Preview => Text("preview");

    public string OwnName => Text("language.own-name");

    public string OnlyYou => Text("sees.only-you");

    public string OnlyYouSpoken => Text("sees.only-you.spoken");

    public string YouAnd(string partner) => Text("sees.you-and", ("partner", partner));

    public string YouAndSpoken(string partner, string coordinator) => Text("sees.you-and.spoken", ("partner", partner), ("coordinator", coordinator));

    public string SealedThenYouAnd(string partner) => Text("sees.sealed", ("partner", partner));

    public string SealedThenYouAndSpoken(string partner, string coordinator) => Text("sees.sealed.spoken", ("partner", partner), ("coordinator", coordinator));

    /// <summary>One person outside the pair, who reads it because it is theirs to know.</summary>
    public string WithYourName(string name) => Text("sees.contact", ("name", name));

    public string Wrote(string name) => Text("wrote", ("name", name));

    public string SendTo(string partner) => Text("button.send-to", ("partner", partner));

    public string Later => Text("button.later");

    public string Close => Text("button.close");

    public string Next => Text("button.next");

    public string Done => Text("button.done");

    public string Save => Text("button.save");

    public string Read => Text("button.read");

    public string Write => Text("button.write");

    public string Pass => Text("button.pass");

    public string Pause => Text("button.pause");

    public string WhatIsStored => Text("button.what-is-stored");

    public string ChooseADay => Text("button.choose-a-day");

    /// <summary>To somebody whose window belongs to a step that is over.</summary>
    public string MovedOn => Text("form.moved-on");

    public string AnswerMissing => Text("form.missing");

    public string AnswerTooLong(int most, int length) => Text("form.too-long", ("most", Large(most)), ("length", Large(length)));

    public string AnswerNotOffered => Text("form.not-offered");

    public string DateNotUnderstood => Text("form.date");

    public string DayNotAhead => Text("form.day-not-ahead");

    public string DayOutOfReach => Text("form.day-out-of-reach");
}
