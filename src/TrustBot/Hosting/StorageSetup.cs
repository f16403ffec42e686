using Azure.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TrustBot.Core.Programmes;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Storage;

namespace TrustBot.Hosting;

/// <summary>Where things lie, as absolute paths.</summary>
/// <param name="Database">Null when the store is not the embedded one.</param>
public sealed record Places(string DataDirectory, string KeyFile, string? Database);

public static class StorageSetup
{
    private const string EmbeddedPrefix = "Data Source=";

    public static void AddStorage(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<TrustBotOptions>().BindConfiguration(TrustBotOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TrustBotOptions>, TrustBotOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(PlacesOf);
        services.AddSingleton(OpenTable);
        services.AddSingleton(OpenSealer);
        services.AddSingleton(OpenHash);
        // The embedded store admits one process: nobody else can be in the middle of anything.
        services.AddSingleton(provider => provider.GetRequiredService<ITable>() is SqliteTable
            ? new Instance("only", Alone: true)
            : new Instance(provider.GetRequiredService<IdMinter>().Mint(), Alone: false));
        services.AddSingleton(HouseOf);
    }

    private static Places PlacesOf(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<TrustBotOptions>>().Value;
        var root = services.GetRequiredService<IHostEnvironment>().ContentRootPath;
        var data = Path.GetFullPath(options.DataDirectory, root);
        var key = string.IsNullOrWhiteSpace(options.KeyFile)
            ? Path.Combine(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(data)) ?? root, "keys", "trustbot.key")
            : Path.GetFullPath(options.KeyFile, root);
        if (string.IsNullOrWhiteSpace(options.Storage))
            return new Places(data, key, Path.Combine(data, "trustbot.db"));
        return options.Storage.TrimStart().StartsWith(EmbeddedPrefix, StringComparison.OrdinalIgnoreCase)
            ? new Places(data, key, Path.GetFullPath(new SqliteConnectionStringBuilder(options.Storage).DataSource, root))
            : new Places(data, key, null);
    }

    private static ITable OpenTable(IServiceProvider services) =>
        services.GetRequiredService<Places>().Database is { } file
            ? new SqliteTable(new SqliteSettings(file))
            : AzureTable.Connect(services.GetRequiredService<IOptions<TrustBotOptions>>().Value.Storage!, () => new DefaultAzureCredential());

    private static Sealer OpenSealer(IServiceProvider services)
    {
        var places = services.GetRequiredService<Places>();
        var folder = places.Database is { } file ? Path.GetDirectoryName(file) : null;
        return KeyCheck.OpenAsync(services.GetRequiredService<ITable>(), places.KeyFile, folder, CancellationToken.None).GetAwaiter().GetResult();
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
        var store = services.GetRequiredService<Places>().Database is null ? StoreKind.AzureTables : StoreKind.Embedded;
        return new House(services.GetRequiredService<IOptions<TrustBotOptions>>().Value.Operator, keeper, store);
    }
}
