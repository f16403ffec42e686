namespace TrustBot.Sandbox.Chapters;

/// <summary>Somebody of the sample file, or of the programme.</summary>
internal enum Actor
{
    Mentee,
    Mentor,

    /// <summary>Of the second pair of the file, and so on.</summary>
    OtherMentee,
    OtherMentor,
    Contact,
}

/// <summary>One thing that somebody does in a chapter, through the same doors as on the page.</summary>
internal abstract record Act
{
    private Act() { }

    /// <summary>The coordinator brings in the sample file.</summary>
    public sealed record Import : Act;

    /// <summary>The coordinator invites everybody who was not invited before.</summary>
    public sealed record Invite : Act;

    /// <summary>Presses the newest button of this kind, living on until it is there, and fills in what opens as *Fill with an example* does.</summary>
    /// <param name="Choice">The button's argument, or what stands in it behind the last bar; null for any.</param>
    public sealed record Press(Actor By, string Action, string? Choice = null) : Act
    {
        /// <summary>How many days of story time the button may be away.</summary>
        public int WithinDays { get; init; } = 3;

        /// <summary>Messages of earlier days of the story are not looked at: a button of the same kind may stand on an old one.</summary>
        public int FromDay { get; init; }

        /// <summary>Whether it depends on whose turn it was that there is such a button at all.</summary>
        public bool IfThere { get; init; }

        /// <summary>So many windows are sent; the next one is closed.</summary>
        public int Windows { get; init; } = 8;

        /// <summary>Fields that are not answered by the example.</summary>
        public Answer[] Answers { get; init; } = [];
    }

    public sealed record Say(Actor By, string Word) : Act;

    /// <summary>Time goes on, as with *+ 1 day*.</summary>
    public sealed record Days(int Number) : Act;

    /// <summary>Time goes on until the early afternoon of this day of the story.</summary>
    /// <param name="Day">From 0, the day of the invitations.</param>
    public sealed record Until(int Day) : Act;
}

internal sealed record Answer(string Field, string Value);
