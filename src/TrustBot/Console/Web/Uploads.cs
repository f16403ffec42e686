using System.Security.Cryptography;
using TrustBot.Core.Import;
using TrustBot.Core.Pairs;
using TrustBot.Core.Programmes;

namespace TrustBot.CoordinatorConsole.Web;

/// <summary>
/// Keeps a file between its dry run and the coordinator's yes: in memory only, for half an hour, and never more than a few. A person's mail
/// address touches no disk before somebody confirmed it.
/// </summary>
public sealed class Uploads(TimeProvider time)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(30);
    public const int MostFiles = 8;

    /// <summary>Over all kept files; one file of 20,000 rows always fits.</summary>
    public const int MostRows = 60_000;

    private readonly Lock gate = new();
    private readonly List<Kept> kept = [];

    /// <returns>A random token, good for this coordinator and programme only.</returns>
    public string Keep(PersonId by, ProgrammeId programme, PairsFile file)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        lock (gate)
        {
            Forget();
            kept.Add(new(token, by, programme, file, time.GetTimestamp()));
            while (kept.Count > MostFiles || (kept.Count > 1 && kept.Sum(entry => entry.Weight) > MostRows))
                kept.RemoveAt(0);
        }
        return token;
    }

    /// <returns>Null when the token is unknown, too old, or somebody else's.</returns>
    public PairsFile? Find(string token, PersonId by, ProgrammeId programme)
    {
        lock (gate)
        {
            Forget();
            return kept.Find(entry => entry.Token == token && entry.By == by && entry.Programme == programme)?.File;
        }
    }

    private void Forget() => kept.RemoveAll(entry => time.GetElapsedTime(entry.At) >= KeptFor);

    private sealed record Kept(string Token, PersonId By, ProgrammeId Programme, PairsFile File, long At)
    {
        public int Weight => File.Rows.Length + File.Problems.Length / 4;
    }
}
