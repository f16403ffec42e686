using Microsoft.Data.Sqlite;

namespace TrustBot.Storage;

/// <param name="DataFolder">Where the store lies, if it lies on this machine.</param>
public sealed record OpenedStorage(ITable Table, string? DataFolder);

/// <summary>Reads <c>TrustBot:Storage</c>: <c>Data Source=…</c> for SQLite, else whatever <see cref="AzureTable.Connect(string, Func{Azure.Core.TokenCredential})"/> takes.</summary>
public static class StorageSetting
{
    public const string Default = "Data Source=data/trustbot.db";

    /// <param name="root">What a relative path starts from.</param>
    /// <param name="connect">Asked only for what is no file, so that Azure's libraries are loaded nowhere else.</param>
    /// <exception cref="ArgumentException">The setting is none of these; the message doesn't repeat it, for it may hold a key.</exception>
    /// <exception cref="StoreUnavailableException">The SQLite file can't be opened.</exception>
    public static OpenedStorage Open(string setting, string root, Func<string, AzureTable> connect)
    {
        return DatabaseIn(setting, root) is { } file
            ? new OpenedStorage(new SqliteTable(new SqliteSettings(file)), Path.GetDirectoryName(file))
            : new OpenedStorage(Connect(setting, connect), null);
    }

    /// <returns>The file of the embedded store; null when the setting names another kind.</returns>
    /// <exception cref="ArgumentException">It should name a file, and doesn't.</exception>
    public static string? DatabaseIn(string setting, string root) =>
        setting.TrimStart().StartsWith("Data Source", StringComparison.OrdinalIgnoreCase) ? Path.GetFullPath(FileOf(setting), root) : null;

    private static string FileOf(string setting)
    {
        try
        {
            var parts = new SqliteConnectionStringBuilder(setting);
            if (parts.Count == 1 && parts.DataSource is not ("" or ":memory:") && !parts.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
                return parts.DataSource;
        }
        catch (ArgumentException)
        {
        }
        throw new ArgumentException("TrustBot:Storage: after 'Data Source=' stands the path of the database file, and nothing else.", nameof(setting));
    }

    private static AzureTable Connect(string setting, Func<string, AzureTable> connect)
    {
        try
        {
            return connect(setting);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
        {
            // The cause isn't kept: it may quote the setting.
            throw new ArgumentException(
                "TrustBot:Storage is neither 'Data Source=' and a file, nor a connection string of an Azure storage account, nor the https address of its tables.", nameof(setting));
        }
    }
}
