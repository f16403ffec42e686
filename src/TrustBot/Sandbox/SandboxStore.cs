using System.Globalization;
using Microsoft.Data.Sqlite;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Delivery;

namespace TrustBot.Sandbox;

/// <summary>
/// What the platform would keep: chats, and how the page stood. It is a file of its own, apart from TrustBot's store, because it stands
/// for somebody else's.
/// </summary>
public sealed class SandboxStore : IDisposable
{
    private const int ItemsShown = 300;

    private readonly Lock gate = new();
    private readonly SqliteConnection connection;
    private readonly Lazy<string> story;
    private int changes;
    private int arrivals;

    /// <param name="directory">Made when missing; the file in it is <c>sandbox.db</c>.</param>
    public SandboxStore(string directory)
    {
        Directory.CreateDirectory(directory);
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, "sandbox.db"), Pooling = false };
        connection = new SqliteConnection(file.ToString());
        connection.Open();
        Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 1000;");
        Run("""
            CREATE TABLE IF NOT EXISTS item (id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL, key TEXT, pair TEXT, at INTEGER NOT NULL, drawn INTEGER NOT NULL, body TEXT NOT NULL);
            CREATE INDEX IF NOT EXISTS item_person ON item (person, id);
            CREATE TABLE IF NOT EXISTS landed (person TEXT NOT NULL, key TEXT NOT NULL, item INTEGER NOT NULL, PRIMARY KEY (person, key)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
            """);
        story = new Lazy<string>(ReadStory);
    }

    /// <summary>Which story these chats belong to: every file that is made begins another.</summary>
    public string Story => story.Value;

    /// <summary>Rises whenever a message appears or is drawn anew; counts from the start of the program.</summary>
    public int Changes => Volatile.Read(ref changes);

    /// <summary>Likewise, for messages that appear.</summary>
    public int Arrivals => Volatile.Read(ref arrivals);

    /// <returns>The platform's name for the message.</returns>
    public string Add(string person, Envelope envelope, Instant at)
    {
        lock (gate)
        {
            using var transaction = connection.BeginTransaction();
            var id = Scalar(
                "INSERT INTO item (person, key, pair, at, drawn, body) VALUES ($person, $key, $pair, $at, $at, $body) RETURNING id",
                ("$person", person), ("$key", envelope.Key.Value), ("$pair", envelope.Pair?.Value), ("$at", at.ToUnixTimeMilliseconds()), ("$body", SandboxJson.Write(envelope.Message)));
            NoteLanded(person, envelope.Key, Convert.ToInt64(id, CultureInfo.InvariantCulture));
            transaction.Commit();
            Interlocked.Increment(ref changes);
            Interlocked.Increment(ref arrivals);
            return Reference(Convert.ToInt64(id, CultureInfo.InvariantCulture));
        }
    }

    /// <returns>False when this person has no such message.</returns>
    public bool Redraw(string person, string reference, Envelope envelope, Instant at)
    {
        lock (gate)
        {
            using var transaction = connection.BeginTransaction();
            var changed = Run(
                "UPDATE item SET key = $key, drawn = $at, body = $body WHERE id = $id AND person = $person AND key IS NOT NULL",
                ("$key", envelope.Key.Value), ("$at", at.ToUnixTimeMilliseconds()), ("$body", SandboxJson.Write(envelope.Message)), ("$id", Id(reference)), ("$person", person));
            if (changed == 1)
                NoteLanded(person, envelope.Key, Id(reference));
            transaction.Commit();
            Interlocked.Add(ref changes, changed);
            return changed == 1;
        }
    }

    /// <returns>Null when no message with this key has landed.</returns>
    public string? Find(string person, SendKey key)
    {
        lock (gate)
        {
            var id = Scalar("SELECT item FROM landed WHERE person = $person AND key = $key", ("$person", person), ("$key", key.Value));
            return id is null ? null : Reference(Convert.ToInt64(id, CultureInfo.InvariantCulture));
        }
    }

    public void Say(PersonId person, string text, Instant at)
    {
        lock (gate)
            Run("INSERT INTO item (person, at, drawn, body) VALUES ($person, $at, $at, $body)", ("$person", person.Value), ("$at", at.ToUnixTimeMilliseconds()), ("$body", text));
    }

    /// <summary>Deletes a line that the person typed; messages of TrustBot stay.</summary>
    public void Unsay(PersonId person, string reference)
    {
        lock (gate)
            Run("DELETE FROM item WHERE id = $id AND person = $person AND key IS NULL", ("$id", Id(reference)), ("$person", person.Value));
    }

    /// <summary>The newest entries of a chat, oldest first.</summary>
    public IReadOnlyList<SandboxItem> Items(PersonId person)
    {
        lock (gate)
        {
            using var command = Command(
                "SELECT id, key, pair, at, drawn, body FROM (SELECT * FROM item WHERE person = $person ORDER BY id DESC LIMIT $limit) ORDER BY id",
                ("$person", person.Value), ("$limit", ItemsShown));
            using var reader = command.ExecuteReader();
            var items = new List<SandboxItem>();
            while (reader.Read())
                items.Add(ItemOf(reader));
            return items;
        }
    }

    /// <summary>How many messages have arrived since the chat was last in sight.</summary>
    public int Unread(PersonId person)
    {
        var seen = Id(Setting($"seen:{person}") ?? "");
        lock (gate)
            return Convert.ToInt32(Scalar("SELECT COUNT(*) FROM item WHERE person = $person AND key IS NOT NULL AND id > $seen", ("$person", person.Value), ("$seen", seen)), CultureInfo.InvariantCulture);
    }

    /// <param name="reference">The newest entry that was in sight.</param>
    public void Seen(PersonId person, string reference)
    {
        if (Id(reference) > Id(Setting($"seen:{person}") ?? ""))
            Set($"seen:{person}", reference);
    }

    public string? Setting(string name)
    {
        lock (gate)
            return (string?)Scalar("SELECT value FROM setting WHERE name = $name", ("$name", name));
    }

    public void Set(string name, string value)
    {
        lock (gate)
            Run("INSERT INTO setting (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", ("$name", name), ("$value", value));
    }

    private string ReadStory()
    {
        if (Setting("story") is { } known)
            return known;
        var made = Guid.NewGuid().ToString("N");
        Set("story", made);
        return made;
    }

    public NetworkFault Fault
    {
        get => Enum.TryParse<NetworkFault>(Setting("fault"), out var fault) ? fault : NetworkFault.None;
        set => Set("fault", value.ToString());
    }

    public void Dispose() => connection.Dispose();

    private static SandboxItem ItemOf(SqliteDataReader row)
    {
        var reference = Reference(row.GetInt64(0));
        var at = Instant.FromUnixTimeMilliseconds(row.GetInt64(3));
        if (row.IsDBNull(1))
            return new SandboxItem.Said(reference, at, row.GetString(5));
        var pair = row.IsDBNull(2) ? (PairId?)null : new PairId(row.GetString(2));
        return new SandboxItem.Card(reference, at, row.GetString(1), pair, SandboxJson.Read(row.GetString(5)), Instant.FromUnixTimeMilliseconds(row.GetInt64(4)));
    }

    private void NoteLanded(string person, SendKey key, long item) =>
        Run("INSERT OR REPLACE INTO landed (person, key, item) VALUES ($person, $key, $item)", ("$person", person), ("$key", key.Value), ("$item", item));

    private static string Reference(long id) => string.Create(CultureInfo.InvariantCulture, $"m{id}");

    private static long Id(string reference) =>
        reference.StartsWith('m') && long.TryParse(reference.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private int Run(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteNonQuery();
    }

    private object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteScalar();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
