using TrustBot.CoordinatorConsole.Texts;
using TrustBot.Core.Import;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;

namespace TrustBot.Tests.CoordinatorConsole;

public sealed class ConsoleTextsTests
{
    public static TheoryData<Language> Spoken => [.. Enum.GetValues<Language>()];

    [Theory]
    [MemberData(nameof(Spoken))]
    public void Every_problem_of_a_file_has_a_sentence(Language language)
    {
        var texts = ConsoleTexts.In(language);
        foreach (var kind in Enum.GetValues<RowProblemKind>())
        {
            foreach (var column in Enum.GetValues<PairColumn>().Cast<PairColumn?>().Append(null))
                Assert.EndsWith(".", texts.Problem(new RowProblem(2, kind, column, 3), null));
        }
    }

    [Theory]
    [MemberData(nameof(Spoken))]
    public void Every_stage_and_band_has_a_name(Language language)
    {
        var texts = ConsoleTexts.In(language);
        Assert.All(Enum.GetValues<PairStage>(), stage => Assert.NotEmpty(texts.Stage(stage, null)));
        Assert.All(Enum.GetValues<ActivityBand>(), band => Assert.NotEmpty(texts.Active(band)));
    }

    [Theory]
    [MemberData(nameof(Spoken))]
    public void Each_way_of_being_out_of_reach_has_a_remedy_of_its_own(Language language)
    {
        var ways = Enum.GetValues<Reach>().Where(reach => reach is not Reach.Here).Cast<Reach?>().Append(null).Select(ConsoleTexts.In(language).WhyAway).ToList();
        Assert.All(ways, way => Assert.EndsWith(".", way));
        Assert.Equal(ways.Count, ways.Distinct().Count());
    }

    [Fact]
    public void Every_sentence_differs_between_the_languages()
    {
        string[] alike = [nameof(ConsoleTexts.Import), nameof(ConsoleTexts.Mentee), nameof(ConsoleTexts.ContactName)];
        var same = typeof(ConsoleTexts).GetProperties()
            .Where(one => one.PropertyType == typeof(string) && !alike.Contains(one.Name))
            .Where(one => Equals(one.GetValue(ConsoleTexts.In(Language.English)), one.GetValue(ConsoleTexts.In(Language.German))))
            .Select(one => one.Name);
        Assert.Empty(same);
    }
}
