using Microsoft.Playwright;
using TrustBot.Tests.Walks;

namespace TrustBot.Tests.Sandbox;

public sealed class Pictures(Browser browser)
{
    [Fact]
    public async Task Take()
    {
        var token = TestContext.Current.CancellationToken;
        await using var host = await SandboxHost.StartAsync(HandMade.Stage());
        foreach (var (width, height) in new[] { (1440, 900) })
        {
            var empty = await browser.OpenAsync(width, height);
            await empty.GotoAsync(host.Address.ToString());
            await empty.ScreenshotAsync(new() { Path = $"/tmp/shots/empty-{width}.png" });
        }
        await HandMade.PlayAsync(host.Channel, token);
        foreach (var (width, height) in new[] { (1440, 900), (900, 800), (390, 844), (320, 640) })
            foreach (var colours in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                var page = await browser.OpenAsync(width, height, colours);
                page.Console += (_, m) => Console.Error.WriteLine(m.Text);
                page.PageError += (_, m) => Console.Error.WriteLine(m);
                await page.GotoAsync(host.Address.ToString());
                await page.Locator(".desk h2").WaitForAsync(new() { State = WaitForSelectorState.Attached });
                var name = $"/tmp/shots/{width}-{colours}".ToLowerInvariant();
                await page.ScreenshotAsync(new() { Path = name + ".png" });
                await page.Locator("#mentee .card").Last.Locator("[data-press]").First.ClickAsync();
                await page.Locator("#mentee .sheet").WaitForAsync();
                await page.Locator("#mentee [data-fill]").ClickAsync();
                await page.ScreenshotAsync(new() { Path = name + "-sheet.png" });
                await page.Keyboard.PressAsync("Escape");
                if (colours == ColorScheme.Light)
                {
                    await page.Locator("#mentee .card").Nth(4).Locator(".sees").ClickAsync();
                    await page.ScreenshotAsync(new() { Path = name + "-lens.png" });
                    await page.Keyboard.PressAsync("Escape");
                    await page.Locator(".network summary").ClickAsync();
                    await page.ScreenshotAsync(new() { Path = name + "-network.png" });
                }
            }
    }
}
