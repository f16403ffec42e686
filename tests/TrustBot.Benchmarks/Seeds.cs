using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Programmes;
using TrustBot.Storage;

namespace TrustBot.Benchmarks;

/// <summary>Fills a store with many pairs at once: made by the real machine, then copied under other ids, as the engine would have written them.</summary>
internal static class Seeds
{
    public static string PairName(int number) => string.Create(CultureInfo.InvariantCulture, $"p{number:d8}");

    public static string MentorName(int number) => string.Create(CultureInfo.InvariantCulture, $"a{number:d8}");

    public static string MenteeName(int number) => string.Create(CultureInfo.InvariantCulture, $"b{number:d8}");

    public static async Task FillAsync(string folder, Pair template, int count, Func<int, Pair, Pair> vary)
    {
        await PrepareAsync(folder);
        Insert(folder, RowsOf(template, count, vary));
    }

    /// <summary>Puts these into a store that is there, in the place of any of the same key.</summary>
    public static void Insert(string folder, IEnumerable<SeedRow> rows)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "data", "trustbot.db")};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA synchronous=OFF; PRAGMA cache_size=-200000; BEGIN");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT OR REPLACE INTO rows VALUES ($table, $partition, $key, $etag, $data)";
        foreach (var name in (string[])["$table", "$partition", "$key", "$etag", "$data"])
            insert.Parameters.Add(name, SqliteType.Text);
        insert.Parameters[3].Value = "seed";
        foreach (var (table, partition, key, data) in rows)
        {
            (insert.Parameters[0].Value, insert.Parameters[1].Value, insert.Parameters[2].Value, insert.Parameters[4].Value) = (table, partition, key, data);
            insert.ExecuteNonQuery();
        }
        Run(connection, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>What a member of a pair is stored as who is known on a platform.</summary>
    public static IEnumerable<SeedRow> MemberOf(int number, string person, string called, Address address)
    {
        var (id, pair, at) = (new PersonId(person), new PairId(PairName(number)), Instant.FromUtc(2026, 1, 1, 0, 0));
        yield return new(Tables.People, Keys.Partition(person), Keys.Person, PersonStore.Document(Story.PersonOf(id, called) with { Address = address }));
        yield return new(Tables.People, Keys.Partition(person), Keys.PairOf(pair), PairJson.Write(new PairIndexRow(Layout.Version, pair, at)));
        yield return new(Tables.Directory, Keys.PartitionOf(address), Keys.Person, PairJson.Write(new DirectoryRow(Layout.Version, id)));
    }

    public readonly record struct SeedRow(string Table, string Partition, string Key, string Data);

    private static IEnumerable<SeedRow> RowsOf(Pair template, int count, Func<int, Pair, Pair> vary)
    {
        var pairs = Enumerable.Range(0, count).Select(number => vary(number, template with { Id = new(PairName(number)), Mentor = new(MentorName(number)), Mentee = new(MenteeName(number)) }));
        foreach (var pair in pairs)
            yield return new(Tables.Pairs, Keys.Partition(pair.Id.Value), Keys.Pair, PairJson.Write(new PairRow(Layout.Version, pair)));
        foreach (var name in Enumerable.Range(0, count).Select(MentorName).Concat(Enumerable.Range(0, count).Select(MenteeName)))
            yield return new(Tables.People, Keys.Partition(name), Keys.Person, PersonStore.Document(Story.PersonOf(new(name), name[0] == 'a' ? "Ana Ruiz" : "Bo Lind")));
        foreach (var number in Enumerable.Range(0, count))
            yield return new(Tables.Programmes, Keys.Partition(Story.Spring.Value), Keys.PairOf(new(PairName(number))), PairJson.Write(new PairIndexRow(Layout.Version, new(PairName(number)), Instant.FromUtc(2026, 1, 1, 0, 0))));
        var hints = pairs.Where(pair => pair.NextWake is not null).Select(pair => (pair.NextWake!.Value, pair.Id.Value)).Order();
        foreach (var (at, id) in hints)
            yield return new(Tables.Wakes, Keys.Organisation, $"{at.ToString("uuuuMMddHHmm", CultureInfo.InvariantCulture)}~{Keys.Pair}~{id}", """{"v":1,"written":"2026-01-01T00:00:00Z","token":"seed"}""");
        // The marker says that no repair is needed.
        yield return new(Tables.Wakes, Keys.Organisation, "marker", """{"v":1,"at":"2026-01-01T00:00:00Z"}""");
    }

    /// <summary>Schema, key file and programme, made by the program itself.</summary>
    private static async Task PrepareAsync(string folder)
    {
        await using var app = Server.Build(folder, delivery: false, "http://127.0.0.1:0");
        app.Services.GetRequiredService<Sealer>();
        await app.Services.GetRequiredService<ProgrammeStore>().EnsureAsync(Story.ProgrammeOf(Story.Spring), CancellationToken.None);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
