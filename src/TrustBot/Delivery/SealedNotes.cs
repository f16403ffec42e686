using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Delivery;

/// <summary>
/// What a channel must remember of a workspace, such as the token that it speaks with there: opaque to everybody else, and sealed, each note under
/// a data key of its own.
/// </summary>
public sealed partial class SealedNotes(ITable table, Sealer sealer, ILogger<SealedNotes> logger)
{
    private const int MostAttempts = 16;
    private const string Kind = "note";

    private sealed record NoteRow(int V, string Wrapped, string Sealed);

    /// <returns>Null when nothing is kept of this workspace.</returns>
    public async ValueTask<string?> ReadAsync(string channel, string workspace, CancellationToken cancellation) =>
        await RowAsync(KeyOf(channel, workspace), cancellation) is { } row ? Open(row) : null;

    /// <returns>Those of all workspaces of a channel that can be opened. One that can't is left out and logged, so that the others are looked after.</returns>
    public async ValueTask<IReadOnlyList<string>> AllAsync(string channel, CancellationToken cancellation)
    {
        var (from, until) = Keys.All($"{Kind}:{channel}");
        return [.. (await table.ReadRangeAsync(Tables.Workspaces, Keys.Organisation, from, until, 0, cancellation)).Select(OpenOrTell).OfType<string>()];
    }

    /// <param name="change">
    /// Gives what is to be kept in the place of what is; the same, or null, leaves it. Called again when somebody else was faster. What can't be opened
    /// counts as nothing, or a workspace could never be installed again.
    /// </param>
    /// <returns>Whether this call changed it: of several that make the same change, one.</returns>
    public async ValueTask<bool> ChangeAsync(string channel, string workspace, Func<string?, string?> change, CancellationToken cancellation)
    {
        var key = KeyOf(channel, workspace);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var row = await RowAsync(key, cancellation);
            var note = row is null ? null : OpenOrTell(row);
            if (change(note) is not { } changed || changed == note)
                return false;
            var data = Seal(key, changed);
            Change write = row is null ? new Change.Insert(key, data) : new Change.Replace(key, data, row.ETag);
            if (await table.WriteAsync(Tables.Workspaces, Keys.Organisation, [write], cancellation) is WriteResult.Written)
                return true;
        }
        throw new StoreUnavailableException($"A note about a workspace of {channel} was changed by others {MostAttempts} times in a row.");
    }

    /// <summary>Wraps the keys that are still under the previous key under the present one. One that can't be unwrapped, or is changed again and again, is logged and left, so that the others come along.</summary>
    /// <returns>How many were wrapped anew, and how many are left as they were.</returns>
    internal async ValueTask<(int Wrapped, int Left)> RewrapAsync(CancellationToken cancellation)
    {
        var (wrapped, left) = (0, 0);
        var (from, until) = Keys.All(Kind);
        foreach (var row in await table.ReadRangeAsync(Tables.Workspaces, Keys.Organisation, from, until, 0, cancellation))
        {
            try
            {
                var (done, missed) = await RewrapAsync(row, cancellation);
                wrapped += done;
                left += missed;
            }
            catch (Exception e) when (Faults.IsBug(e))
            {
                Log.NotWrapped(logger, row.Key, e.GetType().Name);
                left++;
            }
        }
        return (wrapped, left);
    }

    private async ValueTask<(int Wrapped, int Left)> RewrapAsync(Row read, CancellationToken cancellation)
    {
        var row = read;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (row is null)
                return (0, 0);
            var note = PairJson.Read<NoteRow>(row.Data);
            using var key = sealer.Unwrap(note.Wrapped, OwnerOf(row.Key), out var stale);
            if (!stale)
                return (0, 0);
            var anew = new Change.Replace(row.Key, PairJson.Write(note with { Wrapped = sealer.Wrap(key, OwnerOf(row.Key)) }), row.ETag);
            if (await table.WriteAsync(Tables.Workspaces, Keys.Organisation, [anew], cancellation) is WriteResult.Written)
                return (1, 0);
            row = await RowAsync(row.Key, cancellation);
        }
        Log.NotWrapped(logger, read.Key, "contended");
        return (0, 1);
    }

    private ValueTask<Row?> RowAsync(string key, CancellationToken cancellation) => table.ReadAsync(Tables.Workspaces, Keys.Organisation, key, cancellation);

    private string Seal(string row, string note)
    {
        using var key = sealer.NewDataKey(OwnerOf(row), out var wrapped);
        return PairJson.Write(new NoteRow(Layout.Version, wrapped, sealer.Seal(key, note, ContextOf(row))));
    }

    private string Open(Row row)
    {
        var note = PairJson.Read<NoteRow>(row.Data);
        using var key = sealer.Unwrap(note.Wrapped, OwnerOf(row.Key));
        return sealer.Open(key, note.Sealed, ContextOf(row.Key));
    }

    private string? OpenOrTell(Row row)
    {
        try
        {
            return Open(row);
        }
        catch (Exception e) when (Faults.IsBug(e))
        {
            Log.Closed(logger, row.Key, e.GetType().Name);
            return null;
        }
    }

    private static string KeyOf(string channel, string workspace) => $"{Kind}:{channel}:{Keys.Escape(workspace)}";

    private static string OwnerOf(string row) => $"{Keys.Organisation}/{Tables.Workspaces}/{row}";

    private static SealContext ContextOf(string row) => new(Keys.Organisation, Tables.Workspaces, "shared", Kind, row);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Note} of the workspaces can't be opened and counts as absent ({Kind})")]
        public static partial void Closed(ILogger logger, string note, string kind);

        [LoggerMessage(Level = LogLevel.Error, Message = "The data key of {Note} of the workspaces can't be brought under the present key ({Kind})")]
        public static partial void NotWrapped(ILogger logger, string note, string kind);
    }
}
