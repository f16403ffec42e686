using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TrustBot.Storage;

/// <summary>
/// Envelope encryption of people's words: each text under its author's data key, each data key under the key-encryption key.
/// AES-256-GCM throughout; what comes out is base64 of version byte, nonce, tag and ciphertext. Safe for concurrent use.
/// </summary>
/// <remarks>Random 96-bit nonces are safe for 2^32 texts under a key (NIST SP 800-38D, 8.3): far beyond what one author writes, or what keys an install makes.</remarks>
public sealed class Sealer : IDisposable
{
    public const int KeyBytes = 32;

    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int HeadBytes = 1 + NonceBytes + TagBytes;

    private readonly byte[] keyEncryptionKey;
    private readonly byte[]? previousKey;

    /// <param name="previousKey">The one before: it opens what it wrapped, and wraps nothing more.</param>
    /// <exception cref="ArgumentException">A key isn't 32 bytes long.</exception>
    public Sealer(ReadOnlySpan<byte> keyEncryptionKey, byte[]? previousKey = null)
    {
        if (keyEncryptionKey.Length != KeyBytes || previousKey is { Length: not KeyBytes })
            throw new ArgumentException($"A key-encryption key has {KeyBytes} bytes.", nameof(keyEncryptionKey));
        this.keyEncryptionKey = keyEncryptionKey.ToArray();
        this.previousKey = previousKey?.ToArray();
    }

    /// <summary>Whether keys are being changed.</summary>
    public bool HasPrevious => previousKey is not null;

    /// <param name="owner">What the key belongs to, by its ids; the same is needed to unwrap it.</param>
    public DataKey NewDataKey(string owner, out string wrapped)
    {
        var key = new DataKey(RandomNumberGenerator.GetBytes(KeyBytes));
        wrapped = Wrap(key, owner);
        return key;
    }

    /// <param name="owner">As in <see cref="NewDataKey"/>.</param>
    public string Wrap(DataKey key, string owner) => Encrypt(keyEncryptionKey, key.Bytes, Bound("data key", owner));

    /// <exception cref="SealBrokenException">Wrapped under another key-encryption key, for another owner, or tampered with.</exception>
    public DataKey Unwrap(string wrapped, string owner) => Unwrap(wrapped, owner, out _);

    /// <param name="stale">Whether it is still wrapped under the previous key.</param>
    /// <exception cref="SealBrokenException">As above.</exception>
    public DataKey Unwrap(string wrapped, string owner, out bool stale)
    {
        var bound = Bound("data key", owner);
        var key = Decrypt(keyEncryptionKey, wrapped, bound);
        stale = key is null && previousKey is not null;
        key ??= previousKey is null ? null : Decrypt(previousKey, wrapped, bound);
        return key is { Length: KeyBytes }
            ? new DataKey(key)
            : throw new SealBrokenException($"The data key of {owner} can't be unwrapped: it was wrapped under another key, or changed since.");
    }

    public string Seal(DataKey key, string plaintext, SealContext context)
    {
        var words = Encoding.UTF8.GetBytes(plaintext);
        var text = Encrypt(key.Bytes, words, Bound(context));
        CryptographicOperations.ZeroMemory(words);
        return text;
    }

    /// <exception cref="SealBrokenException">Sealed for another context or under another key, or tampered with.</exception>
    public string Open(DataKey key, string sealedText, SealContext context)
    {
        var words = Decrypt(key.Bytes, sealedText, Bound(context)) ?? throw new SealBrokenException(
            $"The sealed text {context.Field} {context.Record} of {context.Author} in {context.Organisation}, {context.Partition} can't be opened: it was moved, or changed since.");
        var text = Encoding.UTF8.GetString(words);
        CryptographicOperations.ZeroMemory(words);
        return text;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(keyEncryptionKey);
        CryptographicOperations.ZeroMemory(previousKey);
    }

    private static string Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, byte[] bound)
    {
        var envelope = new byte[HeadBytes + plain.Length];
        envelope[0] = Version;
        var nonce = envelope.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, plain, envelope.AsSpan(HeadBytes), envelope.AsSpan(1 + NonceBytes, TagBytes), bound);
        return Convert.ToBase64String(envelope);
    }

    private static byte[]? Decrypt(ReadOnlySpan<byte> key, string text, byte[] bound)
    {
        var envelope = new byte[text.Length / 4 * 3 + 3];
        if (!Convert.TryFromBase64String(text, envelope, out var length) || length < HeadBytes || envelope[0] != Version)
            return null;
        var plain = new byte[length - HeadBytes];
        using var cipher = new AesGcm(key, TagBytes);
        try
        {
            cipher.Decrypt(envelope.AsSpan(1, NonceBytes), envelope.AsSpan(HeadBytes, plain.Length), envelope.AsSpan(1 + NonceBytes, TagBytes), plain, bound);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Bound(SealContext context) =>
        Bound("words", context.Organisation, context.Partition, context.Author, context.Field, context.Record);

    /// <summary>Each part behind its length: no two lists of parts have the same bytes.</summary>
    private static byte[] Bound(params ReadOnlySpan<string> parts)
    {
        var size = 1;
        foreach (var part in parts)
            size += sizeof(int) + Encoding.UTF8.GetByteCount(part);
        var bytes = new byte[size];
        bytes[0] = Version;
        var rest = bytes.AsSpan(1);
        foreach (var part in parts)
        {
            var length = Encoding.UTF8.GetBytes(part, rest[sizeof(int)..]);
            BinaryPrimitives.WriteInt32LittleEndian(rest, length);
            rest = rest[(sizeof(int) + length)..];
        }
        return bytes;
    }
}
