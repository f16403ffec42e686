using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;

namespace TrustBot.Sandbox;

/// <summary>One person's pane as the page draws it.</summary>
/// <param name="Role">Null for the coordinator's pane.</param>
/// <param name="Person">Null before anybody was imported.</param>
/// <param name="Seats">Whom the picker offers.</param>
/// <param name="Next">When this person is written to next, if theirs is the next message of all.</param>
public sealed record PaneModel(
    string Pane,
    Role? Role,
    Person? Person,
    string Name,
    IReadOnlyList<SandboxItem> Items,
    IReadOnlyList<CastSeat> Seats,
    Cast Cast,
    int Unread,
    Instant? Next,
    Instant Now,
    SandboxTexts Frame)
{
    /// <summary>The channel of the programme, which the coordinator's pane shows; null in other panes, and where there is none.</summary>
    public WinsModel? Wins { get; init; }

    /// <summary>In the person's own language.</summary>
    public SandboxTexts Texts => Person is null ? Frame : SandboxTexts.For(Person.Language);

    public SandboxTimes Times => new(Person?.Hours.Zone ?? Cast.Empty.Zone, Texts);

    /// <summary>The header is part of the page, so it speaks the page's language about the person's time.</summary>
    public SandboxTimes HeaderTimes => new(Person?.Hours.Zone ?? Cast.Empty.Zone, Frame);

    public string FirstName => FirstOf(Name);

    /// <summary>Somebody to talk to, shown in the place of a mentor.</summary>
    public bool IsContact => Role is { } role && Person is { } person && Cast.Seats(role).All(seat => seat.Id != person.Id);

    /// <summary>The newest message that still asks for something: the only one with a filled button.</summary>
    public string? NewestOpen => Items.OfType<SandboxItem.Card>().LastOrDefault(card => !card.Message.Settled && card.Message.Buttons.Length > 0)?.Reference;

    public static string FirstOf(string name) => name.Split(' ', 2)[0];
}

/// <summary>What was posted where everybody reads it.</summary>
public sealed record WinsModel(ChannelId Channel, IReadOnlyList<SandboxItem> Items);

/// <summary>The clock bar as the page draws it.</summary>
/// <param name="Next">Null when nothing is planned.</param>
/// <param name="What">What happens then, in words; null when it is nothing that anybody reads.</param>
/// <param name="CanStartOver">False over a store that can't be begun anew.</param>
public sealed record ClockModel(Instant Now, Instant? Next, string? What, bool Moving, string Zone, string Coordinator, bool CanStartOver, SandboxTexts Frame)
{
    /// <summary>Null unless a chapter is being played.</summary>
    public Playing? Playing { get; init; }

    private static readonly Duration Soon = Duration.FromDays(7);

    public SandboxTimes Times => new(Zone, Frame);

    public bool IsFar => Next is { } next && next - Now > Soon;

    public string Coming => Playing is { } playing ? Frame.PlayingChapter(playing)
        : Moving ? Frame.Moving
        : Next is not { } next ? Frame.NothingPlanned
        : IsFar ? Frame.NothingBefore(Times.ShortDay(next), What)
        : Frame.Next(Times.Moment(next), What);
}

/// <summary>The guide and the network, which every window shares.</summary>
/// <param name="Step">From 1 to <see cref="SandboxTexts.GuideSteps"/>.</param>
/// <param name="Reached">The step that is open for the two who are shown.</param>
public sealed record FrameModel(int Step, int Reached, bool Hidden, NetworkFault Fault, string Coordinator, string Mentee, string Mentor, SandboxTexts Frame)
{
    /// <summary>Null where the programme names nobody.</summary>
    public string? Contact { get; init; }
}

/// <summary>The whole page.</summary>
/// <param name="Story">Another story is another page.</param>
public sealed record PageModel(string Story, ClockModel Clock, FrameModel Frame, PaneModel Mentee, PaneModel Mentor, PaneModel Coordinator, SandboxTexts Texts);
