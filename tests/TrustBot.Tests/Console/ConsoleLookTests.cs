using Microsoft.Playwright;
using TrustBot.Tests.Walks;

namespace TrustBot.Tests.CoordinatorConsole;

/// <summary>The pages in a real browser, as a coordinator walks through them.</summary>
public sealed class ConsoleLookTests(Browser browser) : IAsyncLifetime
{
    private ConsoleHost host = null!;

    public async ValueTask InitializeAsync() => host = await ConsoleHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(320, ColorScheme.Light)]
    [InlineData(420, ColorScheme.Dark)]
    [InlineData(900, ColorScheme.Light)]
    public async Task Every_page_fits_its_width_and_every_target_a_thumb(int width, ColorScheme scheme)
    {
        var page = await browser.OpenAsync(width, 900, scheme);
        await page.GotoAsync(host.Http.BaseAddress + "console");
        await LookAsync(page, $"1-start-{width}");
        await page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "pairs.csv", MimeType = "text/csv", Buffer = File.ReadAllBytes(SampleWithTrouble()) });
        await SeesAsync(page, "text=Import 3 pairs");
        await LookAsync(page, $"2-dry-run-{width}");
        await page.ClickAsync("text=Import 3 pairs");
        await SeesAsync(page, "text=Who is invited");
        await LookAsync(page, $"3-invitations-{width}");
        await host.PromiseAsync();
        await page.GotoAsync(host.Http.BaseAddress + "console");
        await LookAsync(page, $"4-home-waiting-{width}");
        await page.GotoAsync(host.Http.BaseAddress + "console/spring/invitations");
        await page.UncheckAsync("input[name=pair] >> nth=2");
        await page.UncheckAsync("input[name=pair] >> nth=1");
        await page.FillAsync("input[name=on]", "2026-06-09");
        await page.ClickAsync("text=Send invitations");
        await SeesAsync(page, "text=invitation planned");
        await page.GotoAsync(host.Http.BaseAddress + "console/spring/invitations");
        await LookAsync(page, $"5-planned-{width}");
        await page.ClickAsync("text=Send invitations");
        await SeesAsync(page, "text=invited, open until");
        await LookAsync(page, $"6-home-{width}");
        await page.GotoAsync(host.Http.BaseAddress + "console/spring/rhythm");
        await LookAsync(page, $"7-rhythm-{width}");
        await page.CheckAsync("input[value=month]");
        await page.SelectOptionAsync("select[name=nth]", "last");
        await page.SelectOptionAsync("select[name=day]", "5");
        await page.ClickAsync("text=Show the next five dates");
        await SeesAsync(page, "text=Nothing is saved yet");
        await LookAsync(page, $"8-dates-{width}");
        await page.ClickAsync("text=Save this rhythm");
        await SeesAsync(page, "text=Now: once a month, on the last Friday");
        await page.GotoAsync(host.Http.BaseAddress + "console");
        await page.ClickAsync("td a >> nth=0");
        await page.CheckAsync("input[value=work]");
        await page.ClickAsync("text=Show the next five dates");
        await SeesAsync(page, "text=Nothing is saved yet");
        await page.ClickAsync("text=Save this rhythm");
        await SeesAsync(page, @"text=/Now: every \d+ work days/");
        await LookAsync(page, $"9-own-rhythm-{width}");
        await page.GotoAsync(host.Http.BaseAddress + "console/spring/settings");
        await LookAsync(page, $"10-settings-{width}");
    }

    /// <summary>
    /// Waits for what a page shows. Playwright's wait for an address looks at it first and only then listens for the next one, and misses what comes
    /// in between: https://github.com/microsoft/playwright-dotnet/issues/3364. Browser and driver do this wait by themselves.
    /// </summary>
    private static Task SeesAsync(IPage page, string what) => page.Locator(what).First.WaitForAsync();

    private static async Task LookAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("TRUSTBOT_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        Assert.Equal(0, await page.EvaluateAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        var small = await page.EvaluateAsync<string[]>(
            """
            [...document.querySelectorAll('button, .button, select, .tabs a, .tick, td a, summary, .field input')]
              .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
              .map(one => `${one.tagName} ${one.textContent.trim()}`)
            """);
        Assert.True(small.Length == 0, $"{name}: under 44 pixels: {string.Join(", ", small)}");
    }

    private static string SampleWithTrouble()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file,
            """
            mentor,mentor_name,mentee,mentee_name,reason,language,mentor_zone,mentee_zone,favourite_colour
            ana.ruiz@example.org,Ana Ruiz,bo.lind@example.org,Bo Lind,she made the move to intensive care that you plan,English,Europe/Madrid,Europe/Berlin,blue
            jonas.weber@example.org,Jonas Weber,mira.sahin@example.org,Mira Sahin,"er hat den Wechsel in die Stationsleitung geschafft, den du vorhast",de,Europe/Zurich,Europe/Berlin,
            ines.costa@example.org,Ines Costa,tom.okafor.example.org,Tom Okafor,she teaches what you want to learn,English,Europe/Lisbon,Europe/Dublin,
            ana.ruiz@example.org,Ana Ruiz,bartholomaeus.von.und.zu.hohenlohe@example.org,Bartholomäus Maximilian von und zu Hohenlohe-Langenburg-Schillingsfürst,=SUM(A1),English,Europe/Madrid,Asia/Kolkata,
            ana.ruiz@example.org,Ana Ruiz,bo.lind@example.org,Bo Lind,twice,English,Europe/Madrid,Europe/Berlin,
            """);
        return file;
    }
}
