using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Simulation;
using TrustBot.Storage;

namespace TrustBot.Tests.Slack.Installs;

public sealed class SealedNotesTests
{
    private static readonly byte[] Old = [.. Enumerable.Repeat((byte)1, 32)];
    private static readonly byte[] New = [.. Enumerable.Repeat((byte)2, 32)];

    private readonly MemoryTable table = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_note_is_read_by_its_workspace_alone_and_by_nobody_without_the_key()
    {
        var notes = new SealedNotes(table, new Sealer(Old));
        Assert.True(await notes.ChangeAsync("slack", "T1", _ => "one", Cancellation));
        Assert.True(await notes.ChangeAsync("slack", "T2", _ => "two", Cancellation));
        Assert.False(await notes.ChangeAsync("slack", "T2", note => note, Cancellation));

        Assert.Equal(("one", "two"), (await notes.ReadAsync("slack", "T1", Cancellation), await notes.ReadAsync("slack", "T2", Cancellation)));
        Assert.Null(await notes.ReadAsync("slack", "T3", Cancellation));
        Assert.Equal(["one", "two"], await notes.AllAsync("slack", Cancellation));
        Assert.Empty(await notes.AllAsync("slac", Cancellation));
        await Assert.ThrowsAsync<SealBrokenException>(async () => await new SealedNotes(table, new Sealer(New)).ReadAsync("slack", "T1", Cancellation));
    }

    [Fact]
    public async Task A_note_that_was_put_in_another_ones_place_is_refused()
    {
        var notes = new SealedNotes(table, new Sealer(Old));
        await notes.ChangeAsync("slack", "T1", _ => "one", Cancellation);
        await notes.ChangeAsync("slack", "T2", _ => "two", Cancellation);
        var rows = await table.ReadRangeAsync(Tables.Workspaces, Keys.Organisation, "note:", "note;", 0, Cancellation);
        await table.WriteAsync(Tables.Workspaces, Keys.Organisation, [new Change.Put(rows[0].Key, rows[1].Data)], Cancellation);

        await Assert.ThrowsAsync<SealBrokenException>(async () => await notes.ReadAsync("slack", "T1", Cancellation));
    }

    [Fact]
    public async Task After_a_change_of_keys_the_old_one_is_no_longer_needed()
    {
        await new SealedNotes(table, new Sealer(Old)).ChangeAsync("slack", "T1", _ => "one", Cancellation);
        var both = new SealedNotes(table, new Sealer(New, Old));

        Assert.Equal((1, 0), await both.RewrapAsync(Cancellation));
        Assert.Equal((0, 0), await both.RewrapAsync(Cancellation));
        Assert.Equal("one", await new SealedNotes(table, new Sealer(New)).ReadAsync("slack", "T1", Cancellation));
    }
}
