using System.Text.Json;
using Microsoft.Playwright;

namespace TrustBot.Tests.Walks;

/// <summary>The page by keyboard, by ear, at phone width and at 200 % zoom, over the real program with real messages in it.</summary>
[Collection(OneAtATime.Name)]
public sealed class AccessibilityWalk(Browser browser) : IAsyncLifetime
{
    private const string Bo = "Bo Lind";
    private const string LongName = "Bartholomäus Maximilian von und zu Hohenlohe-Langenburg-Schillingsfürst";
    private const string Invitation = "Ana Ruiz as your mentor?";

    private static readonly HashSet<string> Interactive = ["button", "link", "textbox", "combobox", "checkbox", "radio", "tab", "spinbutton", "dialog", "DisclosureTriangle", "Date"];

    private RunningProgram program = null!;

    public async ValueTask InitializeAsync()
    {
        program = await RunningProgram.StartAsync();
        using var client = new SandboxClient(program.Address);
        await client.ImportAndInviteAsync(
            $"""
            mentor,mentor_name,mentee,mentee_name
            ana@example.org,Ana Ruiz,bo@example.org,Bo Lind
            ana@example.org,Ana Ruiz,longname@example.org,{LongName}
            """);
    }

    public ValueTask DisposeAsync() => program.DisposeAsync();

    [Fact]
    public async Task Whatever_can_be_pressed_or_filled_in_has_a_name_for_the_ear()
    {
        var story = await OpenAsync(1440, 900);
        await using var window = story.Page.Context;
        await story.PressAsync(Bo, Invitation, "What is stored");
        await story.PressAsync(Bo, "Who can see what", "Full notice");
        await EverythingIsNamedAsync(story.Page);
        await story.InSheetAsync(Bo, "Close");
        foreach (var link in (string[])["Invitations", "Import", "Rhythm", "Settings", "Pairs"])
        {
            await story.KimFollowsAsync(link);
            await Assertions.Expect(story.Kim.GetByRole(AriaRole.Link, new() { Name = link, Exact = true })).ToHaveAttributeAsync("aria-current", "page");
            await EverythingIsNamedAsync(story.Page);
        }
        story.NothingWentWrong();
    }

    [Fact]
    public async Task A_person_without_a_mouse_joins_and_answers_and_always_sees_where_they_are()
    {
        var story = await OpenAsync(1440, 900);
        await using var window = story.Page.Context;
        var page = story.Page;
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "To Bo" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await TabToAsync(page, story.Card(Bo, Invitation).GetByRole(AriaRole.Button, new() { Name = "Join" }));
        await page.Keyboard.PressAsync("Enter");
        await story.SeesAsync(Bo, "When suits you?");
        var opener = story.Card(Bo, "When suits you?").GetByRole(AriaRole.Button, new() { Name = "I choose days" });
        await TabToAsync(page, opener);
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(story.Sheet(Bo)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await story.NoSheetAsync(Bo);
        await Assertions.Expect(opener).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Space");
        await TabToAsync(page, story.Sheet(Bo).GetByLabel("Time", new() { Exact = true }));
        await page.Keyboard.TypeAsync("half past");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(story.Sheet(Bo).GetByLabel("Time", new() { Exact = true })).ToBeFocusedAsync();
        await Assertions.Expect(story.Sheet(Bo).GetByText("Please write the time as 9:30.")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("9:30");
        await page.Keyboard.PressAsync("Enter");
        await story.NoSheetAsync(Bo);
        Assert.Equal("", await page.EvaluateAsync<string>("document.activeElement === document.body ? 'The focus was lost.' : ''"));
    }

    [Fact]
    public async Task The_tab_key_goes_through_the_page_in_the_order_in_which_it_is_read()
    {
        var story = await OpenAsync(1440, 900);
        await using var window = story.Page.Context;
        await story.Page.EvaluateAsync("window.visited = []");
        for (var presses = 0; presses < 120; presses++)
        {
            await story.Page.Keyboard.PressAsync("Tab");
            if (await story.Page.EvaluateAsync<bool>("() => { const at = document.activeElement; if (at === document.body || visited.includes(at)) return true; visited.push(at); return false; }"))
                break;
        }
        Assert.Equal("", await story.Page.EvaluateAsync<string>(
            """
            () => {
              const wrong = visited.filter((one, i) => i > 0 && !(visited[i - 1].compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING));
              const missed = [...document.querySelectorAll("button:not([disabled]), a[href], input:not([type=hidden]), select, summary")].filter(one => one.checkVisibility() && one.tabIndex >= 0 && !visited.includes(one));
              return [...wrong, ...missed].map(one => one.outerHTML.slice(0, 120)).join("\n");
            }
            """));
    }

    /// <summary>A window of 720 by 450 is what a browser of 1440 by 900 shows at 200 %.</summary>
    [Theory]
    [InlineData(320, 640)]
    [InlineData(390, 844)]
    [InlineData(720, 450)]
    [InlineData(1180, 700)]
    public async Task Nothing_scrolls_sideways_with_real_messages_forms_and_the_coordinators_pages(int width, int height)
    {
        var story = await OpenAsync(width, height);
        await using var window = story.Page.Context;
        var page = story.Page;
        foreach (var pane in (string[])["mentee", "mentor", "coordinator"])
        {
            await ShowAsync(page, pane);
            await FitsAsync(page, pane);
        }
        foreach (var link in (string[])["Invitations", "Import", "Rhythm", "Settings", "Pairs"])
        {
            await page.Locator("#coordinator").GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
            await Assertions.Expect(page.Locator("#coordinator").GetByRole(AriaRole.Link, new() { Name = link, Exact = true })).ToHaveAttributeAsync("aria-current", "page");
            await FitsAsync(page, link);
        }
        await ShowAsync(page, "mentee");
        await page.Locator("#mentee .picker").SelectOptionAsync(new SelectOptionValue { Label = LongName });
        await Assertions.Expect(page.Locator("#mentee")).ToHaveAttributeAsync("aria-label", LongName);
        await page.Locator("#mentee [data-press]").GetByText("What is stored").Last.ClickAsync();
        await page.Locator("#mentee [data-press]").GetByText("Full notice").Last.ClickAsync();
        await Assertions.Expect(page.Locator("#mentee").GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await FitsAsync(page, "sheet");
    }

    [Fact]
    public async Task Whoever_asked_for_less_motion_gets_none()
    {
        var story = await OpenAsync(1440, 900);
        await using var window = story.Page.Context;
        await story.Page.EvaluateAsync("() => { window.moves = 0; const animate = Element.prototype.animate; Element.prototype.animate = function (...how) { moves++; return animate.apply(this, how); }; }");
        await story.SayAsync(Bo, "help");
        await story.SeesAsync(Bo, "What TrustBot can do for you");
        Assert.Equal(0, await story.Page.EvaluateAsync<int>("moves + document.getAnimations().length"));
        Assert.Equal("", await story.Page.EvaluateAsync<string>(
            "[...document.querySelectorAll('*')].filter(one => getComputedStyle(one).transitionDuration.split(',').some(time => parseFloat(time) > .001)).map(one => one.tagName + '.' + one.className).join(' ')"));
    }

    private async Task<StoryPage> OpenAsync(int width, int height)
    {
        var story = await StoryPage.OpenAsync(await browser.OpenAsync(width, height), program.Address);
        await story.Page.Locator(".desk h2").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var first = story.Page.Locator("#mentee .picker");
        if (width >= 1180)
            await first.SelectOptionAsync(new SelectOptionValue { Label = Bo });
        return story;
    }

    private static async Task ShowAsync(IPage page, string pane)
    {
        var tab = page.Locator($"[role=tab][data-for={pane}]");
        var drawer = page.Locator("button[data-drawer]");
        if (await tab.IsVisibleAsync())
            await tab.ClickAsync();
        else if (await drawer.IsVisibleAsync() && await drawer.GetAttributeAsync("aria-expanded") != (pane == "coordinator" ? "true" : "false"))
            await (pane == "coordinator" ? drawer : page.Locator(".drawer-close")).ClickAsync();
        await Assertions.Expect(page.Locator($"#{pane}")).ToBeVisibleAsync();
    }

    private static async Task TabToAsync(IPage page, ILocator wanted)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            if (await wanted.EvaluateAsync<bool>("one => one === document.activeElement"))
            {
                Assert.NotEqual("none", await wanted.EvaluateAsync<string>("one => getComputedStyle(one).outlineStyle"));
                return;
            }
            await page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"The tab key does not reach {wanted}.");
    }

    private static async Task FitsAsync(IPage page, string where) => Assert.Equal("", await page.EvaluateAsync<string>(
        """
        where => [document.documentElement, ...document.querySelectorAll("body *")]
          .filter(one => one.checkVisibility() && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1 && ["auto", "scroll", "visible"].includes(getComputedStyle(one).overflowX) && (one === document.documentElement || getComputedStyle(one).overflowX !== "visible"))
          .map(one => `${where}: ${one.tagName}.${one.className} ${one.scrollWidth} > ${one.clientWidth}`).join("\n")
        """,
        where));

    /// <summary>As the browser tells a screen reader.</summary>
    private static async Task EverythingIsNamedAsync(IPage page)
    {
        var ear = await page.Context.NewCDPSessionAsync(page);
        var nodes = (await ear.SendAsync("Accessibility.getFullAXTree"))!.Value.GetProperty("nodes").EnumerateArray();
        var nameless = nodes.Where(node => !node.GetProperty("ignored").GetBoolean() && Interactive.Contains(Of(node, "role")) && Of(node, "name").Trim().Length == 0);
        Assert.Empty(nameless.Select(node => node.ToString()));
        await ear.DetachAsync();
    }

    private static string Of(JsonElement node, string property) =>
        node.TryGetProperty(property, out var value) && value.TryGetProperty("value", out var text) ? text.ToString() : "";
}
