using Azure;
using Azure.Data.Tables.Models;

namespace TrustBot.Storage;

/// <summary>Tells an outage of the service, which passes or which the operator mends, from a request that should never have been made.</summary>
internal static class AzureOutage
{
    public static bool Is(Exception failure) => failure switch
    {
        RequestFailedException e => e.Status is 0 or 401 or 403 or 408 or 429 or >= 500 || IsMissingTable(e),
        AggregateException e => e.InnerExceptions.All(Is),
        // The caller's own cancellation is told apart by its token: this one is the client's time limit.
        OperationCanceledException or HttpRequestException or IOException => true,
        _ => IsIdentity(failure),
    };

    public static bool IsMissingTable(Exception failure) =>
        failure is RequestFailedException { Status: 404 } e && (e.ErrorCode == TableErrorCode.TableNotFound || e.ErrorCode == "TableNotFound");

    public static StoreUnavailableException Of(Exception failure, string table)
    {
        var remedy = failure switch
        {
            _ when IsIdentity(failure) || failure is RequestFailedException { Status: 401 or 403 } =>
                "refuses TrustBot's identity. Check the key in TrustBot:Storage, or give the identity the role Storage Table Data Contributor.",
            RequestFailedException { Status: 429 or 503 } => "is over its limits or down. TrustBot goes on by itself when it answers again.",
            RequestFailedException { Status: 404 } => "has lost this table. TrustBot makes it anew at the next write.",
            _ => "can't be reached. Check the network and the address in TrustBot:Storage; TrustBot goes on by itself when it answers again.",
        };
        return new StoreUnavailableException($"The table service behind {table} {remedy}", failure);
    }

    // By name, because two assemblies define AuthenticationFailedException: Azure.Core 1.62 has taken it in, and Azure.Identity 1.17 has it still.
    private static bool IsIdentity(Exception failure) => failure.GetType().Namespace == "Azure.Identity";
}
