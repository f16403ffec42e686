using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TrustBot.Storage;

namespace TrustBot.Tests.Storage;

/// <summary>The write-ahead log is folded into the file while the program runs, and does not grow for ever.</summary>
public sealed class SqliteCheckpointTests : IDisposable
{
    private const int RowsInABatch = 100;

    /// <summary>In rows.</summary>
    private const int MuchWritten = 60_000;

    private static readonly string Data = $$"""{"text":"{{new string('x', 2000)}}"}""";

    private readonly Folder folder = new();
    private readonly SqliteTable sqlite;

    public SqliteCheckpointTests() => sqlite = new SqliteTable(new SqliteSettings(Database));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => folder["data/trustbot.db"];

    [Fact]
    public async Task What_was_written_comes_into_the_file_while_the_store_is_open()
    {
        await WriteAsync(2000, 0);

        await UntilFileHoldsAsync(1000 * Data.Length);
    }

    [Fact]
    public async Task The_log_begins_anew_while_writes_go_on()
    {
        await WriteMuchAsync(sqlite);

        Assert.InRange(new FileInfo(Database + "-wal").Length, 1, MuchWritten * Data.Length / 2);
    }

    [Fact]
    public async Task The_log_begins_anew_though_somebody_reads_during_each_commit()
    {
        SqliteTable? read = null;
        var settings = new SqliteSettings(folder["read/trustbot.db"])
        {
            WriterOpened = writer => raw.sqlite3_commit_hook(writer.Handle, _ => read!.ReadAsync("t", "nobody", "nothing", Cancellation).AsTask().Result is null ? 0 : 1, null),
        };
        using var table = read = new SqliteTable(settings);

        await WriteMuchAsync(table);

        Assert.InRange(new FileInfo(settings.File + "-wal").Length, 1, MuchWritten * Data.Length / 2);
    }

    [Fact]
    public async Task Who_reads_for_long_holds_up_no_write()
    {
        using var reader = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        reader.Open();
        using var begin = reader.CreateCommand();
        begin.CommandText = "BEGIN; SELECT count(*) FROM rows";
        begin.ExecuteScalar();

        await WriteAsync(2000, 0);
        reader.Close();
        await WriteAsync(2000, 1);

        await UntilFileHoldsAsync(3000 * Data.Length);
    }

    [Fact]
    public async Task A_store_that_is_closed_while_its_log_is_folded_is_closed()
    {
        for (var i = 0; i < 20; i++)
        {
            var closed = new SqliteTable(new SqliteSettings(folder[$"closed{i}/trustbot.db"]));
            await WriteAsync(closed, 500, 0);
            await Task.Run(closed.Dispose, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        }
    }

    /// <summary>Earlier ones may lose pages when one connection folds the log while another begins it anew: https://sqlite.org/wal.html#walresetbug</summary>
    [Fact]
    public void SQLite_is_one_whose_log_may_be_folded_by_two() => Assert.InRange(raw.sqlite3_libversion_number(), 3_051_003, int.MaxValue);

    public void Dispose()
    {
        sqlite.Dispose();
        folder.Dispose();
    }

    /// <summary>Two at a time, so that there is no moment in which nothing is left to fold.</summary>
    private static Task WriteMuchAsync(SqliteTable table) => Task.WhenAll(WriteAsync(table, MuchWritten / 2, 1), WriteAsync(table, MuchWritten / 2, 2));

    private Task WriteAsync(int rows, int writer) => WriteAsync(sqlite, rows, writer);

    private static async Task WriteAsync(SqliteTable table, int rows, int writer)
    {
        for (var from = 0; from < rows; from += RowsInABatch)
        {
            var partition = string.Create(CultureInfo.InvariantCulture, $"{writer}-{from}");
            var batch = Enumerable.Range(0, RowsInABatch).Select(Change (row) => new Change.Insert(row.ToString(CultureInfo.InvariantCulture), Data)).ToList();
            Assert.IsType<WriteResult.Written>(await table.WriteAsync("t", partition, batch, Cancellation));
        }
    }

    private Task UntilFileHoldsAsync(long bytes) =>
        Until.HoldsAsync(() => new FileInfo(Database).Length >= bytes, TimeSpan.FromSeconds(30), () => $"{new FileInfo(Database).Length} bytes in the file, of {bytes}.");
}
