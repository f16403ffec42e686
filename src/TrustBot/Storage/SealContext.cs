namespace TrustBot.Storage;

/// <summary>
/// What a sealed text belongs to. All of it is bound to the text, so that a text moved elsewhere can't be opened there.
/// </summary>
/// <param name="Organisation">The organisation's id.</param>
/// <param name="Partition">The pair's, person's or case's id.</param>
/// <param name="Author">The person's id, or <c>shared</c>.</param>
/// <param name="Field">What was asked, with its visibility.</param>
/// <param name="Record">The id of this writing. A new text gets a new one: only then is an old text in its place noticed.</param>
public sealed record SealContext(string Organisation, string Partition, string Author, string Field, string Record);

/// <summary>A sealed text or a wrapped key was tampered with, moved, or sealed under another key. The message holds ids only.</summary>
public sealed class SealBrokenException : Exception
{
    public SealBrokenException() { }

    public SealBrokenException(string message) : base(message) { }

    public SealBrokenException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>Opens and seals the texts of one author in one partition.</summary>
public sealed class DataKey : IDisposable
{
    private readonly byte[] key;

    internal DataKey(byte[] key) => this.key = key;

    internal ReadOnlySpan<byte> Bytes => key;

    /// <summary>Wipes the key from memory.</summary>
    public void Dispose() => System.Security.Cryptography.CryptographicOperations.ZeroMemory(key);
}
