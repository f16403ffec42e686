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
internal sealed record Places(string Root, string DataDirectory, string KeyFile, string Storage)
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
        services.AddSingleton(OpenSealer);
        services.AddSingleton(OpenHash);
        // The embedded store admits one process: nobody else can be in the middle of anything.
        services.AddSingleton(provider => provider.GetRequiredService<ITable>() is SqliteTable
            ? new Instance("only", Alone: true)
            : new Instance(provider.GetRequiredService<IdMinter>().Mint(), Alone: false));
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
        return new Places(root, data, key, storage);
    }

    private static OpenedStorage OpenStorage(IServiceProvider services)
    {
        var places = services.GetRequiredService<Places>();
        return StorageSetting.Open(places.Storage, places.Root, () => new DefaultAzureCredential());
    }

    private static Sealer OpenSealer(IServiceProvider services)
    {
        var storage = services.GetRequiredService<OpenedStorage>();
        var file = services.GetRequiredService<Places>().KeyFile;
        return KeyCheck.OpenAsync(storage.Table, file, storage.DataFolder, CancellationToken.None).GetAwaiter().GetResult();
    }

    private static KeyedHash OpenHash(IServiceProvider services)
    {
        // The sealer first: it makes the key file at the first start, and proves it at every other.
        _ = services.GetRequiredService<Sealer>();
        return new KeyedHash(KeyFile.Read(services.GetRequiredService<Places>().KeyFile)!);
    }

    private static House HouseOf(IServiceProvider services)
    {
        var channels = services.GetServices<IChannel>().Select(channel => channel.Name).ToHashSet();
        var keeper = channels.Contains("slack") ? "Slack" : channels.Contains("teams") ? "Teams" : null;
        var store = services.GetRequiredService<ITable>() is SqliteTable ? StoreKind.Embedded : StoreKind.AzureTables;
        return new House(services.GetRequiredService<IOptions<TrustBotOptions>>().Value.Operator, keeper, store);
    }
}
