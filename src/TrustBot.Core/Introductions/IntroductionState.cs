using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Introductions;

/// <summary>What each wrote about themselves. The mentee's is shown once the mentor's is there: the mentor goes first.</summary>
public sealed record IntroductionState(WordsId? Mentor, WordsId? Mentee)
{
    public static readonly IntroductionState None = new(null, null);

    public WordsId? Of(Role role) => role == Role.Mentor ? Mentor : Mentee;

    public bool IsShown(Role author) => Of(author) is not null && (author == Role.Mentor || Mentor is not null);

    public IntroductionState With(Role author, WordsId words) => author == Role.Mentor ? this with { Mentor = words } : this with { Mentee = words };
}
