using Microsoft.Playwright;
using TrustBot.Sandbox.Chapters;

namespace TrustBot.Tests.Walks;

/// <summary>The story from a chapter of its own, chosen on the page.</summary>
[Collection(OneAtATime.Name)]
public sealed class ChapterWalk(Browser browser) : IAsyncLifetime
{
    private const string Bo = "Bo Lind";
    private const string Ana = "Ana Ruiz";

    private RunningProgram program = null!;

    public async ValueTask InitializeAsync() => program = await RunningProgram.StartAsync();

    public ValueTask DisposeAsync() => program.DisposeAsync();

    [Fact]
    public async Task Each_chapter_is_chosen_from_the_clock_and_played_up_to_its_own_day()
    {
        var story = await StoryPage.OpenAsync(await browser.OpenAsync(1440, 900), program.Address);
        await using var window = story.Page.Context;
        await ChooseAsync(story, "The beginning", Bo, "Ana Ruiz as your mentor?");
        await ChooseAsync(story, "Signing day", Bo, "Agreement with Ana, version 1");
        await ChooseAsync(story, "Three weeks in", Ana, "Bo shares a thought with you");
        await ChooseAsync(story, "A hard week", Ana, "You and Bo are resting");
        await ChooseAsync(story, "The goodbye", Ana, "A farewell from Bo");
        story.NothingWentWrong();
    }

    [Fact]
    public async Task A_kill_while_a_chapter_is_played_begins_it_anew_at_the_next_start()
    {
        using (var client = new SandboxClient(program.Address))
        {
            using var asked = await client.PostAsync("/sandbox/begin", ("chapter", Story.Goodbye));
            asked.EnsureSuccessStatusCode();
            await UntilAsync(() => new FileInfo(Path.Combine(program.Data, "sandbox.db")) is { Exists: true, Length: > 0 } && !File.Exists(Path.Combine(program.Data, "sandbox.start-over")), "the story started over");
        }
        program.Kill();
        await program.AgainAsync();
        await UntilAsync(() => !File.Exists(Path.Combine(program.Data, "sandbox.chapter")), "the chapter was played to its end");

        var story = await StoryPage.OpenAsync(await browser.OpenAsync(1440, 900), program.Address);
        await using var window = story.Page.Context;
        await story.SeesAsync(Bo, "A farewell from Ana");
        await Assertions.Expect(story.Chat(Bo).GetByRole(AriaRole.Article, new() { Name = "A farewell from Ana" })).ToHaveCountAsync(1);
    }

    private static async Task ChooseAsync(StoryPage story, string chapter, string person, string card)
    {
        var before = await story.Page.GetByRole(AriaRole.Main).GetAttributeAsync("data-story");
        await story.WhileAwayAsync(async () =>
        {
            await story.Clock.GetByText("Begin at …", new() { Exact = true }).ClickAsync();
            await story.Clock.GetByRole(AriaRole.Button, new() { Name = chapter }).ClickAsync();
            await story.Page.GetByRole(AriaRole.Dialog, new() { Name = chapter }).GetByRole(AriaRole.Button, new() { Name = "Begin there" }).ClickAsync();
            await Assertions.Expect(story.Page.GetByRole(AriaRole.Main)).Not.ToHaveAttributeAsync("data-story", before!);
            await Assertions.Expect(story.Clock).ToHaveAttributeAsync("data-playing", "no");
            await story.SeesAsync(person, card);
        });
    }

    private static Task UntilAsync(Func<bool> done, string what) => Until.HoldsAsync(done, TimeSpan.FromMinutes(2), () => $"It never came that {what}.");
}
