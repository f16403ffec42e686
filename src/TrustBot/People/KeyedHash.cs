using System.Security.Cryptography;
using System.Text;
using TrustBot.Core.Pairs;
using TrustBot.Storage;

namespace TrustBot.People;

/// <summary>
/// Names that can be found again by whoever holds the key, and guessed by nobody else: a list of mail addresses can't be tried against
/// a copy of the store.
/// </summary>
public sealed class KeyedHash
{
    private readonly byte[] key;

    /// <param name="names">The store's <see cref="OpenedKeys.Names"/>.</param>
    public KeyedHash(ReadOnlySpan<byte> names) => key = names.ToArray();

    /// <param name="mail">Compared trimmed and in lower case.</param>
    public string OfMail(string mail) => Of("mail", mail.Trim().ToLowerInvariant());

    /// <summary>The same two in the same programme are the same pair, whoever imports them and how often.</summary>
    public PairId PairOf(ProgrammeId programme, PersonId mentor, PersonId mentee) =>
        new(Of("pair", programme.Value, mentor.Value, mentee.Value)[..32]);

    private string Of(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
            text.Append(part.Length).Append(':').Append(part);
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text.ToString())));
    }
}
