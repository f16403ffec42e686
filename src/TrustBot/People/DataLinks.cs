using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.People;

/// <summary>Where a person's own data can be fetched from a browser.</summary>
/// <param name="PublicUrl">How browsers reach this server, without a slash at its end; empty where the page that shows the link is served by it.</param>
public sealed record DataLinkSettings(string PublicUrl = "");

/// <summary>Links to one person's data, each file once and for a quarter of an hour. Only a hash of the secret in it is stored.</summary>
public sealed class DataLinks(ITable table, TimeProvider system, DataLinkSettings settings)
{
    public const string Path = "/my-data";

    private const int SecretBytes = 32;

    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(15);

    /// <param name="Until">System time.</param>
    /// <param name="Taken">The files that were fetched.</param>
    private sealed record LinkRow(int V, Instant Until, ImmutableArray<string> Taken);

    /// <returns>The address. It is to be shown to this person alone, and stored nowhere.</returns>
    public async ValueTask<string> MintAsync(PersonId person, CancellationToken cancellation)
    {
        await SweepAsync(person, cancellation);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        var row = new LinkRow(Layout.Version, Instant.FromDateTimeOffset(system.GetUtcNow() + Valid), []);
        await table.WriteAsync(Tables.People, Keys.Partition(person.Value), [new Change.Insert(KeyOf(secret), PairJson.Write(row))], cancellation);
        return $"{settings.PublicUrl}{Path}/{Uri.EscapeDataString(person.Value)}/{secret}";
    }

    /// <returns>The files that can still be fetched: none for a link that is over or never was.</returns>
    public async ValueTask<ImmutableArray<string>> LookAsync(PersonId person, string secret, ImmutableArray<string> files, CancellationToken cancellation) =>
        await FindAsync(person, secret, cancellation) is { Value: var link } ? files.RemoveRange(link.Taken) : [];

    /// <returns>Whether it may be fetched now; true once for each file.</returns>
    public async ValueTask<bool> TakeAsync(PersonId person, string secret, string file, CancellationToken cancellation)
    {
        if (await FindAsync(person, secret, cancellation) is not { } link || link.Value.Taken.Contains(file))
            return false;
        var taken = link.Value with { Taken = link.Value.Taken.Add(file) };
        return await table.WriteAsync(Tables.People, Keys.Partition(person.Value), [new Change.Replace(KeyOf(secret), PairJson.Write(taken), link.ETag)], cancellation) is WriteResult.Written;
    }

    private async ValueTask<Stored<LinkRow>?> FindAsync(PersonId person, string secret, CancellationToken cancellation)
    {
        if (secret.Length != 2 * SecretBytes || await table.ReadAsync(Tables.People, Keys.Partition(person.Value), KeyOf(secret), cancellation) is not { } row)
            return null;
        var link = PairJson.Read<LinkRow>(row.Data);
        return IsOver(link) ? null : new Stored<LinkRow>(link, row.ETag);
    }

    private async ValueTask SweepAsync(PersonId person, CancellationToken cancellation)
    {
        var (from, until) = Keys.All("link");
        var rows = await table.ReadRangeAsync(Tables.People, Keys.Partition(person.Value), from, until, 0, cancellation);
        await table.DeleteAsync(Tables.People, Keys.Partition(person.Value), rows.Where(row => IsOver(PairJson.Read<LinkRow>(row.Data))), cancellation);
    }

    private bool IsOver(LinkRow link) => Instant.FromDateTimeOffset(system.GetUtcNow()) >= link.Until;

    private static string KeyOf(string secret) => $"link:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))}";
}
