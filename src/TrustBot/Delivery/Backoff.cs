using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using TrustBot.Core.Machine;

namespace TrustBot.Delivery;

/// <summary>How long to wait before the next attempt: doubling from a second to five minutes.</summary>
internal static class Backoff
{
    private static readonly Duration Longest = Duration.FromMinutes(5);

    /// <summary>Deterministic, so that a replayed run is the same run; the jitter of half to all of it comes from the key.</summary>
    public static Duration After(int attempt, SendKey key)
    {
        var whole = Duration.Min(Longest, Duration.FromSeconds(Math.Pow(2, Math.Clamp(attempt, 1, 10) - 1)));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{key.Value}#{attempt}"));
        var share = BinaryPrimitives.ReadUInt32LittleEndian(hash) / (double)uint.MaxValue;
        return whole * (0.5 + share / 2);
    }
}
