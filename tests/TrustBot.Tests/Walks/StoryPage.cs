using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace TrustBot.Tests.Walks;

/// <summary>The Sandbox in a browser, by the roles and names under which a person finds things. Whatever goes wrong in the console or on the wire is kept.</summary>
public sealed class StoryPage
{
    /// <summary>In milliseconds. Long, because a machine that builds beside the walk is slow; nothing here measures time.</summary>
    private const int Patience = 60_000;

    private readonly IPage page;
    private readonly List<string> troubles = [];
    private bool away;

    private StoryPage(IPage page) => this.page = page;

    public IPage Page => page;

    public ILocator Kim => Pane("Kim Berger");

    public ILocator Clock => page.GetByRole(AriaRole.Region, new() { Name = "Clock", Exact = true });

    public static async Task<StoryPage> OpenAsync(IPage page, Uri address)
    {
        page.Context.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        var story = new StoryPage(page);
        page.Console += (_, said) => story.Note(said.Type == "error", $"console: {said.Text}");
        page.PageError += (_, error) => story.Note(true, $"script: {error}");
        page.Response += (_, answer) => story.Note(answer.Status >= 400, $"{answer.Status} {answer.Url}");
        await page.GotoAsync(address.ToString());
        return story;
    }

    public void NothingWentWrong() => Assert.Empty(troubles);

    /// <summary>The program is gone for a while; that the page can't reach it then is no trouble of the page's.</summary>
    public async Task WhileAwayAsync(Func<Task> work)
    {
        away = true;
        await work();
        away = false;
    }

    public ILocator Pane(string person) => page.GetByRole(AriaRole.Region, new() { Name = person, Exact = true });

    public ILocator Chat(string person) => Pane(person).GetByRole(AriaRole.Log);

    /// <summary>The newest message with this title.</summary>
    public ILocator Card(string person, string title) => Chat(person).GetByRole(AriaRole.Article, new() { Name = title }).Last;

    public ILocator Sheet(string person) => Pane(person).GetByRole(AriaRole.Dialog);

    public Task SeesAsync(string person, string title) => Assertions.Expect(Card(person, title)).ToBeVisibleAsync();

    public Task ReadsAsync(string person, string title, string text) => Assertions.Expect(Card(person, title)).ToContainTextAsync(text);

    /// <summary>A button of the newest message with this title, from behind *More* when it is there.</summary>
    public async Task PressAsync(string person, string title, string button, bool behindMore = false)
    {
        var card = Card(person, title);
        await Assertions.Expect(card).ToBeVisibleAsync();
        var found = card.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{Regex.Escape(button)}$", RegexOptions.IgnoreCase) });
        if (behindMore && !await found.IsVisibleAsync())
            await card.Locator("summary").Last.ClickAsync();
        await found.ClickAsync();
    }

    public Task SheetIsAsync(string person, string title) =>
        Assertions.Expect(Pane(person).GetByRole(AriaRole.Dialog, new() { Name = title })).ToBeVisibleAsync();

    public Task NoSheetAsync(string person) => Assertions.Expect(Sheet(person)).ToHaveCountAsync(0);

    public Task InSheetAsync(string person, string button) => Sheet(person).GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public async Task FillAsync(string person, string button, string fill = "Fill with an example")
    {
        await InSheetAsync(person, fill);
        await InSheetAsync(person, button);
    }

    public async Task SayAsync(string person, string words, string field = "Message to TrustBot")
    {
        var line = Pane(person).GetByRole(AriaRole.Textbox, new() { Name = field });
        await line.FillAsync(words);
        await line.PressAsync("Enter");
    }

    public async Task PickAsync(string pane, string person)
    {
        await page.GetByRole(AriaRole.Combobox, new() { Name = $"Which {pane} is shown" }).SelectOptionAsync(new SelectOptionValue { Label = person });
        await Assertions.Expect(Pane(person)).ToBeVisibleAsync();
    }

    public async Task GuideAsync(int step)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Next step" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"{step} of 6")).ToBeVisibleAsync();
    }

    public Task ScrollToTheEndAsync(string person) => Chat(person).EvaluateAsync("chat => { chat.scrollTop = chat.scrollHeight; }");

    public Task KimPressesAsync(string button) => Kim.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public Task KimFollowsAsync(string link) => Kim.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();

    public Task KimReadsAsync(string text, bool ignoreCase = false) => Assertions.Expect(Kim).ToContainTextAsync(text, new() { IgnoreCase = ignoreCase });

    /// <summary>Moves story time, and comes back when everything due until then has happened.</summary>
    public Task MoveAsync(string button) => page.RunAndWaitForResponseAsync(
        () => Clock.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync(),
        answer => answer.Url.EndsWith("/sandbox/clock", StringComparison.Ordinal) && answer.Request.Method == "POST");

    /// <summary>*Next thing that happens*, again and again, until the newest message of this person with this title is there.</summary>
    public async Task UntilAsync(string person, string title)
    {
        for (var steps = 0; steps < 40; steps++)
        {
            if (await HasAsync(person, title))
            {
                await SeesAsync(person, title);
                return;
            }
            await MoveAsync(await Clock.GetByRole(AriaRole.Button, new() { Name = "Go there" }).IsVisibleAsync() ? "Go there" : "Next thing");
        }
        Assert.Fail($"{person} never got \"{title}\".");
    }

    /// <summary>What the server has for this person by now, whether or not the page has drawn it yet.</summary>
    private async Task<bool> HasAsync(string person, string title)
    {
        var pane = await Pane(person).GetAttributeAsync("id");
        return await page.EvaluateAsync<bool>(
            """
            async ([pane, title]) => {
              const html = await (await fetch(`/sandbox/pane/${pane}`)).text();
              return [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("article:not(.settled) h3")].some(one => one.textContent.trim() === title);
            }
            """,
            new[] { pane, title });
    }

    private void Note(bool wrong, string trouble)
    {
        if (wrong && !away)
            troubles.Add(trouble);
    }
}
