using TrustBot.Pairs;
using TrustBot.Storage;
using TrustBot.Tests.Delivery;
using static TrustBot.Tests.Delivery.NoteBook;

namespace TrustBot.Tests.Slack.Installs;

public sealed class SealedNotesTests : IDisposable
{
    private readonly NoteBook book = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => book.Dispose();

    [Fact]
    public async Task A_note_is_read_by_its_workspace_alone_and_by_nobody_without_the_key()
    {
        var notes = book.With(Old);
        Assert.True(await notes.ChangeAsync("slack", "T1", _ => "one", Cancellation));
        Assert.True(await notes.ChangeAsync("slack", "T2", _ => "two", Cancellation));
        Assert.False(await notes.ChangeAsync("slack", "T2", note => note, Cancellation));

        Assert.Equal(("one", "two"), (await notes.ReadAsync("slack", "T1", Cancellation), await notes.ReadAsync("slack", "T2", Cancellation)));
        Assert.Null(await notes.ReadAsync("slack", "T3", Cancellation));
        Assert.Equal(["one", "two"], await notes.AllAsync("slack", Cancellation));
        Assert.Empty(await notes.AllAsync("slac", Cancellation));
        await Assert.ThrowsAsync<SealBrokenException>(async () => await book.With(New).ReadAsync("slack", "T1", Cancellation));
    }

    [Fact]
    public async Task A_note_that_was_put_in_another_ones_place_is_refused()
    {
        var notes = book.With(Old);
        await notes.ChangeAsync("slack", "T1", _ => "one", Cancellation);
        await notes.ChangeAsync("slack", "T2", _ => "two", Cancellation);
        var rows = await book.Table.ReadRangeAsync(Tables.Workspaces, Keys.Organisation, "note:", "note;", 0, Cancellation);
        await book.Table.WriteAsync(Tables.Workspaces, Keys.Organisation, [new Change.Put(rows[0].Key, rows[1].Data)], Cancellation);

        await Assert.ThrowsAsync<SealBrokenException>(async () => await notes.ReadAsync("slack", "T1", Cancellation));
    }

    [Fact]
    public async Task A_note_that_can_not_be_opened_is_left_out_and_named_once_in_each_look()
    {
        await book.With(Old).ChangeAsync("slack", "T1", _ => "one", Cancellation);
        var notes = book.With(New);
        await notes.ChangeAsync("slack", "T2", _ => "two", Cancellation);
        await book.Table.WriteAsync(Tables.Workspaces, Keys.Organisation, [new Change.Put("note:slack:T3", "{")], Cancellation);

        Assert.Equal(["two"], await notes.AllAsync("slack", Cancellation));

        Assert.Equal(1, book.Logged.Split("note:slack:T1").Length - 1);
        Assert.Equal(1, book.Logged.Split("note:slack:T3").Length - 1);
    }

    [Fact]
    public async Task After_a_change_of_keys_the_old_one_is_no_longer_needed()
    {
        await book.With(Old).ChangeAsync("slack", "T1", _ => "one", Cancellation);
        var both = book.With(New, Old);

        Assert.Equal((1, 0), await both.RewrapAsync(Cancellation));
        Assert.Equal((0, 0), await both.RewrapAsync(Cancellation));
        Assert.Equal("one", await book.With(New).ReadAsync("slack", "T1", Cancellation));
    }
}
