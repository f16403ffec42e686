using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace TrustBot.Tests.Walks;

/// <summary>The Playground in a browser: the chat of the first of its people, with the cards as Microsoft's renderer draws them.</summary>
public sealed class PlaygroundPage
{
    /// <summary>In milliseconds. Long, because a machine that builds beside the walk is slow; nothing here measures time.</summary>
    private const int Patience = 15_000;

    private readonly IPage page;
    private readonly List<string> troubles = [];

    private PlaygroundPage(IPage page) => this.page = page;

    public IPage Page => page;

    public ILocator Cards => page.Locator(".ac-adaptiveCard");

    /// <summary>Opened for the first time, it tells the bot that it was installed.</summary>
    public static async Task<PlaygroundPage> OpenAsync(IPage page, Playground playground)
    {
        page.Context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        var opened = new PlaygroundPage(page);
        page.PageError += (_, error) => opened.troubles.Add($"script: {error}");
        await page.GotoAsync(playground.Address.ToString());
        return opened;
    }

    public void NothingWentWrong() => Assert.Empty(troubles);

    /// <summary>The newest card that says this.</summary>
    public ILocator Card(string text) => Cards.Filter(new() { HasText = text }).Last;

    public Task SeesAsync(string text) => Assertions.Expect(Card(text)).ToBeVisibleAsync();

    public async Task PressAsync(string card, string button, bool behindMore = false)
    {
        var found = Card(card);
        await Assertions.Expect(found).ToBeVisibleAsync();
        if (behindMore)
            await found.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).First.ClickAsync();
        await found.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();
    }

    public Task FillAsync(string card, string label, string words) => Card(card).GetByLabel(new Regex($@"^{Regex.Escape(label)}\s*(\*|$)")).FillAsync(words);

    public Task ChooseAsync(string card, string option) => Card(card).GetByRole(AriaRole.Radio, new() { Name = option, Exact = true }).CheckAsync();

    public Task NeverReadsAsync(string words) => Assertions.Expect(page.GetByText(words)).ToHaveCountAsync(0);

    public async Task StationAsync(string name)
    {
        await page.WaitForTimeoutAsync(1500);
        await page.ScreenshotAsync(new() { Path = $"/tmp/tw/shots/{name}.png" });
        await File.WriteAllTextAsync($"/tmp/tw/shots/{name}.html", await page.ContentAsync(), TestContext.Current.CancellationToken);
    }

    public async Task SayAsync(string text)
    {
        var box = page.Locator("[contenteditable=true]").First;
        await box.ClickAsync();
        await box.PressSequentiallyAsync(text);
        await box.PressAsync("Enter");
    }
}
