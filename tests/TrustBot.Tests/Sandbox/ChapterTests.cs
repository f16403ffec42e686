using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Sandbox;
using TrustBot.Sandbox.Chapters;

namespace TrustBot.Tests.Sandbox;

/// <summary>Every chapter, played by the whole program into an empty story.</summary>
public sealed class ChapterTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    /// <summary>TRUSTBOT_CHAPTER_DAYS plays from as many days on end; one by itself.</summary>
    private static readonly int Days = int.TryParse(Environment.GetEnvironmentVariable("TRUSTBOT_CHAPTER_DAYS"), out var days) ? days : 1;

    [Theory]
    [InlineData(Story.Beginning, "Ana Ruiz as your mentor?", "Would you mentor Bo Lind?")]
    [InlineData(Story.SigningDay, "Agreement with Ana, version 1", "Agreement with Bo, version 1")]
    [InlineData(Story.ThreeWeeksIn, "Ana answered what you would change", "Bo shares a thought with you")]
    [InlineData(Story.HardWeek, "You and Ana are resting", "You and Bo are resting")]
    [InlineData(Story.Goodbye, "A farewell from Ana", "A farewell from Bo")]
    public async Task A_chapter_finds_all_that_its_people_press_and_ends_where_it_says(string chapter, string mentee, string mentor)
    {
        for (var day = 0; day < Days; day++)
        {
            await using var story = await PlayedStory.PlayAsync(chapter, new LocalDate(2031, 6, 2).PlusDays(day), Token);

            TestContext.Current.TestOutputHelper?.WriteLine($"{day}: {string.Join(" / ", story.Skipped)}");
            foreach (var who in (Role[])[Role.Mentee, Role.Mentor])
                foreach (var item in (await story.ChatAsync(who, Token)).OfType<SandboxItem.Card>())
                    TestContext.Current.TestOutputHelper?.WriteLine($"{who} {item.At:uuuu-MM-dd HH:mm} {item.Message.Title} {(item.Message.Settled ? "." : "")} [{string.Join("] [", item.Message.Buttons.Select(b => b.Label))}]");
            Assert.Empty(story.Skipped);
            Assert.Contains(mentee, await story.TitlesAsync(Role.Mentee, Token));
            Assert.Contains(mentor, await story.TitlesAsync(Role.Mentor, Token));
        }
    }
}
