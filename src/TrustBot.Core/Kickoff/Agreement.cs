using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Kickoff;

/// <summary>What the two agree on, in one language-neutral sheet that is sealed as words of both.</summary>
/// <param name="Choices">In the order of <see cref="ChoiceLines.All"/>.</param>
/// <param name="ToTalk">Lines that at least one of them wants to talk about first; they hold up nothing.</param>
public sealed record Agreement(
    ImmutableArray<int> Choices,
    ImmutableSortedSet<ChoiceLine> ToTalk,
    Words MentorPurpose,
    Words MenteePurpose,
    Words MentorResponsibilities,
    Words MenteeResponsibilities,
    Words MentorBoundaries,
    Words MenteeBoundaries,
    LocalDate Review)
{
    private static readonly ImmutableArray<string> Texts = ["purpose", "responsibilities", "boundaries"];

    public static readonly Agreement Empty = new(
        [.. ChoiceLines.All.Select(_ => 0)], [], Words.None, Words.None, Words.None, Words.None, Words.None, Words.None, default);

    public int Choice(ChoiceLine line) => Choices[(int)line];

    public Words Purpose(Role role) => role == Role.Mentor ? MentorPurpose : MenteePurpose;

    public Words Responsibilities(Role role) => role == Role.Mentor ? MentorResponsibilities : MenteeResponsibilities;

    public Words Boundaries(Role role) => role == Role.Mentor ? MentorBoundaries : MenteeBoundaries;

    public bool SaysTheSameAs(Agreement other) =>
        Choices.SequenceEqual(other.Choices) && ToTalk.SetEquals(other.ToTalk) && this == other with { Choices = Choices, ToTalk = ToTalk };

    public Words ToWords()
    {
        var answers = new List<(string Name, Words Words)>(20) { ("review", new Words(LocalDatePattern.Iso.Format(Review))) };
        foreach (var line in ChoiceLines.All)
            answers.Add((line.Name(), new Words(Choice(line).ToString(CultureInfo.InvariantCulture))));
        foreach (var line in ToTalk)
            answers.Add(($"talk.{line.Name()}", new Words("yes")));
        foreach (var role in Roles.Both)
            answers.AddRange([(Key(role, Texts[0]), Purpose(role)), (Key(role, Texts[1]), Responsibilities(role)), (Key(role, Texts[2]), Boundaries(role))]);
        return Sheet.Of(answers).ToWords();
    }

    public static Agreement From(Words words)
    {
        var sheet = Sheet.From(words);
        return new Agreement(
            [.. ChoiceLines.All.Select(line => sheet.Number(line.Name()) ?? 0)],
            [.. ChoiceLines.All.Where(line => !sheet[$"talk.{line.Name()}"].IsEmpty)],
            sheet[Key(Role.Mentor, Texts[0])],
            sheet[Key(Role.Mentee, Texts[0])],
            sheet[Key(Role.Mentor, Texts[1])],
            sheet[Key(Role.Mentee, Texts[1])],
            sheet[Key(Role.Mentor, Texts[2])],
            sheet[Key(Role.Mentee, Texts[2])],
            LocalDatePattern.Iso.Parse(sheet["review"].Reveal()).Value);
    }

    private static string Key(Role role, string text) => $"{(role == Role.Mentor ? "mentor" : "mentee")}.{text}";
}
