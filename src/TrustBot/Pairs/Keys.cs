using System.Buffers;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Safety;

namespace TrustBot.Pairs;

public static class Tables
{
    public const string Pairs = "pairs";
    public const string People = "people";
    public const string Directory = "directory";
    public const string Programmes = "programmes";
    public const string Wakes = "wakes";
    public const string Cases = "cases";
    public const string Workspaces = "workspaces";
}

/// <summary>The one place where ids become keys.</summary>
public static class Keys
{
    /// <summary>A self-hosted install is one organisation.</summary>
    public const string Organisation = "default";

    public const string Pair = "pair";
    public const string Person = "person";
    public const string Place = "place";
    public const string Programme = "programme";
    public const string Case = "case";
    public const string PendingKind = "moving";

    /// <summary>Row keys begin with a kind and a colon; the character after the colon ends the range of a kind.</summary>
    public static (string From, string Until) All(string kind) => (kind + ":", kind + ";");

    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:@");
    private static readonly InstantPattern Second = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmmss");

    public static string Partition(string id) => $"{Organisation}~{Escape(id)}";

    public static string PartitionOf(Address address) => Partition($"{address.Channel}~{address.Id}");

    public static string Key(string author) => $"key:{Escape(author)}";

    public static string AuthorIn(string key) => Unescape(key["key:".Length..]);

    public static string Words(WordsId id) => $"words:{Escape(id.ToString())}";

    public static WordsId WordsIn(string key) => WordsId.Parse(Unescape(key["words:".Length..]));

    /// <summary>The range of one author's notes.</summary>
    public static (string From, string Until) Notes(PersonId author)
    {
        var from = $"words:{Escape(WordsId.NotesOf(author))}";
        return (from, $"{from[..^1]}{(char)(from[^1] + 1)}");
    }

    public static string Send(SendKey key) => $"send:{Escape(key.Value)}";

    public static string Seen(string nonce) => $"seen:{Escape(nonce)}";

    public static string PairOf(PairId pair) => $"pair:{Escape(pair.Value)}";

    /// <summary>Sorts right before the person's pairs, so that one read finds all three, and not after them, where older versions would take it for one.</summary>
    public static string Pending(Address address) => $"{PendingKind}:{Escape($"{address.Channel}~{address.Id}")}";

    public static string Tell(PairId pair, string id) => $"tell:{Escape(pair.Value)}:{Escape(id)}";

    public static string Audit(Instant at, int revision, int index) =>
        Audit(at, string.Create(CultureInfo.InvariantCulture, $"r{revision}-{index}"));

    public static string Audit(Instant at, string id) => $"audit:{Second.Format(at)}:{Escape(id)}";

    public static string Escape(string id)
    {
        if (!id.AsSpan().ContainsAnyExcept(Plain))
            return id;
        var key = new StringBuilder(id.Length + 16);
        foreach (var one in Encoding.UTF8.GetBytes(id))
        {
            if (one < 0x80 && Plain.Contains((char)one))
                key.Append((char)one);
            else
                key.Append('=').Append(one.ToString("x2", CultureInfo.InvariantCulture));
        }
        return key.ToString();
    }

    public static string Unescape(string key)
    {
        if (!key.Contains('='))
            return key;
        var bytes = new List<byte>(key.Length);
        for (var i = 0; i < key.Length; i++)
        {
            if (key[i] == '=')
            {
                bytes.Add(byte.Parse(key.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
                bytes.Add((byte)key[i]);
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }
}

public enum SubjectKind
{
    Pair,
    Person,
    Programme,
    Case,
}

/// <summary>Whom a partition is about, and so whom a wake hint or a nudge names.</summary>
public readonly record struct Subject(SubjectKind Kind, string Id)
{
    public static Subject Of(PairId pair) => new(SubjectKind.Pair, pair.Value);

    public static Subject Of(PersonId person) => new(SubjectKind.Person, person.Value);

    public static Subject Of(ProgrammeId programme) => new(SubjectKind.Programme, programme.Value);

    public static Subject Of(CaseId one) => new(SubjectKind.Case, one.Value);

    public string Table => Kind switch
    {
        SubjectKind.Pair => Tables.Pairs,
        SubjectKind.Person => Tables.People,
        SubjectKind.Case => Tables.Cases,
        _ => Tables.Programmes,
    };

    /// <summary>The row whose ETag guards the partition.</summary>
    public string Root => Kind switch
    {
        SubjectKind.Pair => Keys.Pair,
        SubjectKind.Person => Keys.Person,
        SubjectKind.Case => Keys.Case,
        _ => Keys.Programme,
    };

    public string Partition => Keys.Partition(Id);
}
