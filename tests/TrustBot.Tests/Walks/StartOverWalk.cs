using System.Net;
using Microsoft.Playwright;

namespace TrustBot.Tests.Walks;

/// <summary>The story from the beginning, while the program goes on.</summary>
[Collection(OneAtATime.Name)]
public sealed class StartOverWalk(Browser browser) : IAsyncLifetime
{
    private const string Bo = "Bo Lind";
    private const string Invitation = "Ana Ruiz as your mentor?";

    private const string Pairs =
        """
        mentor,mentor_name,mentee,mentee_name
        ana@example.org,Ana Ruiz,bo@example.org,Bo Lind
        """;

    private RunningProgram program = null!;

    public async ValueTask InitializeAsync()
    {
        program = await RunningProgram.StartAsync();
        using var client = new SandboxClient(program.Address);
        await client.ImportAndInviteAsync(Pairs);
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();

    [Fact]
    public async Task Everything_begins_anew_in_every_open_window_and_the_key_stays()
    {
        var key = await File.ReadAllTextAsync(program.KeyFile, TestContext.Current.CancellationToken);
        var story = await OpenAsync();
        await using var window = story.Page.Context;
        var other = await OpenAsync();
        await using var otherWindow = other.Page.Context;
        await story.PressAsync(Bo, Invitation, "Join");
        await story.MoveAsync("+ 1 day");
        await story.MoveAsync("+ 1 day");
        var late = await TimeAsync(story);

        await story.WhileAwayAsync(() => other.WhileAwayAsync(async () =>
        {
            await AskAsync(story);
            await story.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Start over" }).ClickAsync();
            foreach (var page in (StoryPage[])[story, other])
                await page.KimReadsAsync("Two people who could learn from each other?");
        }));

        Assert.True(string.CompareOrdinal(await TimeAsync(story), late) < 0, "The clock did not begin anew.");
        await Assertions.Expect(story.Page.GetByText("Ana Ruiz")).ToHaveCountAsync(0);
        Assert.Equal(key, await File.ReadAllTextAsync(program.KeyFile, TestContext.Current.CancellationToken));
        using var client = new SandboxClient(program.Address);
        await client.ImportAndInviteAsync(Pairs);
        await story.Page.ReloadAsync();
        await story.PressAsync(Bo, Invitation, "Join");
        await story.SeesAsync(Bo, "When suits you?");
        story.NothingWentWrong();
        other.NothingWentWrong();
    }

    [Fact]
    public async Task Nothing_happens_before_it_is_confirmed_and_the_focus_goes_back()
    {
        var story = await OpenAsync();
        await using var window = story.Page.Context;
        await AskAsync(story);
        await Assertions.Expect(story.Page.GetByRole(AriaRole.Button, new() { Name = "Keep everything" })).ToBeFocusedAsync();
        await story.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(story.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Assertions.Expect(story.Clock.Locator("summary")).ToBeFocusedAsync();
        await AskAsync(story);
        await story.Page.GetByRole(AriaRole.Button, new() { Name = "Keep everything" }).ClickAsync();
        await story.SeesAsync(Bo, Invitation);
        story.NothingWentWrong();
    }

    [Fact]
    public async Task A_kill_on_the_way_leaves_it_to_the_next_start()
    {
        program.Kill();
        await File.WriteAllTextAsync(Path.Combine(program.Data, "sandbox.start-over"), "", TestContext.Current.CancellationToken);
        File.Delete(program.Database);
        await program.AgainAsync();
        using var client = new SandboxClient(program.Address);
        Assert.Empty(await client.PeopleAsync());
        await client.ImportAndInviteAsync(Pairs);

        program.Kill();
        await program.AgainAsync();
        Assert.NotEmpty(await client.PeopleAsync());
    }

    [Fact]
    public async Task Outside_the_Sandbox_nothing_starts_over_whatever_lies_in_the_folder()
    {
        program.Kill();
        var mark = Path.Combine(program.Data, "sandbox.start-over");
        await File.WriteAllTextAsync(mark, "", TestContext.Current.CancellationToken);
        var size = new FileInfo(program.Database).Length;
        program.Settings["ASPNETCORE_ENVIRONMENT"] = "Production";
        await program.AgainAsync();
        using var http = new HttpClient { BaseAddress = program.Address };
        using var answer = await http.PostAsync("/sandbox/start-over", null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        program.Kill();
        Assert.True(File.Exists(mark));
        Assert.True(new FileInfo(program.Database).Length >= size);
    }

    private async Task<StoryPage> OpenAsync() => await StoryPage.OpenAsync(await browser.OpenAsync(1440, 900), program.Address);

    private static async Task AskAsync(StoryPage story)
    {
        await story.Clock.GetByText("Begin at …", new() { Exact = true }).ClickAsync();
        await story.Clock.GetByRole(AriaRole.Button, new() { Name = "Start over" }).ClickAsync();
        await Assertions.Expect(story.Page.GetByRole(AriaRole.Dialog, new() { Name = "Start over?" })).ToBeVisibleAsync();
    }

    private static async Task<string> TimeAsync(StoryPage story) => (await story.Clock.GetByRole(AriaRole.Time).GetAttributeAsync("datetime"))!;
}
