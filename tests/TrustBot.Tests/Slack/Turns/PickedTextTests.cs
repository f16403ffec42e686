using FsCheck;
using FsCheck.Xunit;
using TrustBot.Core.Texts;
using TrustBot.Slack.Turns;

namespace TrustBot.Tests.Slack.Turns;

public sealed class PickedTextTests
{
    private const int Most = 500;

    private static readonly string Start = new string('a', Most - 10) + " ";

    [Theory]
    [InlineData(" I did it ", "I did it")]
    [InlineData("<@U7|bo> &amp; I", "@bo & I")]
    public void What_has_room_stays_as_people_saw_it(string typed, string picked)
    {
        var text = PickedText.Of(typed, Language.English);

        Assert.Equal((picked, null), (text.Words.Reveal(), text.Hint));
    }

    [Theory]
    [InlineData("1234567 9", "1234567 9")]
    [InlineData("1234567 90", "1234567…")]
    [InlineData("12345678 0", "12345678…")]
    [InlineData("1234567, 0", "1234567,…")]
    [InlineData("1234\n\n7 90", "1234\n\n7…")]
    public void What_has_none_ends_with_a_whole_word(string end, string picked) => Assert.Equal(Start + picked, PickedText.Of(Start + end, Language.English).Words.Reveal());

    [Fact]
    public void One_word_alone_is_cut_within()
    {
        var text = PickedText.Of(string.Concat(Enumerable.Repeat("👩‍👩‍👧", 100)), Language.German);

        Assert.Equal(string.Concat(Enumerable.Repeat("👩‍👩‍👧", 62)) + "…", text.Words.Reveal());
        Assert.Equal("Die Nachricht war länger: Das ist ihr Anfang.", text.Hint);
    }

    [Property(MaxTest = 500)]
    public void It_always_has_room_and_says_whether_it_is_all(NonNull<string> said, PositiveInt times)
    {
        var text = PickedText.Of(string.Concat(Enumerable.Repeat(said.Get.Replace("…", "", StringComparison.Ordinal) + " ", 1 + (times.Get % 200))), Language.English);

        Assert.InRange(text.Words.Reveal().Length, 0, Most);
        Assert.Equal(text.Hint is not null, text.Words.Reveal().Length > 0 && text.Words.Reveal()[^1] == '…');
    }
}
