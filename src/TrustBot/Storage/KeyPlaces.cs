namespace TrustBot.Storage;

/// <summary>Where the key-encryption key comes from: a setting, or else a file; and likewise the one before it, while keys are changed.</summary>
/// <param name="File">Made at the first start of an empty store, unless <paramref name="Key"/> is given.</param>
/// <param name="Key">Base64. It may come from a vault, and is not to be shown.</param>
public sealed record KeyPlaces(string File, string? Key = null)
{
    public const string KeySetting = "TrustBot:Key";
    public const string FileSetting = "TrustBot:KeyFile";

    private const string PreviousKeySetting = "TrustBot:PreviousKey";
    private const string PreviousFileSetting = "TrustBot:PreviousKeyFile";

    /// <summary>Base64, as <see cref="Key"/>.</summary>
    public string? PreviousKey { get; init; }

    public string? PreviousFile { get; init; }

    /// <summary>For a secret that an orchestrator mounts: it belongs to another account, and the program reads it as one of its group.</summary>
    public bool GroupMayRead { get; init; }

    /// <summary>The setting, and the file where there is one: for messages.</summary>
    public string Name => Key is null ? $"{FileSetting}: the key in {File}" : $"{KeySetting}: this key";

    /// <returns>Null when there is no key yet.</returns>
    /// <exception cref="KeyRefusedException">There is something that can't be taken for a key, or isn't safe.</exception>
    public byte[]? Current() => Key is null ? KeyFile.Read(File, FileSetting, GroupMayRead) : KeyFile.Parse(Key, KeySetting);

    /// <returns>Null when none is set.</returns>
    /// <exception cref="KeyRefusedException">One is set, and can't be used.</exception>
    public byte[]? Previous() =>
        PreviousKey is not null ? KeyFile.Parse(PreviousKey, PreviousKeySetting)
        : PreviousFile is null ? null
        : KeyFile.Read(PreviousFile, PreviousFileSetting, GroupMayRead)
            ?? throw new KeyRefusedException($"{PreviousFileSetting}: {PreviousFile} isn't there. Put the key before the present one there, or remove the setting.");

    /// <exception cref="KeyRefusedException">A file, or what it links to, lies in the data folder.</exception>
    public void RequireOutside(string dataFolder)
    {
        if (Key is null)
            KeyFile.RequireOutside(dataFolder, File, FileSetting);
        if (PreviousKey is null && PreviousFile is not null)
            KeyFile.RequireOutside(dataFolder, PreviousFile, PreviousFileSetting);
    }

    public override string ToString() => "[key places]";
}
