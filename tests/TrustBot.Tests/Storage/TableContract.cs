using TrustBot.Storage;

namespace TrustBot.Tests.Storage;

/// <summary>What every table promises. The port's implementations differ in speed and in nothing else that a caller can see.</summary>
public abstract class TableContract
{
    private const string End = "~";
    private readonly string table = "t" + Guid.NewGuid().ToString("n");
    private readonly string partition = "p" + Guid.NewGuid().ToString("n");

    protected abstract ITable Table { get; }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_that_was_never_written_is_null()
    {
        Assert.Null(await Read("a"));
        Assert.Empty(await Range("", End));
    }

    [Fact]
    public async Task Ranges_read_together_are_those_read_one_by_one()
    {
        await Written(new Change.Insert("a", "1"));
        await Written(new Change.Insert("b", "2"));
        await Written(new Change.Insert("c", "3"));
        RowRange[] ranges = [RowRange.Of(table, partition, "b"), new(table, partition, "a", "c"), RowRange.Of(table, partition, "bb"), new(table, partition, "", End), RowRange.Of(table, partition, "b")];

        var rows = await Table.ReadRangesAsync(ranges, Cancellation);

        Assert.Equal([["b"], ["a", "b"], [], ["a", "b", "c"], ["b"]], rows.Select(some => some.Select(row => row.Key)));
        Assert.Equal(await Range("", End), rows[3]);
        Assert.Empty(await Table.ReadRangesAsync([], Cancellation));
    }

    [Fact]
    public async Task What_is_inserted_can_be_read()
    {
        var etag = await Written(new Change.Insert("a", "{\"v\":1}"));

        Assert.Equal(new Row("a", etag!, "{\"v\":1}"), await Read("a"));
    }

    [Fact]
    public async Task Inserting_an_existing_row_conflicts_and_changes_nothing()
    {
        var etag = await Written(new Change.Insert("a", "first"));

        Assert.Equal(new WriteResult.Conflict(0, "a"), await Write(new Change.Insert("a", "second")));
        Assert.Equal(new Row("a", etag!, "first"), await Read("a"));
    }

    [Fact]
    public async Task Replacing_with_the_right_ETag_gives_a_new_one()
    {
        var first = await Written(new Change.Insert("a", "1"));
        var second = await Written(new Change.Replace("a", "2", first!));

        Assert.NotEqual(first, second);
        Assert.Equal(new Row("a", second!, "2"), await Read("a"));
    }

    [Fact]
    public async Task Replacing_with_a_stale_ETag_conflicts()
    {
        var first = await Written(new Change.Insert("a", "1"));
        await Written(new Change.Replace("a", "2", first!));

        Assert.Equal(new WriteResult.Conflict(0, "a"), await Write(new Change.Replace("a", "3", first!)));
        Assert.Equal("2", (await Read("a"))!.Data);
    }

    [Fact]
    public async Task Replacing_with_the_same_text_still_makes_the_old_ETag_stale()
    {
        var first = await Written(new Change.Insert("a", "1"));
        await Written(new Change.Replace("a", "1", first!));

        Assert.IsType<WriteResult.Conflict>(await Write(new Change.Replace("a", "1", first!)));
    }

    [Fact]
    public async Task Replacing_or_deleting_a_missing_row_conflicts()
    {
        var gone = await Written(new Change.Insert("a", "1"));
        await Written(new Change.Delete("a", gone!));

        Assert.Equal(new WriteResult.Conflict(0, "a"), await Write(new Change.Delete("a", gone!)));
        Assert.Equal(new WriteResult.Conflict(0, "a"), await Write(new Change.Replace("a", "2", gone!)));
        Assert.Null(await Read("a"));
    }

    [Fact]
    public async Task Deleting_with_a_stale_ETag_conflicts()
    {
        var first = await Written(new Change.Insert("a", "1"));
        await Written(new Change.Replace("a", "2", first!));

        Assert.Equal(new WriteResult.Conflict(0, "a"), await Write(new Change.Delete("a", first!)));
        Assert.NotNull(await Read("a"));
    }

    [Fact]
    public async Task A_row_made_again_after_its_deletion_has_another_ETag()
    {
        var first = await Written(new Change.Insert("a", "1"));
        await Written(new Change.Delete("a", first!));

        Assert.NotEqual(first, await Written(new Change.Insert("a", "1")));
    }

    [Fact]
    public async Task Put_writes_whatever_is_there_and_changes_the_ETag()
    {
        var first = await Written(new Change.Put("a", "1"));
        var second = await Written(new Change.Put("a", "2"));

        Assert.NotEqual(first, second);
        Assert.Equal(new Row("a", second!, "2"), await Read("a"));
        Assert.IsType<WriteResult.Conflict>(await Write(new Change.Replace("a", "3", first!)));
    }

    [Fact]
    public async Task A_batch_is_written_whole_and_answers_in_its_order()
    {
        var old = await Written(new Change.Insert("b", "1"));
        var dropped = await Written(new Change.Insert("d", "1"));

        var result = await Write(new Change.Insert("c", "c"), new Change.Replace("b", "b", old!), new Change.Delete("d", dropped!), new Change.Put("a", "a"));

        var etags = Assert.IsType<WriteResult.Written>(result).ETags;
        Assert.Equal([new Row("a", etags[3]!, "a"), new Row("b", etags[1]!, "b"), new Row("c", etags[0]!, "c")], await Range("", End));
        Assert.Null(etags[2]);
    }

    [Theory]
    [InlineData("insert")]
    [InlineData("stale replace")]
    [InlineData("missing replace")]
    [InlineData("stale delete")]
    [InlineData("missing delete")]
    public async Task A_batch_with_a_conflict_is_not_written_at_all_and_names_the_row(string kind)
    {
        var stale = await Written(new Change.Insert("hot", "1"));
        var etag = await Written(new Change.Replace("hot", "2", stale!));
        Change conflicting = kind switch
        {
            "insert" => new Change.Insert("hot", "3"),
            "stale replace" => new Change.Replace("hot", "3", stale!),
            "missing replace" => new Change.Replace("nowhere", "3", stale!),
            "stale delete" => new Change.Delete("hot", stale!),
            _ => new Change.Delete("nowhere", stale!),
        };

        var result = await Write(new Change.Insert("new", "1"), new Change.Put("put", "1"), conflicting, new Change.Insert("later", "1"));

        Assert.Equal(new WriteResult.Conflict(2, conflicting.Key), result);
        Assert.Equal([new Row("hot", etag!, "2")], await Range("", End));
    }

    [Fact]
    public async Task A_range_starts_at_its_first_key_and_ends_before_its_last_in_ordinal_order()
    {
        string[] keys = ["a", "A", "B", "Z", "a:1", "a:10", "a:2", "a~", "b", "ä", "é", "ﬀ", "日"];
        await Written([.. keys.Reverse().Select(key => new Change.Insert(key, key))]);

        Assert.Equal(keys.Order(StringComparer.Ordinal), (await Range("", "\uffef")).Select(row => row.Key));
        Assert.Equal(["a:1", "a:10", "a:2"], (await Range("a:", "a;")).Select(row => row.Key));
        Assert.Equal(["a", "a:1"], (await Range("a", "a:10")).Select(row => row.Key));
        Assert.Empty(await Range("b", "a"));
    }

    [Fact]
    public async Task A_limit_gives_the_first_rows()
    {
        await Written([.. Enumerable.Range(0, 20).Select(i => new Change.Insert($"{i:d3}", ""))]);

        Assert.Equal(["003", "004", "005"], (await Range("003", End, 3)).Select(row => row.Key));
        Assert.Equal(20, (await Range("", End, 100)).Count);
    }

    [Fact]
    public async Task A_range_reaches_beyond_a_thousand_rows()
    {
        for (var hundred = 0; hundred < 21; hundred++)
            await Written([.. Enumerable.Range(100 * hundred, 100).Select(i => new Change.Insert($"{i:d5}", ""))]);

        Assert.Equal(Enumerable.Range(0, 2100).Select(i => $"{i:d5}"), (await Range("", End)).Select(row => row.Key));
        Assert.Equal(1500, (await Range("", End, 1500)).Count);
        Assert.Equal("01500", (await Range(TableLimits.After("01499"), End, 1)).Single().Key);
    }

    [Fact]
    public async Task Partitions_and_tables_do_not_mix()
    {
        await Written(new Change.Insert("a", "here"));
        await Table.WriteAsync(table, partition + "2", [new Change.Insert("a", "there")], Cancellation);
        await Table.WriteAsync(table + "2", partition, [new Change.Insert("a", "elsewhere")], Cancellation);

        Assert.Equal("here", (await Range("", End)).Single().Data);
        Assert.Equal("elsewhere", (await Table.ReadAsync(table + "2", partition, "a", Cancellation))!.Data);
    }

    [Fact]
    public async Task Partitions_are_listed_once_each_while_they_hold_rows()
    {
        var names = Enumerable.Range(0, 300).Select(i => $"{i:d4}").ToArray();
        foreach (var name in names)
            await Table.WriteAsync(table, name, [new Change.Insert("a", ""), new Change.Insert("b", "")], Cancellation);
        var only = Assert.IsType<WriteResult.Written>(await Table.WriteAsync(table, "gone", [new Change.Insert("a", "")], Cancellation));
        await Table.WriteAsync(table, "gone", [new Change.Delete("a", only.ETags[0]!)], Cancellation);

        Assert.Equal(names, await Table.PartitionsAsync(table, Cancellation).ToListAsync(Cancellation));
        Assert.Empty(await Table.PartitionsAsync(table + "2", Cancellation).ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Grüße, жизнь, 日本語, 👩🏽‍🚀, \u0000 and \"quotes\"\\\r\n\t<&>")]
    [InlineData("  leading and trailing spaces  ")]
    public async Task Text_comes_back_as_it_was(string text)
    {
        await Written(new Change.Insert("a", text));

        Assert.Equal(text, (await Read("a"))!.Data);
    }

    [Theory]
    [InlineData("org:person~1")]
    [InlineData("100%")]
    [InlineData("it's ''quoted'' + & = , ; ( ) [ ] { } @ ! $ * |")]
    [InlineData("ü ß 日本")]
    [InlineData(" ")]
    public async Task A_key_may_hold_whatever_the_limits_allow(string key)
    {
        var etag = Assert.IsType<WriteResult.Written>(await Table.WriteAsync(table, key, [new Change.Insert(key, "1"), new Change.Insert("other", "1")], Cancellation)).ETags[0];

        Assert.Equal(new Row(key, etag!, "1"), await Table.ReadAsync(table, key, key, Cancellation));
        Assert.Equal(new Row(key, etag!, "1"), (await Table.ReadRangeAsync(table, key, key, TableLimits.After(key), 0, Cancellation)).Single());
        Assert.IsType<WriteResult.Written>(await Table.WriteAsync(table, key, [new Change.Delete(key, etag!)], Cancellation));
    }

    [Theory]
    [InlineData('x')]
    [InlineData('"')]
    [InlineData('ж')]
    public async Task The_largest_row_is_taken_and_comes_back_whole(char filling)
    {
        var text = new string(filling, (TableLimits.BytesInARow / 2) - partition.Length - 1);
        await Written(new Change.Insert("a", text));

        Assert.Equal(text, (await Read("a"))!.Data);
        await Refused(new Change.Insert("b", text + filling));
    }

    [Fact]
    public async Task A_surrogate_pair_on_the_border_of_two_properties_survives()
    {
        var text = new string('x', TableLimits.CharactersInAProperty - 1) + string.Concat(Enumerable.Repeat("👩🏽‍🚀", 10_000));
        await Written(new Change.Insert("a", text));

        Assert.Equal(text, (await Read("a"))!.Data);
    }

    [Fact]
    public async Task The_longest_batch_and_the_longest_keys_are_taken()
    {
        var longest = new string('k', TableLimits.CharactersInAKey);
        var text = new string('x', 4_000);
        var batch = Enumerable.Range(0, TableLimits.OperationsInABatch).Select(i => new Change.Insert($"{i:d3}", text)).ToArray();

        Assert.IsType<WriteResult.Written>(await Table.WriteAsync(table, longest, batch, Cancellation));
        Assert.IsType<WriteResult.Written>(await Table.WriteAsync(table, longest, [new Change.Insert(longest, "1")], Cancellation));
        Assert.Equal("1", (await Table.ReadAsync(table, longest, longest, Cancellation))!.Data);
    }

    [Fact]
    public async Task A_batch_beyond_the_limits_is_refused()
    {
        await Refused();
        await Refused([.. Enumerable.Range(0, TableLimits.OperationsInABatch + 1).Select(i => new Change.Put($"{i}", ""))]);
        await Refused(new Change.Put("a", "1"), new Change.Insert("a", "2"));
        await Refused([.. Enumerable.Range(0, 8).Select(i => new Change.Put($"{i}", new string('x', 100_000)))]);
        Assert.Empty(await Range("", End));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\0")]
    [InlineData("a\tb")]
    [InlineData("a\u007f")]
    [InlineData("a\u0085")]
    [InlineData("a\U0001F600")]
    public async Task A_key_with_a_forbidden_character_is_refused_everywhere(string key)
    {
        await Refused(new Change.Put(key, ""));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Table.WriteAsync(table, key, [new Change.Put("a", "")], Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Read(key));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Table.ReadAsync(table, key, "a", Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Range(key, End));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Range("", key));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Table.ReadRangeAsync(table, key, "", End, 0, Cancellation));
    }

    [Fact]
    public async Task A_key_that_is_too_long_is_refused()
    {
        var key = new string('k', TableLimits.CharactersInAKey + 1);
        await Refused(new Change.Put(key, ""));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Read(key));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Table.WriteAsync(table, key, [new Change.Put("a", "")], Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Pairs")]
    [InlineData("1pairs")]
    [InlineData("pairs-2")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx")]
    public async Task A_table_name_that_the_service_would_refuse_is_refused(string name)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Table.WriteAsync(name, partition, [new Change.Put("a", "")], Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Table.ReadAsync(name, partition, "a", Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Table.ReadRangeAsync(name, partition, "", End, 0, Cancellation));
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Table.PartitionsAsync(name, Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_negative_limit_is_refused() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Range("", End, -1));

    [Fact]
    public async Task A_caller_that_has_given_up_gets_no_answer()
    {
        var givenUp = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Table.ReadAsync(table, partition, "a", givenUp));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Table.WriteAsync(table, partition, [new Change.Put("a", "")], givenUp));
        Assert.Null(await Read("a"));
    }

    [Fact]
    public async Task Of_sixteen_who_replace_the_same_row_one_wins()
    {
        var etag = await Written(new Change.Insert("hot", "0"));
        for (var round = 0; round < 20; round++)
        {
            var known = etag!;
            var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(racer => Task.Run(
                async () => await Write(new Change.Replace("hot", $"{racer}", known), new Change.Insert($"{round}-{racer}", "")), Cancellation)));

            var winner = Assert.Single(results.OfType<WriteResult.Written>());
            Assert.Equal(Array.IndexOf(results, winner).ToString(System.Globalization.CultureInfo.InvariantCulture), (await Read("hot"))!.Data);
            Assert.Single(await Range($"{round}-", $"{round}."));
            etag = winner.ETags[0];
        }
    }

    [Fact]
    public async Task Writes_in_order_reach_several_partitions_and_answer_with_the_last()
    {
        var result = await Ordered(In("x", new Change.Put("a", "1")), In("y", new Change.Insert("a", "2"), new Change.Insert("b", "3")));

        var etags = Assert.IsType<WriteResult.Written>(result).ETags;
        Assert.Equal("1", Assert.Single(await RangeOf("x")).Data);
        Assert.Equal([new Row("a", etags[0]!, "2"), new Row("b", etags[1]!, "3")], await RangeOf("y"));
    }

    [Fact]
    public async Task Writes_in_order_stop_at_the_first_that_conflicts_and_keep_those_before_it()
    {
        await Ordered(In("y", new Change.Insert("taken", "")));

        var result = await Ordered(
            In("x", new Change.Put("a", "1"), new Change.Put("b", "1")),
            In("y", new Change.Insert("new", ""), new Change.Insert("taken", "")),
            In("z", new Change.Put("a", "1")));

        Assert.Equal(new WriteResult.Conflict(1, "taken"), result);
        Assert.Equal(["a", "b"], (await RangeOf("x")).Select(row => row.Key));
        Assert.Equal(["taken"], (await RangeOf("y")).Select(row => row.Key));
        Assert.Empty(await RangeOf("z"));
    }

    [Fact]
    public async Task Writes_in_order_see_what_those_before_them_wrote()
    {
        Assert.Equal(new WriteResult.Conflict(0, "a"), await Ordered(In("x", new Change.Insert("a", "1")), In("x", new Change.Insert("a", "2"))));
        Assert.Equal("1", Assert.Single(await RangeOf("x")).Data);
    }

    private TableWrite In(string name, params Change[] batch) => new(table, partition + name, batch);

    private async Task<WriteResult> Ordered(params TableWrite[] writes) => await Table.WriteInOrderAsync(writes, Cancellation);

    private async Task<IReadOnlyList<Row>> RangeOf(string name) => await Table.ReadRangeAsync(table, partition + name, "", End, 0, Cancellation);

    private async Task<Row?> Read(string key) => await Table.ReadAsync(table, partition, key, Cancellation);

    private async Task<IReadOnlyList<Row>> Range(string from, string until, int limit = 0) =>
        await Table.ReadRangeAsync(table, partition, from, until, limit, Cancellation);

    private async Task<WriteResult> Write(params Change[] batch) => await Table.WriteAsync(table, partition, batch, Cancellation);

    private async Task<string?> Written(params Change[] batch) => Assert.IsType<WriteResult.Written>(await Write(batch)).ETags[0];

    private async Task Refused(params Change[] batch) => await Assert.ThrowsAnyAsync<ArgumentException>(async () => await Write(batch));
}
