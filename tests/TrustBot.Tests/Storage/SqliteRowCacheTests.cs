using TrustBot.Storage;

namespace TrustBot.Tests.Storage;

/// <summary>What is remembered of the file must never be told from the file itself.</summary>
public sealed class SqliteRowCacheTests : IAsyncDisposable
{
    private const string In = "people";
    private const string At = "default~p1";

    private static readonly CancellationToken Now = CancellationToken.None;

    private readonly Folder folder = new();
    private readonly SqliteTable table;

    public SqliteRowCacheTests() => table = new SqliteTable(new SqliteSettings(folder["data/trustbot.db"]));

    [Fact]
    public async Task A_row_that_was_read_and_then_written_is_read_as_it_was_written()
    {
        var first = await WriteAsync(new Change.Insert("a", "1"));
        Assert.Equal(new Row("a", first, "1"), await ReadAsync("a"));
        var second = await WriteAsync(new Change.Replace("a", "2", first));
        Assert.Equal(new Row("a", second, "2"), await ReadAsync("a"));
        await WriteAsync(new Change.Delete("a", second));
        Assert.Null(await ReadAsync("a"));
    }

    [Fact]
    public async Task A_range_that_was_read_follows_every_kind_of_change()
    {
        var b = await WriteAsync(new Change.Insert("b", "1"));
        Assert.Equal("b1", await RangeAsync());
        await WriteAsync(new Change.Insert("a", "1"));
        Assert.Equal("a1 b1", await RangeAsync());
        b = await WriteAsync(new Change.Replace("b", "2", b));
        Assert.Equal("a1 b2", await RangeAsync());
        await WriteAsync(new Change.Put("a", "3"));
        Assert.Equal("a3 b2", await RangeAsync());
        await WriteAsync(new Change.Put("c", "1"));
        Assert.Equal("a3 b2 c1", await RangeAsync());
        await WriteAsync(new Change.Delete("b", b));
        Assert.Equal("a3 c1", await RangeAsync());
        await WriteAsync(new Change.Insert("z", "1"));
        Assert.Equal("a3 c1", await RangeAsync());
    }

    [Fact]
    public async Task A_batch_that_conflicts_changes_nothing_that_is_remembered()
    {
        var a = await WriteAsync(new Change.Insert("a", "1"));
        await ReadAsync("a");
        Assert.IsType<WriteResult.Conflict>(await table.WriteAsync(In, At, [new Change.Replace("a", "2", a), new Change.Replace("b", "2", "none")], Now));
        Assert.Equal("1", (await ReadAsync("a"))!.Data);
    }

    [Fact]
    public async Task Writes_in_order_up_to_a_conflict_are_read_and_those_after_it_are_not()
    {
        await WriteAsync(new Change.Insert("a", "1"));
        await ReadAsync("a");
        await RangeAsync();
        TableWrite[] writes = [new(In, At, [new Change.Put("a", "2")]), new(In, At, [new Change.Insert("a", "3")])];
        Assert.IsType<WriteResult.Conflict>(await table.WriteInOrderAsync(writes, Now));
        Assert.Equal("2", (await ReadAsync("a"))!.Data);
        Assert.Equal("a2", await RangeAsync());
    }

    [Fact]
    public async Task Half_a_character_reads_as_the_file_gives_it_back()
    {
        await WriteAsync(new Change.Insert("a", "1"));
        await ReadAsync("a");
        await WriteAsync(new Change.Put("a", "\ud83d"));
        Assert.Equal("\ufffd", (await ReadAsync("a"))!.Data);
    }

    [Fact]
    public void What_was_read_before_a_commit_is_not_kept_after_it()
    {
        var cache = new SqliteRowCache();
        var since = cache.Commits;
        cache.Wrote([(new TableWrite(In, At, [new Change.Put("a", "2")]), ["new"])]);
        cache.Keep(since, In, At, new Row("a", "old", "1"));
        cache.Keep(since, In, At, "a", "d", [new Row("a", "old", "1")]);
        Assert.Null(cache.Find(In, At, "a"));
        Assert.Null(cache.Find(In, At, "a", "d"));
        cache.Keep(cache.Commits, In, At, new Row("a", "new", "2"));
        Assert.Equal("2", cache.Find(In, At, "a")!.Data);
    }

    [Fact]
    public void After_a_failure_nothing_is_remembered()
    {
        var cache = new SqliteRowCache();
        var since = cache.Commits;
        cache.Keep(since, In, At, new Row("a", "old", "1"));
        cache.Clear();
        Assert.Null(cache.Find(In, At, "a"));
        cache.Keep(since, In, At, new Row("a", "old", "1"));
        Assert.Null(cache.Find(In, At, "a"));
    }

    [Fact]
    public void Only_so_many_partitions_are_remembered()
    {
        var cache = new SqliteRowCache();
        for (var number = 0; number < 1000; number++)
            cache.Keep(cache.Commits, In, $"default~{number}", new Row("a", "tag", "1"));
        Assert.Null(cache.Find(In, "default~0", "a"));
        Assert.NotNull(cache.Find(In, "default~999", "a"));
    }

    [Fact]
    public void Of_one_partition_only_so_many_characters_are_remembered()
    {
        var cache = new SqliteRowCache();
        for (var number = 0; number < 30; number++)
            cache.Keep(cache.Commits, In, At, new Row($"{number}", "tag", new string('x', 8000)));
        Assert.NotNull(cache.Find(In, At, "29"));
        Assert.InRange(Enumerable.Range(0, 30).Count(number => cache.Find(In, At, $"{number}") is not null), 1, 4);
    }

    [Theory]
    [InlineData(4, 3, 1)]
    [InlineData(5, 1, 0)]
    [InlineData(1, 4, 4)]
    public void Ranges_are_remembered_as_far_as_their_characters_allow(int rows, int ranges, int kept)
    {
        var cache = new SqliteRowCache();
        for (var range = 0; range < ranges; range++)
            KeepRange(cache, range, rows, 8000);
        Assert.Equal(kept, Kept(cache, ranges));
    }

    [Fact]
    public void A_range_that_grows_too_long_is_forgotten_and_its_rows_are_read_as_they_were_written()
    {
        var cache = new SqliteRowCache();
        KeepRange(cache, 0, 30, 1000);
        cache.Wrote([(new TableWrite(In, At, [new Change.Put("0-07", new string('y', 8000))]), ["new"])]);
        Assert.Equal(0, Kept(cache, 1));
        Assert.Equal("new", cache.Find(In, At, "0-07")!.ETag);
    }

    [Fact]
    public async Task Nobody_reads_an_older_row_than_one_that_somebody_was_told_of()
    {
        const int rounds = 400;
        var told = new int[4];
        await Task.WhenAll(Enumerable.Range(0, told.Length).Select(number => Task.Run(() => CountAsync(number, told, rounds)))
            .Concat(Enumerable.Range(0, 2).Select(_ => Task.Run(() => WatchAsync(told, rounds)))));
    }

    public async ValueTask DisposeAsync()
    {
        await table.DisposeAsync();
        folder.Dispose();
    }

    private static void KeepRange(SqliteRowCache cache, int range, int rows, int characters) =>
        cache.Keep(cache.Commits, In, At, $"{range}", $"{range}~", [.. Enumerable.Range(0, rows).Select(row => new Row($"{range}-{row:D2}", "tag", new string('x', characters)))]);

    private static int Kept(SqliteRowCache cache, int ranges) => Enumerable.Range(0, ranges).Count(range => cache.Find(In, At, $"{range}", $"{range}~") is not null);

    private static async Task<int> NumberAsync(SqliteTable table, int number) =>
        await table.ReadAsync(In, $"default~{number}", "count", Now) is { } row ? int.Parse(row.Data, System.Globalization.CultureInfo.InvariantCulture) : 0;

    private async Task CountAsync(int number, int[] told, int rounds)
    {
        for (var round = 1; round <= rounds; round++)
        {
            await table.WriteAsync(In, $"default~{number}", [new Change.Put("count", $"{round}"), new Change.Put($"other-{round}", "x")], Now);
            Volatile.Write(ref told[number], round);
        }
    }

    private async Task WatchAsync(int[] told, int rounds)
    {
        for (var number = 0; told.Min() < rounds; number = (number + 1) % told.Length)
        {
            var least = Volatile.Read(ref told[number]);
            Assert.True(await NumberAsync(table, number) >= least);
            var range = await table.ReadRangeAsync(In, $"default~{number}", "c", "d", 0, Now);
            Assert.True(least == 0 || int.Parse(range[0].Data, System.Globalization.CultureInfo.InvariantCulture) >= least);
            await Task.Yield();
        }
    }

    private async Task<string> WriteAsync(Change change) => Assert.IsType<WriteResult.Written>(await table.WriteAsync(In, At, [change], Now)).ETags[0]!;

    private ValueTask<Row?> ReadAsync(string key) => table.ReadAsync(In, At, key, Now);

    private async Task<string> RangeAsync() => string.Join(' ', (await table.ReadRangeAsync(In, At, "a", "d", 0, Now)).Select(row => row.Key + row.Data));
}
