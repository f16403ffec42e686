using System.Security.Cryptography;
using System.Text;
using NodaTime;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Storage;

namespace TrustBot.Delivery;

/// <summary>Secrets that are good once and for ten minutes, in whichever process they come back to. Only their hash is stored.</summary>
public sealed class Slips(ITable table, TimeProvider system)
{
    public static readonly TimeSpan Valid = TimeSpan.FromMinutes(10);

    private const int SecretBytes = 32;

    /// <param name="Until">System time.</param>
    private sealed record SlipRow(int V, Instant Until);

    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <param name="purpose">A constant: a slip is good for nothing else.</param>
    public async ValueTask IssueAsync(string purpose, string secret, CancellationToken cancellation)
    {
        var (from, until) = Keys.All("slip");
        var rows = await table.ReadRangeAsync(Tables.Workspaces, Keys.Organisation, from, until, 0, cancellation);
        await table.DeleteAsync(Tables.Workspaces, Keys.Organisation, rows.Where(IsOver), cancellation);
        var slip = new SlipRow(Layout.Version, Instant.FromDateTimeOffset(system.GetUtcNow() + Valid));
        await table.WriteAsync(Tables.Workspaces, Keys.Organisation, [new Change.Insert(KeyOf(purpose, secret), PairJson.Write(slip))], cancellation);
    }

    /// <returns>Whether it was good. It is not any more.</returns>
    public async ValueTask<bool> TakeAsync(string purpose, string secret, CancellationToken cancellation) =>
        await table.ReadAsync(Tables.Workspaces, Keys.Organisation, KeyOf(purpose, secret), cancellation) is { } row
        && await table.WriteAsync(Tables.Workspaces, Keys.Organisation, [new Change.Delete(row.Key, row.ETag)], cancellation) is WriteResult.Written
        && !IsOver(row);

    private bool IsOver(Row row) => Instant.FromDateTimeOffset(system.GetUtcNow()) >= PairJson.Read<SlipRow>(row.Data).Until;

    private static string KeyOf(string purpose, string secret) => $"slip:{purpose}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))}";
}
