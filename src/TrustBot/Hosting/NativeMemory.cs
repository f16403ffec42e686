using System.Runtime.InteropServices;

namespace TrustBot.Hosting;

/// <summary>What glibc keeps for code that is not .NET's: SQLite's, the compiler's, OpenSSL's.</summary>
internal static class NativeMemory
{
    // malloc.h: M_ARENA_MAX.
    private const int MostArenas = -8;

    /// <summary>
    /// Not one store of memory for nearly every thread, but one for each core: on a single core a twentieth less memory. MALLOC_ARENA_MAX, where it
    /// is set, goes before that.
    /// </summary>
    public static void ShareIt()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("MALLOC_ARENA_MAX") is not null)
            return;
        try
        {
            _ = MallocOption(MostArenas, Environment.ProcessorCount);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library, such as musl, which has no such stores.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocOption(int option, int value);
}
