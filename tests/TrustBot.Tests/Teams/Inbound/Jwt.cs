using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TrustBot.Tests.Teams.Inbound;

/// <summary>Tokens put together by hand, because a library would refuse to make most of them.</summary>
internal static class Jwt
{
    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static byte[] Decode(string text) =>
        Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));

    public static string Encode(JsonNode node) => Encode(Encoding.UTF8.GetBytes(node.ToJsonString()));

    /// <param name="sign">The signature over header and payload as they are sent; empty for none.</param>
    public static string Make(JsonNode header, JsonNode payload, Func<byte[], byte[]> sign)
    {
        var signed = $"{Encode(header)}.{Encode(payload)}";
        return $"{signed}.{Encode(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public static Func<byte[], byte[]> With(RSA key, string algorithm) => data => algorithm switch
    {
        "RS256" => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "RS384" => key.SignData(data, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "RS512" => key.SignData(data, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "PS256" => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()), data),
        _ => [],
    };
}
