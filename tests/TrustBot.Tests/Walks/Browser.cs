using Microsoft.Playwright;
using TrustBot.Tests.Walks;

[assembly: AssemblyFixture(typeof(Browser))]

namespace TrustBot.Tests.Walks;

/// <summary>One Chromium for all walks. Where there is none, walks skip on a laptop and fail in CI.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly SemaphoreSlim gate = new(1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A fresh window, without motion, so that pictures and measures are the same each time.</summary>
    public async Task<IPage> OpenAsync(int width, int height, ColorScheme colours = ColorScheme.Light, string language = "en-GB")
    {
        var window = await (await LaunchedAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = colours,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = language,
        });
        window.SetDefaultTimeout(30_000);
        return await window.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        gate.Dispose();
    }

    private async Task<IBrowser> LaunchedAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("CHROMIUM") ?? Places.FirstOrDefault(File.Exists);
        if (chromium is null)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "Chromium is not installed; tests/run installs it where it may.");
            Assert.Fail("Chromium is not installed, and CI must not skip the walks.");
        }
        await gate.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
            });
        }
        finally
        {
            gate.Release();
        }
    }
}
