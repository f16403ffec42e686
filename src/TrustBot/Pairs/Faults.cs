using System.Text.Json;
using TrustBot.Storage;

namespace TrustBot.Pairs;

/// <summary>Tells what is wrong with one row or one decision, and must not hold up the others, from an outage that concerns all.</summary>
internal static class Faults
{
    public static bool IsBug(Exception e) =>
        e is JsonException or SealBrokenException || (e is SystemException and not (OperationCanceledException or OutOfMemoryException));
}
