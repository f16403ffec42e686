using Microsoft.Playwright;
using TrustBot.Core.Machine;
using TrustBot.Tests.Walks;

namespace TrustBot.Tests.Sandbox;

/// <summary>The page itself, in a real browser, over messages made by hand.</summary>
public sealed class SandboxWalkTests(Browser browser) : IAsyncDisposable
{
    private readonly List<IPage> windows = [];

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_takes_the_focus_and_gives_it_back_and_keeps_what_is_typed_while_messages_arrive()
    {
        await using var host = await StartAsync();
        var page = await OpenAsync(host, 1440, 900);
        var opener = page.Locator($"#mentee-{host.Store.Find("p-bo", new SendKey("bo~6"))}").GetByText("Write", new() { Exact = true });
        await opener.ClickAsync();
        await Assertions.Expect(page.Locator("#mentee .sheet")).ToBeFocusedAsync();

        await page.GetByLabel("What would make this worth your time?").FillAsync("Half a sentence");
        await host.Channel.SendAsync(HandMade.At(HandMade.Bo), HandMade.To(HandMade.Bo, HandMade.Privacy, "later"), Token);

        await Assertions.Expect(page.Locator("#mentee .card")).ToHaveCountAsync(8);
        await Assertions.Expect(page.GetByLabel("What would make this worth your time?")).ToHaveValueAsync("Half a sentence");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#mentee .sheet")).ToHaveCountAsync(0);
        await Assertions.Expect(opener).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Two_forms_lie_open_side_by_side_apart()
    {
        await using var host = await StartAsync();
        var page = await OpenAsync(host, 1440, 900);

        await page.Locator("#mentee .card").Last.GetByText("Write", new() { Exact = true }).ClickAsync();
        await page.Locator("#mentor .card").Last.GetByText("Write to Bo").ClickAsync();

        await Assertions.Expect(page.Locator(".sheet:visible")).ToHaveCountAsync(2);
        Assert.Equal(0, await page.EvaluateAsync<int>("() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.length - new Set(ids).size; }"));
    }

    [Fact]
    public async Task The_lens_shows_and_says_who_can_see_a_thing_until_it_is_put_away()
    {
        await using var host = await StartAsync();
        var page = await OpenAsync(host, 1440, 900);

        await page.Locator("#mentor .card").Last.Locator(".sees").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToHaveAttributeAsync("data-sees", "mentee mentor");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Kim cannot" })).ToHaveTextAsync("Ana and Bo can see this. Kim cannot.");
        Assert.Equal("0.3", await page.Locator("#coordinator").EvaluateAsync<string>("pane => getComputedStyle(pane).opacity"));

        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("main[data-sees]")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(720, 450)]
    [InlineData(900, 700)]
    [InlineData(390, 844)]
    [InlineData(320, 640)]
    [InlineData(320, 480)]
    public async Task Nothing_scrolls_sideways(int width, int height)
    {
        await using var host = await StartAsync();
        host.Store.Set("shown:mentee", HandMade.Yusuf.Value);
        var page = await OpenAsync(host, width, height);

        Assert.Equal("", await SidewaysAsync(page));
        await page.Locator("#mentee .card [data-press]").First.ClickAsync(new() { Force = true });
        Assert.Equal("", await SidewaysAsync(page));
    }

    [Fact]
    public async Task On_a_phone_tabs_say_what_is_new_and_follow_the_arrow_keys()
    {
        await using var host = await StartAsync();
        var page = await OpenAsync(host, 390, 844);
        await Assertions.Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Ana, 3 new" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Tab, new() { Name = "Bo" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");

        await Assertions.Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Ana", Exact = true })).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#mentor")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#mentee")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task When_the_program_stops_the_page_says_so_and_comes_back_by_itself()
    {
        var directory = SandboxHost.NewDirectory();
        var first = await SandboxHost.StartAsync(HandMade.Stage(), directory);
        var port = first.Address.Port;
        var page = await OpenAsync(first, 1440, 900);
        await first.DisposeAsync();
        await Assertions.Expect(page.Locator(".stopped")).ToBeVisibleAsync();

        await using var second = await SandboxHost.StartAsync(HandMade.Stage(), directory, port);
        await second.Channel.SendAsync(HandMade.At(HandMade.Ana), HandMade.To(HandMade.Ana, HandMade.Win, "meanwhile"), Token);

        await Assertions.Expect(page.Locator(".stopped")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#mentor .card")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_settled_card_shrinks_to_one_quiet_line()
    {
        await using var host = await StartAsync();
        var page = await OpenAsync(host, 1440, 900);
        var reference = host.Store.Find(HandMade.Ana.Value, new SendKey("ana~2"))!;

        await host.Channel.ReplaceAsync(HandMade.At(HandMade.Ana), reference, HandMade.To(HandMade.Ana, HandMade.Joined with { Title = "Noted." }, "ana~3"), Token);

        await Assertions.Expect(page.Locator($"#mentor-{reference}.settled")).ToContainTextAsync("Noted.");
        await Assertions.Expect(page.Locator("#mentor .card")).ToHaveCountAsync(3);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in windows)
            await page.Context.DisposeAsync();
    }

    private static async Task<SandboxHost> StartAsync()
    {
        var host = await SandboxHost.StartAsync(HandMade.Stage());
        await HandMade.PlayAsync(host.Channel, Token);
        return host;
    }

    private async Task<IPage> OpenAsync(SandboxHost host, int width, int height)
    {
        var page = await browser.OpenAsync(width, height);
        windows.Add(page);
        await page.GotoAsync(host.Address.ToString());
        await page.Locator(".desk h2").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }

    /// <returns>The elements that are wider than what holds them; empty when all is well.</returns>
    private static Task<string> SidewaysAsync(IPage page) => page.EvaluateAsync<string>(
        """
        () => [document.documentElement, ...document.querySelectorAll("body *")]
          .filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 && getComputedStyle(e).overflowX !== "visible" || e === document.documentElement && e.scrollWidth > innerWidth)
          .filter(e => !e.matches(".ear, input, select"))
          .map(e => `${e.tagName}.${e.className} ${e.scrollWidth}>${e.clientWidth}`).join("; ")
        """);
}
