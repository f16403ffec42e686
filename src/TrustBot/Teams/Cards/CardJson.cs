using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrustBot.Teams.Cards;

/// <summary>How a card is written: letters as letters, because six signs for each would leave less room for words.</summary>
public static class CardJson
{
    /// <summary>In bytes of UTF-8. The service refuses more than some 28 to 100 KB, depending on its age and its way of counting.</summary>
    public const int Most = 20 * 1024;

    /// <summary>It is never put into HTML, and quotes and control characters are escaped all the same.</summary>
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode card) => card.ToJsonString(Options);

    /// <summary>In bytes.</summary>
    internal static int SizeOf(JsonNode card) => Encoding.UTF8.GetByteCount(Write(card));
}
