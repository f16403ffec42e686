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
    /// <summary>More than any key with its line end, and so enough to see that there is more.</summary>
    private const int LongestText = 128;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode AnyoneElse =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <param name="setting">What the path comes from, for the message.</param>
    /// <param name="groupMayRead">Whether the file may belong to another account and be read by its group, as a mounted secret is.</param>
    /// <returns>The key, or null when there is no file.</returns>
    /// <exception cref="KeyRefusedException">Others may read the file, it holds something else, or it is a link to nothing.</exception>
    public static byte[]? Read(string path, string setting = KeyPlaces.FileSetting, bool groupMayRead = false)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & (groupMayRead ? AnyoneElse & ~UnixFileMode.GroupRead : AnyoneElse)) != 0)
                throw new KeyRefusedException($"{setting}: others than its owner may read {path}. Run chmod 600 on it, and ask yourself who has read it so far; for a mounted secret see TrustBot:KeyFileGroupMayRead.");
            return Read(file) ?? throw new KeyRefusedException($"{setting}: {path} holds no key, which is {Sealer.KeyBytes} bytes as base64. Restore the file from its backup; TrustBot never overwrites it.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // A secret that isn't mounted yet must not be taken for a first start.
            return new FileInfo(path).LinkTarget is null
                ? null
                : throw new KeyRefusedException($"{setting}: {path} is a link to a file that isn't there. Mount or restore that file.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyRefusedException($"{setting}: {path} can't be read. It must belong to the account that TrustBot runs under.", e);
        }
    }

    /// <summary>A key that stands in a setting itself; the message does not repeat it.</summary>
    /// <exception cref="KeyRefusedException">It is something else.</exception>
    public static byte[] Parse(string text, string setting) =>
        KeyIn(text) ?? throw new KeyRefusedException($"{setting} holds no key, which is {Sealer.KeyBytes} bytes as base64.");

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
            // Without its folder there is no draft either, and deleting it would fail again.
            if (File.Exists(draft))
                File.Delete(draft);
            throw new KeyRefusedException($"TrustBot:KeyFile: {path} can't be made. Its folder must be writable at the first start, by the account that TrustBot runs under.", e);
        }
    }

    /// <summary>Whoever copies the data folder must not get the key with it.</summary>
    /// <exception cref="KeyRefusedException">The file, or what it links to, lies in the data folder.</exception>
    public static void RequireOutside(string dataFolder, string path, string setting = KeyPlaces.FileSetting)
    {
        var folder = Path.TrimEndingDirectorySeparator(Real(new DirectoryInfo(dataFolder))) + Path.DirectorySeparatorChar;
        var file = new FileInfo(path);
        var named = Path.Combine(Real(file.Directory!), file.Name);
        if (named.StartsWith(folder, StringComparison.Ordinal) || Real(file).StartsWith(folder, StringComparison.Ordinal))
            throw new KeyRefusedException($"{setting}: {path} lies in the data folder {dataFolder}, so that every copy of the data would bring its key along. Move it elsewhere.");
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

    private static byte[]? Read(FileStream file)
    {
        Span<byte> text = stackalloc byte[LongestText];
        var read = file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        return KeyIn(Encoding.ASCII.GetString(text[..read]));
    }

    private static byte[]? KeyIn(string text)
    {
        Span<byte> key = stackalloc byte[LongestText];
        return text.Length <= LongestText && Convert.TryFromBase64String(text, key, out var length) && length == Sealer.KeyBytes ? key[..length].ToArray() : null;
    }

    private static string Real(FileSystemInfo entry) => (entry.Exists ? entry.ResolveLinkTarget(returnFinalTarget: true) : null)?.FullName ?? entry.FullName;
}
