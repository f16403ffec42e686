using Microsoft.Extensions.Logging;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Simulation;
using TrustBot.Storage;
using TrustBot.Tests.Teams;

namespace TrustBot.Tests.Slack.Installs;

public sealed class SealedNotesTests : IDisposable
{
    private static readonly byte[] Old = [.. Enumerable.Repeat((byte)1, 32)];
    private static readonly byte[] New = [.. Enumerable.Repeat((byte)2, 32)];

    private readonly MemoryTable table = new();
    private readonly WrittenLog log = new();
    private readonly ILoggerFactory loggers;

    public SealedNotesTests() => loggers = LoggerFactory.Create(builder => builder.AddProvider(log));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => loggers.Dispose();

    [Fact]
    public async Task A_note_is_read_by_its_workspace_alone_and_by_nobody_without_the_key()
    {
        var notes = NotesWith(new Sealer(Old));
        Assert.True(await notes.ChangeAsync("slack", "T1", _ => "one", Cancellation));
        Assert.True(await notes.ChangeAsync("slack", "T2", _ => "two", Cancellation));
        Assert.False(await notes.ChangeAsync("slack", "T2", note => note, Cancellation));

        Assert.Equal(("one", "two"), (await notes.ReadAsync("slack", "T1", Cancellation), await notes.ReadAsync("slack", "T2", Cancellation)));
        Assert.Null(await notes.ReadAsync("slack", "T3", Cancellation));
        Assert.Equal(["one", "two"], await notes.AllAsync("slack", Cancellation));
        Assert.Empty(await notes.AllAsync("slac", Cancellation));
        await Assert.ThrowsAsync<SealBrokenException>(async () => await NotesWith(new Sealer(New)).ReadAsync("slack", "T1", Cancellation));
    }

    [Fact]
    public async Task A_note_that_was_put_in_another_ones_place_is_refused()
    {
        var notes = NotesWith(new Sealer(Old));
        await notes.ChangeAsync("slack", "T1", _ => "one", Cancellation);
        await notes.ChangeAsync("slack", "T2", _ => "two", Cancellation);
        var rows = await table.ReadRangeAsync(Tables.Workspaces, Keys.Organisation, "note:", "note;", 0, Cancellation);
        await table.WriteAsync(Tables.Workspaces, Keys.Organisation, [new Change.Put(rows[0].Key, rows[1].Data)], Cancellation);

        await Assert.ThrowsAsync<SealBrokenException>(async () => await notes.ReadAsync("slack", "T1", Cancellation));
    }

    [Fact]
    public async Task A_note_that_can_not_be_opened_is_left_out_and_named_once_in_each_look()
    {
        await NotesWith(new Sealer(Old)).ChangeAsync("slack", "T1", _ => "one", Cancellation);
        var notes = NotesWith(new Sealer(New));
        await notes.ChangeAsync("slack", "T2", _ => "two", Cancellation);
        await table.WriteAsync(Tables.Workspaces, Keys.Organisation, [new Change.Put("note:slack:T3", "{")], Cancellation);

        Assert.Equal(["two"], await notes.AllAsync("slack", Cancellation));

        Assert.Equal(1, log.Text.Split("note:slack:T1").Length - 1);
        Assert.Equal(1, log.Text.Split("note:slack:T3").Length - 1);
    }

    [Fact]
    public async Task After_a_change_of_keys_the_old_one_is_no_longer_needed()
    {
        await NotesWith(new Sealer(Old)).ChangeAsync("slack", "T1", _ => "one", Cancellation);
        var both = NotesWith(new Sealer(New, Old));

        Assert.Equal((1, 0), await both.RewrapAsync(Cancellation));
        Assert.Equal((0, 0), await both.RewrapAsync(Cancellation));
        Assert.Equal("one", await NotesWith(new Sealer(New)).ReadAsync("slack", "T1", Cancellation));
    }

    private SealedNotes NotesWith(Sealer sealer) => new(table, sealer, loggers.CreateLogger<SealedNotes>());
}
