using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace TrustBot.Slack.Inbound;

/// <summary>Whether a body comes from Slack, now. Which of the two secrets it was signed with, if any, takes the same time to find out.</summary>
internal sealed class SignatureCheck(IOptions<SlackOptions> options, TimeProvider time)
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    private const string Version = "v0";
    private const int Skew = 300;
    private const int LongestTimestamp = 12;

    private static readonly int Length = $"{Version}=".Length + (2 * SHA256.HashSizeInBytes);

    private readonly byte[][] secrets = [.. new[] { options.Value.SigningSecret, options.Value.PreviousSigningSecret }.OfType<string>().Select(Encoding.UTF8.GetBytes)];

    /// <param name="body">As it came over the wire.</param>
    /// <returns>Null when it is genuine.</returns>
    public Arrival.Refused? Check(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        if (headers[TimestampHeader] is not [{ } timestamp] || headers[SignatureHeader] is not [{ } signature] || SecondsOf(timestamp) is not { } seconds)
            return Arrival.Unsigned;
        if (Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) > Skew)
            return Arrival.NotNow;
        if (signature.Length != Length)
            return Arrival.Signature;
        var said = Encoding.UTF8.GetBytes(signature);
        var good = false;
        foreach (var secret in secrets)
            good |= CryptographicOperations.FixedTimeEquals(said, Sign(secret, timestamp, body));
        return good ? null : Arrival.Signature;
    }

    private static long? SecondsOf(string timestamp) =>
        timestamp.Length <= LongestTimestamp && long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null;

    private static byte[] Sign(byte[] secret, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.ASCII.GetBytes($"{Version}:{timestamp}:"));
        hash.AppendData(body);
        return Encoding.ASCII.GetBytes($"{Version}={Convert.ToHexStringLower(hash.GetHashAndReset())}");
    }
}
