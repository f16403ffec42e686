using System.Security.Cryptography;
using System.Text;

namespace TrustBot.Storage;

/// <summary>The key-encryption key can't be used, and TrustBot must not start. The message names the setting and the file.</summary>
public sealed class KeyRefusedException : Exception
{
    public KeyRefusedException() { }

    public KeyRefusedException(string message) : base(message) { }

    public KeyRefusedException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>
/// The file that holds the key-encryption key: 32 random bytes as base64, readable by its owner alone. It lies outside the data folder,
/// so that a copy of the data is not a copy of the key. <see cref="KeyCheck"/> decides when one may be made.
/// </summary>
public static class KeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode AnyoneElse =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <returns>The key, or null when there is no file.</returns>
    /// <exception cref="KeyRefusedException">Others may read the file, it holds something else, or it is a link to nothing.</exception>
    public static byte[]? Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & AnyoneElse) != 0)
                throw new KeyRefusedException($"TrustBot:KeyFile: others than its owner may read {path}. Run chmod 600 on it, and ask yourself who has read it so far.");
            return Parse(file, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // A secret that isn't mounted yet must not be taken for a first start.
            return new FileInfo(path).LinkTarget is null
                ? null
                : throw new KeyRefusedException($"TrustBot:KeyFile: {path} is a link to a file that isn't there. Mount or restore that file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyRefusedException($"TrustBot:KeyFile: {path} can't be read. It must belong to the account that TrustBot runs under.", e);
        }
    }

    /// <summary>Makes the file with a new key. It appears whole or not at all, and never takes another's place.</summary>
    /// <exception cref="KeyRefusedException">The file can't be made there.</exception>
    public static byte[] Make(string path)
    {
        var key = RandomNumberGenerator.GetBytes(Sealer.KeyBytes);
        var draft = $"{path}.{Environment.ProcessId}.new";
        try
        {
            MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using (var file = new FileStream(draft, Options()))
            {
                file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));
                file.Flush(flushToDisk: true);
            }
            File.Move(draft, path, overwrite: false);
            return key;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(draft);
            throw new KeyRefusedException($"TrustBot:KeyFile: {path} can't be made. Its folder must be writable at the first start, by the account that TrustBot runs under.", e);
        }
    }

    /// <summary>Whoever copies the data folder must not get the key with it.</summary>
    /// <exception cref="KeyRefusedException">The file, or what it links to, lies in the data folder.</exception>
    public static void RequireOutside(string dataFolder, string path)
    {
        var folder = Path.TrimEndingDirectorySeparator(Real(new DirectoryInfo(dataFolder))) + Path.DirectorySeparatorChar;
        var file = new FileInfo(path);
        var named = Path.Combine(Real(file.Directory!), file.Name);
        if (named.StartsWith(folder, StringComparison.Ordinal) || Real(file).StartsWith(folder, StringComparison.Ordinal))
            throw new KeyRefusedException($"TrustBot:KeyFile: {path} lies in the data folder {dataFolder}, so that every copy of the data would bring its key along. Move it elsewhere.");
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    private static byte[] Parse(FileStream file, string path)
    {
        Span<byte> text = stackalloc byte[128];
        Span<byte> key = stackalloc byte[96];
        var read = file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        if (!Convert.TryFromBase64String(Encoding.ASCII.GetString(text[..read]), key, out var length) || length != Sealer.KeyBytes)
            throw new KeyRefusedException($"TrustBot:KeyFile: {path} holds no key, which is {Sealer.KeyBytes} bytes as base64. Restore the file from its backup; TrustBot never overwrites it.");
        return key[..length].ToArray();
    }

    private static string Real(FileSystemInfo entry) => (entry.Exists ? entry.ResolveLinkTarget(returnFinalTarget: true) : null)?.FullName ?? entry.FullName;
}
