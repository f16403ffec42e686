using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Celebration;

/// <summary>Good news, progress noticed and thanks: what was sent, and what each was asked.</summary>
/// <param name="News">The newest that were sent; what one keeps is a note and not listed.</param>
/// <param name="LastTurn">The slot on which both were last asked.</param>
public sealed record CelebrationState(ImmutableArray<News> News, LocalDate? LastTurn, Side Mentor, Side Mentee)
{
    /// <summary>Beyond these, a pressed card has nothing more to say.</summary>
    public const int NewsKept = 60;

    public static readonly CelebrationState None = new([], null, Side.None, Side.None);

    public Side Of(Role role) => role == Role.Mentor ? Mentor : Mentee;

    public CelebrationState With(Role role, Side side) => role == Role.Mentor ? this with { Mentor = side } : this with { Mentee = side };
}

public enum NewsKind
{
    Win,
    Thanks,

    /// <summary>Progress of the mentee's that the mentor saw.</summary>
    Noticed,
}

/// <summary>What one of the two was asked, apart from the other: nothing in it depends on what the other did.</summary>
/// <param name="Open">The question that can still be answered. Writing, "not now" and time all leave the same: null.</param>
/// <param name="WinAsked">The day of the last question for a win.</param>
public sealed record Side(Occasion? Open, LocalDate? WinAsked, Dealt Win, Dealt Thanks, Dealt Noticed)
{
    /// <summary>At most one question for a win in a fortnight, and at most one turn.</summary>
    public const int DaysBetween = 14;

    public static readonly Side None = new(null, null, Dealt.None, Dealt.None, Dealt.None);

    public Dealt Of(NewsKind kind) => kind switch { NewsKind.Win => Win, NewsKind.Thanks => Thanks, _ => Noticed };

    public Side With(NewsKind kind, Dealt dealt) => kind switch
    {
        NewsKind.Win => this with { Win = dealt },
        NewsKind.Thanks => this with { Thanks = dealt },
        _ => this with { Noticed = dealt },
    };

    public bool WasAskedForAWin(LocalDate day) => WinAsked is { } last && day < last.PlusDays(DaysBetween);
}

/// <param name="Prompt">An id in the deck of its kind.</param>
public sealed record Occasion(LocalDate Slot, NewsKind Kind, string Prompt)
{
    /// <summary>It goes by itself, for both at one moment.</summary>
    public Instant EndsAt => Slot.PlusDays(Side.DaysBetween).AtMidnight().InUtc().ToInstant();
}

/// <param name="Times">How often this kind was offered.</param>
/// <param name="Offered">Prompts of the current turn through the deck.</param>
public sealed record Dealt(int Times, ImmutableArray<string> Offered)
{
    public static readonly Dealt None = new(0, []);
}

/// <summary>Something that one of them sent to the other.</summary>
public sealed record News(int Number, NewsKind Kind, Role Author, WordsId Words)
{
    /// <summary>Whether its reader has done with it, in whichever way.</summary>
    public bool Settled { get; init; }

    /// <summary>Its author took it back: the words are gone, and may have been read before.</summary>
    public bool IsTakenBack { get; init; }

    /// <summary>What the reader wrote about it.</summary>
    public ImmutableArray<Echo> Echoes { get; init; } = [];

    /// <summary>Null while nobody thought of posting it.</summary>
    public Posting? Posting { get; init; }
}

public sealed record Echo(EchoKind Kind, WordsId Words)
{
    /// <summary>As of <see cref="News"/>.</summary>
    public bool IsTakenBack { get; init; }
}

public enum EchoKind
{
    Wrote,
    BeenThere,
}

/// <summary>A win on its way out of the pair: it goes only with both consents to one exact text.</summary>
public abstract record Posting
{
    private Posting() { }

    /// <summary>The author has agreed to the text, and the other is asked apart.</summary>
    /// <param name="Version">The revision that wrote the text: a consent names it, and holds for no other.</param>
    /// <param name="Until">Silence until then is no consent.</param>
    /// <param name="Declined">The other would rather not. It shows to nobody, and they are not asked again.</param>
    /// <param name="Texts">How many there were.</param>
    public sealed record Asked(int Version, WordsId Text, ChannelId Channel, Instant Until, bool Declined, int Texts) : Posting;

    /// <summary>Both agreed to exactly this text.</summary>
    /// <param name="At">When it goes out; before that either can take the consent back, and another text needs both anew.</param>
    public sealed record Agreed(int Version, WordsId Text, ChannelId Channel, Instant At, int Texts) : Posting;

    /// <summary>A consent was taken back or never given; which, is not kept.</summary>
    public sealed record NotPosted(ChannelId Channel) : Posting;
}
