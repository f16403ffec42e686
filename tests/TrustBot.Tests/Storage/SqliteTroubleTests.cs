using Microsoft.Data.Sqlite;
using TrustBot.Storage;

namespace TrustBot.Tests.Storage;

public sealed class SqliteTroubleTests : IDisposable
{
    private readonly Folder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => folder["trustbot.db"];

    [Fact]
    public async Task Rows_are_there_after_a_clean_stop_which_leaves_the_file_and_its_lock()
    {
        await using (var first = Open())
            await Put(first, "a", "1");

        Assert.Equal(["trustbot.db", "trustbot.db.lock"], Directory.GetFiles(folder.ToString()).Select(Path.GetFileName).Order());
        await using var second = Open();
        Assert.Equal("1", (await Read(second, "a"))!.Data);
        Assert.Equal(SqliteIntegrity.Trusted, second.Integrity);
    }

    [Fact]
    public async Task A_second_process_is_refused_by_name_until_the_first_has_stopped()
    {
        await using (Open())
        {
            var refusal = Assert.Throws<StoreUnavailableException>(Open);
            Assert.Contains($"in use by another TrustBot (process {Environment.ProcessId})", refusal.Message, StringComparison.Ordinal);
        }
        await using var next = Open();
        await Put(next, "a", "1");
    }

    [Fact]
    public async Task A_full_store_takes_nothing_by_halves_and_recovers_by_itself()
    {
        var pages = 40;
        await using var table = Open(connection => Run(connection, $"PRAGMA max_page_count={pages}"));
        await Put(table, "small", "1");
        var large = new string('x', 100_000);

        var outage = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
            await table.WriteAsync("t", "p", [new Change.Insert("first", "1"), new Change.Insert("large", large), new Change.Insert("larger", large)], Cancellation));

        Assert.Contains("the disk is full. Make room", outage.Message, StringComparison.Ordinal);
        Assert.Equal("small", (await table.ReadRangeAsync("t", "p", "", "~", 0, Cancellation)).Single().Key);
        await Put(table, "small", "2");

        // The writer opens a new connection after a failure, and meets the new limit there.
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Put(table, "large", large + large));
        pages = 10_000;
        await Put(table, "large", large + large);
    }

    [Fact]
    public async Task When_the_second_of_two_writes_in_order_finds_no_room_an_outage_is_told_and_the_first_may_be_missing_but_never_the_second_alone()
    {
        await using var table = Open(connection => Run(connection, "PRAGMA max_page_count=40"));
        var large = new string('x', 400_000);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await ((ITable)table).WriteInOrderAsync(
            [new("t", "hints", [new Change.Put("h", "1")]), new("t", "p", [new Change.Insert("large", large)])], Cancellation));

        Assert.Empty(await table.ReadRangeAsync("t", "p", "", "~", 0, Cancellation));
        await Put(table, "small", "1");
    }

    [Fact]
    public async Task A_read_only_store_still_reads_says_so_and_recovers_by_itself()
    {
        var readOnly = false;
        SqliteConnection? writer = null;
        await using var table = Open(connection => Run(writer = connection, $"PRAGMA query_only={(readOnly ? 1 : 0)}"));
        await Put(table, "a", "1");
        readOnly = true;
        Run(writer!, "PRAGMA query_only=1");

        var outage = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Put(table, "a", "2"));
        Assert.Contains("read-only", outage.Message, StringComparison.Ordinal);
        Assert.Equal("1", (await Read(table, "a"))!.Data);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Put(table, "a", "2"));
        readOnly = false;
        await Put(table, "a", "2");
    }

    [Fact]
    public async Task A_store_locked_by_another_program_is_an_outage_until_it_lets_go()
    {
        await using var table = Open();
        using (var other = Other())
        {
            Run(other, "BEGIN IMMEDIATE");
            var outage = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Put(table, "a", "1"));
            Assert.Contains("locked by another program", outage.Message, StringComparison.Ordinal);
            Assert.Null(await Read(table, "a"));
        }
        await Put(table, "a", "1");
        Assert.Equal("1", (await Read(table, "a"))!.Data);
    }

    [Fact]
    public async Task A_write_that_its_caller_gave_up_before_it_began_is_dropped()
    {
        await using var table = new SqliteTable(new SqliteSettings(File) { CallersInACommit = 1 });
        using var other = Other();
        Run(other, "BEGIN IMMEDIATE");
        using var patience = new CancellationTokenSource();
        var blocker = Put(table, "blocker", "1");
        // One caller a commit: whatever the writer has begun, it is at most one of these two.
        var waiting = new[] { "w1", "w2" }.Select(key => table.WriteAsync("t", "p", [new Change.Put(key, "1")], patience.Token).AsTask()).ToArray();
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting[1]);
        Run(other, "COMMIT");
        await Record.ExceptionAsync(() => blocker);
        await Put(table, "last", "1");
        Assert.Null(await Read(table, "w2"));
    }

    [Fact]
    public async Task A_full_queue_makes_its_callers_wait_and_loses_none()
    {
        await using var table = new SqliteTable(new SqliteSettings(File) { WaitingWrites = 2, CallersInACommit = 2 });
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Put(table, $"{i:d3}", "1")));

        Assert.Equal(200, (await table.ReadRangeAsync("t", "p", "", "~", 0, Cancellation)).Count);
    }

    [Fact]
    public async Task After_an_unclean_stop_the_file_is_checked_in_the_background()
    {
        await using (var first = Open())
            await Put(first, "a", "1");
        await System.IO.File.WriteAllTextAsync(File + ".running", "4711", Cancellation);

        await using var second = Open();
        await second.IntegrityChecked;

        Assert.Equal(SqliteIntegrity.Sound, second.Integrity);
        Assert.Equal("1", (await Read(second, "a"))!.Data);
    }

    [Fact]
    public async Task A_damaged_file_is_found_by_the_check_and_said_to_whoever_reads_it()
    {
        await using (var first = Open())
            await first.WriteAsync("t", "p", [.. Enumerable.Range(0, 90).Select(i => new Change.Insert($"{i:d3}", new string('x', 3_000)))], Cancellation);
        await using (var damaged = System.IO.File.OpenWrite(File))
        {
            damaged.Position = 4096;
            damaged.Write(Enumerable.Repeat((byte)0xA5, 40 * 4096).ToArray());
        }
        await System.IO.File.WriteAllTextAsync(File + ".running", "4711", Cancellation);

        await using (var second = Open())
        {
            await second.IntegrityChecked;
            Assert.Equal(SqliteIntegrity.Damaged, second.Integrity);
            var outage = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Read(second, "050"));
            Assert.Contains("is damaged. Stop TrustBot", outage.Message, StringComparison.Ordinal);
        }
        Assert.True(System.IO.File.Exists(File + ".running"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_at_the_start_and_leaves_no_lock_behind()
    {
        System.IO.File.WriteAllText(File, new string('x', 10_000));

        Assert.Contains("is damaged", Assert.Throws<StoreUnavailableException>(Open).Message, StringComparison.Ordinal);
        Assert.Contains("is damaged", Assert.Throws<StoreUnavailableException>(Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erased_text_is_not_left_in_the_file()
    {
        const string secret = "the words of a mentee";
        await using (var table = Open())
        {
            var result = Assert.IsType<WriteResult.Written>(await table.WriteAsync("t", "p", [new Change.Insert("a", secret), new Change.Insert("b", "kept")], Cancellation));
            await table.WriteAsync("t", "p", [new Change.Delete("a", result.ETags[0]!)], Cancellation);
        }
        Assert.DoesNotContain(secret, System.Text.Encoding.Latin1.GetString(await System.IO.File.ReadAllBytesAsync(File, Cancellation)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_it_is_closed_it_says_so()
    {
        var table = Open();
        await table.DisposeAsync();
        await table.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Read(table, "a"));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Put(table, "a", "1"));
    }

    public void Dispose() => folder.Dispose();

    private SqliteTable Open() => Open(null);

    private SqliteTable Open(Action<SqliteConnection>? opened) => new(new SqliteSettings(File) { WriterOpened = opened });

    private SqliteConnection Other()
    {
        var other = new SqliteConnection($"Data Source={File};Pooling=False");
        other.Open();
        return other;
    }

    private static async Task Put(SqliteTable table, string key, string data) =>
        Assert.IsType<WriteResult.Written>(await table.WriteAsync("t", "p", [new Change.Put(key, data)], Cancellation));

    private static async Task<Row?> Read(SqliteTable table, string key) => await table.ReadAsync("t", "p", key, Cancellation);

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
