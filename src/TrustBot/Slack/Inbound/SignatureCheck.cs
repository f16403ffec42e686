using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace TrustBot.Slack.Inbound;

/// <summary>What a request says of its signature: well-formed and of now, and not checked yet.</summary>
internal readonly record struct SignatureClaim(string Timestamp, string Signature);

/// <summary>Whether a body comes from Slack, now. Which of the two secrets it was signed with, if any, takes the same time to find out.</summary>
internal sealed class SignatureCheck(IOptions<SlackOptions> options, TimeProvider time)
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    private const string Version = "v0";
    private const int Skew = 300;
    private const int LongestTimestamp = 12;

    private const string Start = $"{Version}=";

    private static readonly int Length = Start.Length + (2 * SHA256.HashSizeInBytes);
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    private readonly byte[][] secrets = [.. new[] { options.Value.SigningSecret, options.Value.PreviousSigningSecret }.OfType<string>().Select(Encoding.UTF8.GetBytes)];

    /// <summary>What can be known before the body is read.</summary>
    /// <param name="claim">Of a request that may be genuine.</param>
    /// <returns>Null when the signature may be good.</returns>
    public Arrival.Refused? Look(IHeaderDictionary headers, out SignatureClaim claim)
    {
        claim = default;
        if (headers[TimestampHeader] is not [{ } timestamp] || headers[SignatureHeader] is not [{ } signature] || SecondsOf(timestamp) is not { } seconds)
            return Arrival.Unsigned;
        if (Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) > Skew)
            return Arrival.NotNow;
        if (signature.Length != Length || !signature.StartsWith(Start, StringComparison.Ordinal) || signature.AsSpan(Start.Length).ContainsAnyExcept(Hex))
            return Arrival.Signature;
        claim = new SignatureClaim(timestamp, signature);
        return null;
    }

    /// <param name="body">As it came over the wire.</param>
    /// <returns>Null when it is genuine.</returns>
    public Arrival.Refused? Check(SignatureClaim claim, ReadOnlySpan<byte> body)
    {
        var said = Encoding.ASCII.GetBytes(claim.Signature);
        var good = false;
        foreach (var secret in secrets)
            good |= CryptographicOperations.FixedTimeEquals(said, Sign(secret, claim.Timestamp, body));
        return good ? null : Arrival.Signature;
    }

    private static long? SecondsOf(string timestamp) =>
        timestamp.Length <= LongestTimestamp && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    private static byte[] Sign(byte[] secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.ASCII.GetBytes($"{Version}:{timestamp}:"));
        hash.AppendData(body);
        return Encoding.ASCII.GetBytes($"{Start}{Convert.ToHexStringLower(hash.GetHashAndReset())}");
    }
}
