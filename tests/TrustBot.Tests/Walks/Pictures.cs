using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace TrustBot.Tests.Walks;

/// <summary>The pictures that the README shows. They are written only with <c>REWRITE=1</c>, and somebody looks at each.</summary>
internal static class Pictures
{
    private static readonly bool Rewrite = Environment.GetEnvironmentVariable("REWRITE") == "1";

    public static async Task TakeAsync(IPage page, string name, int width = 1440, int height = 900, ColorScheme colours = ColorScheme.Light, string folder = "tests/pictures")
    {
        if (!Rewrite)
            return;
        var before = page.ViewportSize;
        await page.EmulateMediaAsync(new() { ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });
        await page.SetViewportSizeAsync(width, height);
        // A pointer that rests on a button would draw it as if it were about to be pressed.
        await page.Mouse.MoveAsync(0, 0);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder(folder), name + ".png"), Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        await page.SetViewportSizeAsync(before!.Width, before.Height);
    }

    /// <summary>A picture to look at, and not to keep: it lies among the system's temporary files.</summary>
    public static async Task LookAsync(IPage page, string name)
    {
        if (Rewrite)
            await page.ScreenshotAsync(new() { Path = Path.Combine(Path.GetTempPath(), "trustbot-pictures", name + ".png"), Animations = ScreenshotAnimations.Disabled });
    }

    private static string Folder(string folder, [CallerFilePath] string here = "") =>
        Directory.CreateDirectory(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", folder))).FullName;
}
