namespace TrustBot.Core.Texts;

/// <summary>What is said at a platform's door, before and beside everything that a pair reads.</summary>
public sealed partial class Sentences
{
    public string WelcomeTitle(string name) => Text("door.welcome.title", ("name", name));

    public string WelcomeText => Text("door.welcome.text");

    /// <summary>Before a label of <see cref="Messages.Sees"/>, where a platform draws the line with a name.</summary>
    public string WhoSeesThis => Text("door.who-sees-this");

    public string More => Text("door.more");

    public string MoreThanFits => Text("door.more-than-fits");

    public string Stranger => Text("door.stranger");

    public string LookUpLater => Text("door.later");

    public string GroupHello => Text("door.group.hello");

    public string GroupMentioned => Text("door.group.mentioned");

    /// <summary>In the place of a form that stood in the chat.</summary>
    public string FormKept => Text("door.kept");

    public string FormClosed => Text("door.closed");

    /// <summary>Where somebody pressed or typed something outside the chat, and what came of it stands there.</summary>
    public string InChat => Text("door.in-chat");

    /// <summary>In a window that is opened before what stands in it is known.</summary>
    public string OneMoment => Text("door.one-moment");

    /// <summary>Below a text that somebody picked and that had to be cut.</summary>
    public string Shortened => Text("door.shortened");

    public string Apology => Text("door.apology");

    public string TryAgain => Text("door.try-again");

    /// <summary>Beside a box to tick, below the question it answers, where a platform wants both to have words.</summary>
    public string TickOn => Text("door.tick-on");
}
