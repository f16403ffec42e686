using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace TrustBot.Tests.Walks;

/// <summary>The Playground in a browser: the chat of the first of its people, with the cards as Microsoft's renderer draws them.</summary>
public sealed class PlaygroundPage
{
    /// <summary>In milliseconds. Long, because a machine that builds beside the walk is slow; nothing here measures time.</summary>
    private const int Patience = 60_000;

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
        await page.GetByTitle("Toggle Log Panel").ClickAsync();
        return opened;
    }

    public void NothingWentWrong() => Assert.Empty(troubles);

    /// <summary>The newest card that says this.</summary>
    public ILocator Card(string text) => Cards.Filter(new() { HasText = text }).Last;

    public Task SeesAsync(string text) => Assertions.Expect(Card(text)).ToBeVisibleAsync();

    public Task SeesNoMoreAsync(string text) => Assertions.Expect(Cards.Filter(new() { HasText = text })).ToHaveCountAsync(0);

    public async Task PressAsync(string card, string button, bool behindMore = false)
    {
        var found = Card(card);
        await Assertions.Expect(found).ToBeVisibleAsync();
        if (behindMore)
        {
            await StillAsync(card);
            await found.GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).First.ClickAsync();
        }
        await found.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();
    }

    public async Task FillAsync(string card, string label, string words)
    {
        await StillAsync(card);
        await Card(card).GetByLabel(new Regex($@"^{Regex.Escape(label)}\s*(\*|$)")).FillAsync(words);
    }

    public async Task FillFirstAsync(string card, string words)
    {
        await StillAsync(card);
        await Card(card).GetByRole(AriaRole.Textbox).First.FillAsync(words);
    }

    public async Task ChooseAsync(string card, string option)
    {
        await StillAsync(card);
        await Card(card).GetByRole(AriaRole.Radio, new() { Name = option, Exact = true }).CheckAsync();
    }

    public async Task SayAsync(string text)
    {
        var box = page.Locator("[contenteditable=true]").First;
        await box.ClickAsync();
        await box.PressSequentiallyAsync(text);
        await box.PressAsync("Enter");
    }

    /// <summary>The page draws a card that has just come once more when the press is answered that it came from, and forgets what was typed or opened in it until then.</summary>
    private async Task StillAsync(string card)
    {
        await Assertions.Expect(Card(card)).ToBeVisibleAsync();
        await page.EvaluateAsync(
            """
            () => new Promise(still => {
              const seen = new MutationObserver(() => { clearTimeout(quiet); quiet = setTimeout(done, 300); });
              const done = () => { seen.disconnect(); still(); };
              let quiet = setTimeout(done, 300);
              seen.observe(document.body, { childList: true, subtree: true });
            })
            """);
    }
}
