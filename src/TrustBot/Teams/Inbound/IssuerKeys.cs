using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace TrustBot.Teams.Inbound;

/// <param name="Channels">What it may vouch for: its endorsements.</param>
internal sealed record IssuerKey(SecurityKey Key, IReadOnlySet<string> Channels);

/// <param name="Key">Null for one that is not published.</param>
/// <param name="AnyLoaded">False until the issuer could be reached for the first time.</param>
internal readonly record struct KeySearch(IssuerKey? Key, bool AnyLoaded);

/// <summary>
/// The keys that the issuer publishes. A name that is new fetches them again, and whoever asked waits for that, so that a change of keys
/// refuses nobody; but once a minute at most, because names can be made up. What was fetched stays until something better was.
/// </summary>
internal sealed partial class IssuerKeys(
    IssuerDocuments documents,
    IOptions<TeamsOptions> options,
    TimeProvider time,
    ILogger<IssuerKeys> logger)
{
    private static readonly TimeSpan BetweenFetches = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);

    /// <summary>A key that was withdrawn is forgotten within a day.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <summary>The caller waits 15 seconds for its answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int SmallestKey = 2048;

    private readonly Lock gate = new();
    private volatile Ring? ring;
    private Task? fetching;
    private long? lastFetch;
    private volatile bool failed;

    public async ValueTask<KeySearch> FindAsync(string name, CancellationToken cancellation)
    {
        if (ring is { } known && known.Keys.TryGetValue(name, out var key))
        {
            if (time.GetElapsedTime(known.Fetched) > Fresh)
                _ = Fetch();
            return new KeySearch(key, AnyLoaded: true);
        }
        if (Fetch() is { } running)
            await running.WaitAsync(cancellation);
        return new KeySearch(ring?.Keys.GetValueOrDefault(name), ring is not null);
    }

    /// <returns>The fetch under way, or a new one; null when the last one is too recent.</returns>
    private Task? Fetch()
    {
        lock (gate)
        {
            if (fetching is { IsCompleted: false })
                return fetching;
            if (lastFetch is { } last && time.GetElapsedTime(last) < (failed ? AfterFailure : BetweenFetches))
                return null;
            lastFetch = time.GetTimestamp();
            return fetching = Task.Run(FetchAsync);
        }
    }

    private async Task FetchAsync()
    {
        var address = options.Value.OpenIdMetadataUrl ?? TeamsClouds.Of(options.Value.Cloud).Metadata;
        try
        {
            using var limit = new CancellationTokenSource(Patience, time);
            var published = await OpenIdConnectConfigurationRetriever.GetAsync(address, documents, limit.Token);
            var keys = KeysOf(published);
            if (keys.Count == 0)
                throw new InvalidDataException("The issuer publishes no key that could be used.");
            ring = new Ring(keys, time.GetTimestamp());
            failed = false;
            Log.Fetched(logger, keys.Count);
        }
        catch (Exception e)
        {
            failed = true;
            Log.NotFetched(logger, e.GetBaseException().GetType().Name, ring is null ? "none are known" : "the known ones stay");
        }
    }

    private static FrozenDictionary<string, IssuerKey> KeysOf(OpenIdConnectConfiguration published) =>
        (published.JsonWebKeySet?.Keys ?? [])
            .Where(key => key is { Kty: JsonWebAlgorithmsKeyTypes.RSA, Kid.Length: > 0, KeySize: >= SmallestKey } && key.Use is null or "" or JsonWebKeyUseNames.Sig)
            .DistinctBy(key => key.Kid)
            .ToFrozenDictionary(key => key.Kid, key => new IssuerKey(key, ChannelsOf(key)), StringComparer.Ordinal);

    private static FrozenSet<string> ChannelsOf(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var listed) && listed is JsonElement { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Where(channel => channel.ValueKind == JsonValueKind.String).Select(channel => channel.GetString()!).ToFrozenSet(StringComparer.Ordinal)
            : [];

    private sealed record Ring(FrozenDictionary<string, IssuerKey> Keys, long Fetched);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Fetched {Count} keys of the issuer of Teams' tokens")]
        public static partial void Fetched(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of the issuer of Teams' tokens could not be fetched ({Kind}); {Known}")]
        public static partial void NotFetched(ILogger logger, string kind, string known);
    }
}
