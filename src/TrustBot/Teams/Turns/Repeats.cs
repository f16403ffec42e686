using System.Security.Cryptography;
using System.Text;
using TrustBot.Teams.Protocol;

namespace TrustBot.Teams.Turns;

/// <summary>Teams sends an activity again when the answer took long, under the same id (A2033).</summary>
internal static class Repeats
{
    /// <returns>Short whatever the ids are; null where there is no id to know a repeat by.</returns>
    public static string? NameOf(Activity activity) => activity.Id is { Length: > 0 } id
        ? $"teams~{Short($"{activity.Conversation?.Id}\n{id}")}"
        : null;

    /// <summary>32 characters that fit into any key and stand for this text alone.</summary>
    public static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
