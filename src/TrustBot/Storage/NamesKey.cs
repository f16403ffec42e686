using System.Security.Cryptography;

namespace TrustBot.Storage;

/// <summary>
/// What names such as mail addresses are hashed under. It comes from the first key-encryption key of a store and is then kept, sealed,
/// beside the check: under another key nobody would be found again.
/// </summary>
public static class NamesKey
{
    public static byte[] From(ReadOnlySpan<byte> keyEncryptionKey)
    {
        var key = new byte[Sealer.KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, keyEncryptionKey, key, salt: [], info: "trustbot names v1"u8);
        return key;
    }
}
