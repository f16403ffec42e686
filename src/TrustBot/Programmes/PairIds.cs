using System.Security.Cryptography;
using System.Text;
using TrustBot.Core.Pairs;

namespace TrustBot.Programmes;

/// <summary>A pair's id is a keyed hash of who it is, so that the same row of an import always finds the same pair.</summary>
public static class PairIds
{
    private const int Bytes = 16;

    /// <param name="key">Derived for this use alone; with another key every pair would be a new one.</param>
    public static PairId For(byte[] key, ProgrammeId programme, PersonId mentor, PersonId mentee)
    {
        var who = Encoding.UTF8.GetBytes($"{programme}\n{mentor}\n{mentee}");
        return new PairId(Convert.ToHexStringLower(HMACSHA256.HashData(key, who).AsSpan(0, Bytes)));
    }
}
