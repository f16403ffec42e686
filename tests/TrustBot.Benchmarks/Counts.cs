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
        var allocated = tells ? double.Parse((await Place.AskAsync(process, ""))[0], CultureInfo.InvariantCulture) : 0;
        process.Refresh();
        return new Counts(process.UserProcessorTime.TotalMicroseconds, process.PrivilegedProcessorTime.TotalMicroseconds, allocated);
    }
}
