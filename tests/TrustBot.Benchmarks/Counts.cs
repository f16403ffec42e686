using System.Diagnostics;
using System.Globalization;

namespace TrustBot.Benchmarks;

/// <summary>What a process has used since its start: of the processor in µs, by itself and by the system for it, and bytes allocated.</summary>
internal sealed record Counts(double Program, double Kernel, double Allocated)
{
    public static Counts operator -(Counts after, Counts before) => new(after.Program - before.Program, after.Kernel - before.Kernel, after.Allocated - before.Allocated);

    /// <param name="tells">Whether the process answers each line with the bytes that it has allocated.</param>
    public static async Task<Counts> OfAsync(Process process, bool tells)
    {
        double allocated = 0;
        if (tells)
        {
            await process.StandardInput.WriteLineAsync();
            await process.StandardInput.FlushAsync();
            allocated = double.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        }
        process.Refresh();
        return new Counts(process.UserProcessorTime.TotalMicroseconds, process.PrivilegedProcessorTime.TotalMicroseconds, allocated);
    }
}
