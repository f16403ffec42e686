using Azure.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TrustBot.Core.Programmes;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Storage;

namespace TrustBot.Hosting;

/// <summary>Where things lie, as absolute paths.</summary>
/// <param name="Storage">The setting. It may hold an account's key, and is not to be shown.</param>
internal sealed record Places(string Root, string DataDirectory, KeyPlaces Keys, string Storage)
{
    public override string ToString() => $"Places, data in {DataDirectory}";
}

public static class StorageSetup
{
    public static void AddStorage(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<TrustBotOptions>().BindConfiguration(TrustBotOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TrustBotOptions>, TrustBotOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(PlacesOf);
        services.AddSingleton(OpenStorage);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedStorage>().Table);
        services.AddSingleton(OpenKeys);
        services.AddSingleton(provider => provider.GetRequiredService<OpenedKeys>().Sealer);
        services.AddSingleton(provider => new KeyedHash(provider.GetRequiredService<OpenedKeys>().Names));
        // The embedded store admits one process: nobody else can be in the middle of anything.
        services.AddSingleton(provider => provider.GetRequiredService<ITable>() is SqliteTable
            ? new Instance("only", Alone: true)
            : new Instance(provider.GetRequiredService<IdMinter>().Mint(), Alone: false));
        services.AddSingleton(ErasedLogOf);
        services.AddSingleton(provider => new DataLinkSettings(provider.GetRequiredService<IOptions<TrustBotOptions>>().Value.PublicUrl?.TrimEnd('/') ?? ""));
        services.AddSingleton(HouseOf);
        services.AddSingleton<StartOver>();
    }

    private static Places PlacesOf(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<TrustBotOptions>>().Value;
        var root = services.GetRequiredService<IHostEnvironment>().ContentRootPath;
        var data = Path.GetFullPath(options.DataDirectory, root);
        var key = string.IsNullOrWhiteSpace(options.KeyFile)
            ? Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(data)) ?? root, "keys", "trustbot.key")
            : Path.GetFullPath(options.KeyFile, root);
        var storage = string.IsNullOrWhiteSpace(options.Storage) ? $"Data Source=\"{Path.Combine(data, "trustbot.db")}\"" : options.Storage;
        return new Places(root, data, KeysOf(options, key, root), storage);
    }

    private static KeyPlaces KeysOf(TrustBotOptions options, string file, string root) => new(file, NullIfBlank(options.Key))
    {
        PreviousKey = NullIfBlank(options.PreviousKey),
        PreviousFile = NullIfBlank(options.PreviousKeyFile) is { } previous ? Path.GetFullPath(previous, root) : null,
        GroupMayRead = options.KeyFileGroupMayRead,
    };

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static OpenedStorage OpenStorage(IServiceProvider services)
    {
        var places = services.GetRequiredService<Places>();
        return StorageSetting.Open(places.Storage, places.Root, static setting => AzureTable.Connect(setting, () => new DefaultAzureCredential()));
    }

    private static OpenedKeys OpenKeys(IServiceProvider services)
    {
        var storage = services.GetRequiredService<OpenedStorage>();
        return KeyCheck.OpenAsync(storage.Table, services.GetRequiredService<Places>().Keys, storage.DataFolder, CancellationToken.None).GetAwaiter().GetResult();
    }

    private static ErasedLog ErasedLogOf(IServiceProvider services)
    {
        var places = services.GetRequiredService<Places>();
        var set = NullIfBlank(services.GetRequiredService<IOptions<TrustBotOptions>>().Value.ErasedLog);
        return new ErasedLog(set is null ? Path.Combine(Path.GetDirectoryName(places.Keys.File) ?? places.Root, "erased.log") : Path.GetFullPath(set, places.Root));
    }

    private static House HouseOf(IServiceProvider services)
    {
        var channels = services.GetServices<IChannel>().Select(channel => channel.Name).ToHashSet();
        var keeper = channels.Contains("slack") ? "Slack" : channels.Contains("teams") ? "Teams" : null;
        var store = services.GetRequiredService<ITable>() is SqliteTable ? StoreKind.Embedded : StoreKind.AzureTables;
        return new House(services.GetRequiredService<IOptions<TrustBotOptions>>().Value.Operator, keeper, store);
    }
}
