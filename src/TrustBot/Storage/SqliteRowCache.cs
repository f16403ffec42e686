namespace TrustBot.Storage;

/// <summary>
/// Rows of the partitions that were read lately. The store's lock admits one process, and what a write changes is changed here before its caller is
/// told: from then on nobody finds the older row. Until then, for the moment between the COMMIT and that change, whoever reads the file may find the
/// new row already and whoever asks here the older one; an ETag lets neither replace what it has not seen. A writer that gets past the lock is not noticed.
/// </summary>
internal sealed class SqliteRowCache
{
    /// <summary>
    /// Twice this many partitions at most: those asked for or written since the last turn, and those of the turn before. Meant to be enough for what is
    /// being worked on: a message reads the same rows several times in a row. What is kept longer is dearer to collect.
    /// </summary>
    private const int Turn = 48;

    private const int MostRows = 32;
    private const int MostRanges = 4;
    private const int MostCharacters = 8192;

    /// <summary>
    /// Of the rows of a partition, and again of its ranges: the data of all partitions together takes at most 12 MiB, at two bytes a character. Keys, ETags
    /// and what <see cref="Row.Document"/> holds come on top, and are not counted.
    /// </summary>
    private const int MostCharactersInAll = 32 * 1024;

    private readonly Lock gate = new();
    private Dictionary<(string Table, string Partition), Part> young = [];
    private Dictionary<(string Table, string Partition), Part> old = [];
    private long commits;

    /// <summary>
    /// To be taken before the file is read: it tells whether a reading transaction finds all that anybody was told of, and whether what was read may be
    /// kept.
    /// </summary>
    public long Commits => Volatile.Read(ref commits);

    public Row? Find(string table, string partition, string key)
    {
        lock (gate)
            return PartOf((table, partition))?.Find(key);
    }

    public IReadOnlyList<Row>? Find(string table, string partition, string from, string until)
    {
        lock (gate)
            return PartOf((table, partition))?.Find(from, until);
    }

    /// <param name="since">From before the read: nothing is kept when anything at all was written meanwhile, for it may be older.</param>
    public void Keep(long since, string table, string partition, Row row)
    {
        lock (gate)
        {
            if (since == commits && IsShort(row.Data))
                Add((table, partition)).Put(row);
        }
    }

    /// <param name="since">From before the read: nothing is kept when anything at all was written meanwhile, for it may be older.</param>
    public void Keep(long since, string table, string partition, string from, string until, IReadOnlyList<Row> rows)
    {
        lock (gate)
        {
            if (since == commits && rows.Count <= MostRows && AreShort(rows))
                Add((table, partition)).Put(new Range(from, until, [.. rows]));
        }
    }

    /// <summary>To be called after their COMMIT, and before their callers are told. Rows of partitions that nobody read lately are not kept.</summary>
    public void Wrote(List<(TableWrite Write, string?[] ETags)> all)
    {
        lock (gate)
        {
            commits++;
            foreach (var (write, etags) in all)
            {
                if (PartOf((write.Table, write.Partition)) is not { } part)
                    continue;
                for (var i = 0; i < etags.Length; i++)
                    part.Change(write.Batch[i], etags[i]);
            }
        }
    }

    /// <summary>After a failed group: whether it was written is not known for every kind of failure, and so nothing is kept after any.</summary>
    public void Clear()
    {
        lock (gate)
        {
            commits++;
            young = [];
            old = [];
        }
    }

    // Half a character of a pair would come back from the file as another one. Whole pairs are left out with them: not worth telling apart.
    private static bool IsShort(string data) => data.Length <= MostCharacters && !data.AsSpan().ContainsAnyInRange('\ud800', '\udfff');

    private static bool AreShort(IReadOnlyList<Row> rows)
    {
        var characters = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            characters += rows[i].Data.Length;
            if (characters > MostCharactersInAll || !IsShort(rows[i].Data))
                return false;
        }
        return true;
    }

    private Part? PartOf((string Table, string Partition) name)
    {
        if (young.TryGetValue(name, out var part))
            return part;
        if (old.Remove(name, out part))
            Keep(name, part);
        return part;
    }

    private Part Add((string Table, string Partition) name)
    {
        if (PartOf(name) is { } known)
            return known;
        var part = new Part();
        Keep(name, part);
        return part;
    }

    private void Keep((string Table, string Partition) name, Part part)
    {
        if (young.Count >= Turn)
            (old, young) = (young, new(Turn));
        young[name] = part;
    }

    private sealed class Part
    {
        private readonly List<Range> ranges = [];
        private readonly Dictionary<string, Row> rows = new(StringComparer.Ordinal);
        private int charactersOfRows;
        private int charactersOfRanges;

        public Row? Find(string key) => rows.GetValueOrDefault(key);

        public Row[]? Find(string from, string until)
        {
            foreach (var range in ranges)
            {
                if (range.From == from && range.Until == until)
                    return range.Rows;
            }
            return null;
        }

        public void Put(Row row)
        {
            Remove(row.Key);
            if (rows.Count >= MostRows || charactersOfRows + row.Data.Length > MostCharactersInAll)
            {
                rows.Clear();
                charactersOfRows = 0;
            }
            rows.Add(row.Key, row);
            charactersOfRows += row.Data.Length;
            row.IsKept = true;
        }

        public void Put(Range range)
        {
            foreach (var row in range.Rows)
                Put(row);
            if (ranges.FindIndex(known => known.From == range.From && known.Until == range.Until) is var at and >= 0)
                RemoveRange(at);
            while (ranges.Count == MostRanges || charactersOfRanges + range.Characters > MostCharactersInAll)
                RemoveRange(0);
            ranges.Add(range);
            charactersOfRanges += range.Characters;
        }

        public void Change(Change change, string? etag)
        {
            var row = RowOf(change, etag);
            if (row is not null)
                Put(row);
            else
                Remove(change.Key);
            for (var i = ranges.Count - 1; i >= 0; i--)
            {
                if (!ranges[i].Holds(change.Key))
                    continue;
                if (row is not null && ranges[i].With(row) is { } changed && CharactersWith(i, changed) is var characters and <= MostCharactersInAll)
                    (ranges[i], charactersOfRanges) = (changed, characters);
                else
                    RemoveRange(i);
            }
        }

        private int CharactersWith(int at, Range changed) => charactersOfRanges - ranges[at].Characters + changed.Characters;

        private void Remove(string key)
        {
            if (rows.Remove(key, out var gone))
                charactersOfRows -= gone.Data.Length;
        }

        private void RemoveRange(int at)
        {
            charactersOfRanges -= ranges[at].Characters;
            ranges.RemoveAt(at);
        }

        /// <returns>Null when it is gone, or not to be kept.</returns>
        private static Row? RowOf(Change change, string? etag)
        {
            var data = change switch
            {
                Storage.Change.Insert it => it.Data,
                Storage.Change.Put it => it.Data,
                Storage.Change.Replace it => it.Data,
                _ => null,
            };
            return data is not null && IsShort(data) ? new Row(change.Key, etag!, data) { Document = change.Document } : null;
        }
    }

    private sealed record Range(string From, string Until, Row[] Rows)
    {
        public int Characters { get; } = Rows.Sum(row => row.Data.Length);

        public bool Holds(string key) => string.CompareOrdinal(From, key) <= 0 && string.CompareOrdinal(key, Until) < 0;

        /// <returns>Null when there was no row of that key.</returns>
        public Range? With(Row row)
        {
            var at = Array.FindIndex(Rows, known => known.Key == row.Key);
            return at < 0 ? null : new Range(From, Until, [.. Rows[..at], row, .. Rows[(at + 1)..]]);
        }
    }
}
