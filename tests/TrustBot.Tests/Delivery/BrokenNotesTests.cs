using TrustBot.Pairs;
using TrustBot.Simulation;
using TrustBot.Storage;
using static TrustBot.Tests.Delivery.NoteBook;

namespace TrustBot.Tests.Delivery;

/// <summary>A note that can't be opened is one workspace's trouble, and ends with the next installation there.</summary>
public sealed class BrokenNotesTests : IDisposable
{
    private readonly NoteBook book = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => book.Dispose();

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"v":1,"wrapped":null,"sealed":null}""")]
    [InlineData(null)]
    public async Task The_keys_of_the_other_workspaces_are_wrapped_anew(string? data)
    {
        await BreakAsync("T1", data);
        await book.With(Old).ChangeAsync("slack", "T2", _ => "two", Cancellation);

        Assert.Equal((1, 1), await book.With(New, Old).RewrapAsync(Cancellation));

        Assert.Equal("two", await book.With(New).ReadAsync("slack", "T2", Cancellation));
        Assert.Contains("note:slack:T1", book.Logged, StringComparison.Ordinal);
        Assert.DoesNotContain("note:slack:T2", book.Logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_that_is_changed_meanwhile_is_wrapped_as_it_is_now()
    {
        await book.With(Old).ChangeAsync("slack", "T1", _ => "one", Cancellation);
        ChangeBeforeTheNextWrite(() => book.With(Old).ChangeAsync("slack", "T1", _ => "newer", Cancellation).AsTask());

        Assert.Equal((1, 0), await book.With(New, Old).RewrapAsync(Cancellation));

        Assert.Equal("newer", await book.With(New).ReadAsync("slack", "T1", Cancellation));
    }

    [Fact]
    public async Task A_note_that_others_change_again_and_again_is_left_and_the_next_one_wrapped()
    {
        await book.With(Old).ChangeAsync("slack", "T1", _ => "one", Cancellation);
        await book.With(Old).ChangeAsync("slack", "T2", _ => "two", Cancellation);
        var (turns, changing) = (0, false);
        book.Table.Faults = (_, _, _) =>
        {
            if (changing || turns >= 16)
                return WriteFault.None;
            changing = true;
            Assert.True(book.With(Old).ChangeAsync("slack", "T1", _ => $"{++turns}", Cancellation).AsTask().IsCompletedSuccessfully);
            changing = false;
            return WriteFault.None;
        };

        Assert.Equal((1, 1), await book.With(New, Old).RewrapAsync(Cancellation));

        Assert.Equal("two", await book.With(New).ReadAsync("slack", "T2", Cancellation));
        Assert.Equal("16", await book.With(Old).ReadAsync("slack", "T1", Cancellation));
        Assert.Contains("note:slack:T1", book.Logged, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_that_goes_meanwhile_leaves_nothing_to_wrap()
    {
        await book.With(Old).ChangeAsync("slack", "T1", _ => "one", Cancellation);
        var row = (await book.Table.ReadAsync(Tables.Workspaces, Keys.Organisation, "note:slack:T1", Cancellation))!;
        ChangeBeforeTheNextWrite(() => book.Table.WriteAsync(Tables.Workspaces, Keys.Organisation, [new Change.Delete(row.Key, row.ETag)], Cancellation).AsTask());

        Assert.Equal((0, 0), await book.With(New, Old).RewrapAsync(Cancellation));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"v":1,"wrapped":null,"sealed":null}""")]
    [InlineData(null)]
    public async Task A_new_installation_writes_over_a_note_that_nobody_can_open(string? data)
    {
        await BreakAsync("T1", data);
        var notes = book.With(New);

        Assert.False(await notes.ChangeAsync("slack", "T1", note => note is null ? null : "changed", Cancellation));
        Assert.True(await notes.ChangeAsync("slack", "T1", _ => "new", Cancellation));

        Assert.Equal("new", await notes.ReadAsync("slack", "T1", Cancellation));
        Assert.Contains("note:slack:T1", book.Logged, StringComparison.Ordinal);
    }

    /// <param name="data">Null for a note under a key that is lost.</param>
    private async Task BreakAsync(string workspace, string? data)
    {
        await book.With(Lost).ChangeAsync("slack", workspace, _ => "lost", Cancellation);
        if (data is not null)
            await book.Table.WriteAsync(Tables.Workspaces, Keys.Organisation, [new Change.Put($"note:slack:{workspace}", data)], Cancellation);
    }

    private void ChangeBeforeTheNextWrite(Func<Task> change) => book.Table.Faults = (_, _, _) =>
    {
        book.Table.Faults = null;
        Assert.True(change().IsCompletedSuccessfully);
        return WriteFault.None;
    };
}
