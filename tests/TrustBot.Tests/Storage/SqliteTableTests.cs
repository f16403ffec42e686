using SQLitePCL;
using TrustBot.Storage;

namespace TrustBot.Tests.Storage;

public sealed class SqliteTableTests : TableContract, IDisposable
{
    private readonly Folder folder = new();
    private readonly SqliteTable sqlite;

    public SqliteTableTests() => sqlite = new SqliteTable(new SqliteSettings(folder["data/trustbot.db"]));

    protected override ITable Table => sqlite;

    [Fact]
    public void A_read_completes_before_it_returns()
    {
        Assert.True(sqlite.ReadAsync("t", "p", "a", Cancellation).AsTask().IsCompletedSuccessfully);
        Assert.True(sqlite.ReadRangeAsync("t", "p", "", "~", 0, Cancellation).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task What_was_written_is_found_by_who_reads_next_though_somebody_read_during_the_commit()
    {
        SqliteTable? read = null;
        Row? during = null;
        var settings = new SqliteSettings(folder["other/trustbot.db"])
        {
            WriterOpened = writer => raw.sqlite3_commit_hook(writer.Handle, _ =>
            {
                during = read!.ReadAsync("t", "p", "a", Cancellation).AsTask().Result;
                return 0;
            }, null),
        };
        await using var table = read = new SqliteTable(settings);

        await table.WriteAsync("t", "p", [new Change.Insert("a", "1")], Cancellation);

        Assert.Null(during);
        Assert.Equal("1", (await table.ReadAsync("t", "p", "a", Cancellation))?.Data);
    }

    [Fact]
    public async Task Who_stops_the_store_finds_everything_in_the_file_though_somebody_had_read()
    {
        await sqlite.WriteAsync("t", "p", [new Change.Insert("a", "1")], Cancellation);
        Assert.NotNull(await sqlite.ReadAsync("t", "p", "a", Cancellation));

        await sqlite.DisposeAsync();

        Assert.False(File.Exists(folder["data/trustbot.db-wal"]));
    }

    public void Dispose()
    {
        sqlite.Dispose();
        folder.Dispose();
    }
}
