using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using TrustBot.Core.Pairs;
using TrustBot.Sandbox;
using TrustBot.Sandbox.Chapters;

namespace TrustBot.Tests.Sandbox;

/// <summary>Every chapter, played by the whole program into an empty story.</summary>
public sealed class ChapterTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    public static TheoryData<string> All => [.. Story.Chapters.Select(chapter => chapter.Id)];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_chapter_finds_everything_that_its_people_press(string chapter)
    {
        await using var story = await PlayedStory.PlayAsync(chapter, Token);

        Assert.Empty(story.Skipped);
        foreach (var who in (Role[])[Role.Mentee, Role.Mentor])
            foreach (var item in (await story.ChatAsync(who, Token)).OfType<SandboxItem.Card>())
                TestContext.Current.TestOutputHelper?.WriteLine($"{who} {item.At:uuuu-MM-dd HH:mm} {item.Message.Title} {(item.Message.Settled ? "." : "")} [{string.Join("] [", item.Message.Buttons.Select(b => b.Label))}]");
    }
}
