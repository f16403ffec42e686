using System.Diagnostics;

namespace TrustBot.Tests;

/// <summary>Waits for what another thread or process does and tells nobody of.</summary>
internal static class Until
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    /// <inheritdoc cref="HoldsAsync(Func{Task{bool}}, TimeSpan, Func{string})"/>
    public static Task HoldsAsync(Func<bool> holds, TimeSpan longest, Func<string> missing) => HoldsAsync(() => Task.FromResult(holds()), longest, missing);

    /// <param name="longest">Only how long a failure takes.</param>
    /// <param name="missing">What there is in its stead.</param>
    /// <exception cref="TimeoutException">It never came.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> holds, TimeSpan longest, Func<string> missing)
    {
        var since = Stopwatch.StartNew();
        using var looks = new PeriodicTimer(BetweenLooks);
        while (!await holds())
        {
            if (since.Elapsed > longest)
                throw new TimeoutException(missing());
            await looks.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
