using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Kickoff;

/// <summary>Two sheets of answers laid beside each other, and what was picked for the gaps between them.</summary>
public sealed class Comparing(Sheet mentor, Sheet mentee)
{
    /// <summary>A pick that says: let us talk about this first.</summary>
    public const string Talk = "talk";

    public Sheet Of(Role role) => role == Role.Mentor ? mentor : mentee;

    public int Choice(Role role, ChoiceLine line) => Of(role).Number(line.Name()) ?? 0;

    public Comparison this[ChoiceLine line] => ChoiceLines.Compare(Choice(Role.Mentor, line), Choice(Role.Mentee, line));

    public ImmutableArray<ChoiceLine> Gaps => [.. ChoiceLines.All.Where(line => this[line] == Comparison.Gap)];

    /// <returns>The first gap without a pick; null when all are picked.</returns>
    public ChoiceLine? NextGap(Sheet picks) => Gaps.Cast<ChoiceLine?>().FirstOrDefault(line => picks[line!.Value.Name()].IsEmpty);

    /// <summary>Whether a pick is one of the two answers, or <see cref="Talk"/>.</summary>
    public bool Offers(ChoiceLine line, string pick) =>
        pick == Talk || (int.TryParse(pick, CultureInfo.InvariantCulture, out var choice) && (choice == Choice(Role.Mentor, line) || choice == Choice(Role.Mentee, line)));

    /// <param name="review">The day on which the two look at the agreement again.</param>
    public Agreement Agree(Sheet mentorPicks, Sheet menteePicks, LocalDate review)
    {
        var talk = Gaps.Where(line => mentorPicks[line.Name()].Reveal() == Talk || menteePicks[line.Name()].Reveal() == Talk);
        return new Agreement(
            [.. ChoiceLines.All.Select(line => Start(line, mentorPicks, menteePicks))],
            [.. talk],
            mentor["purpose"],
            mentee["purpose"],
            mentor["responsibilities"],
            mentee["responsibilities"],
            mentor["boundaries"],
            mentee["boundaries"],
            review);
    }

    private int Start(ChoiceLine line, Sheet mentorPicks, Sheet menteePicks)
    {
        var lighter = Math.Min(Choice(Role.Mentor, line), Choice(Role.Mentee, line));
        if (this[line] != Comparison.Gap)
            return lighter;
        return (mentorPicks.Number(line.Name()), menteePicks.Number(line.Name())) is ({ } one, { } other) ? Math.Min(one, other) : lighter;
    }
}
