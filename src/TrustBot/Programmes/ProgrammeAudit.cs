using NodaTime.Text;
using TrustBot.Core.Pairs;
using TrustBot.Pairs;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.Programmes;

/// <summary>Who of the coordinators did what, and when. What they did to one pair stands with the pair.</summary>
public sealed class ProgrammeAudit(ITable table, StoryClock clock, IdMinter ids)
{
    private static readonly InstantPattern Second = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmmss");

    /// <param name="what">A constant, never words.</param>
    public async ValueTask NoteAsync(ProgrammeId programme, string what, PersonId by, CancellationToken cancellation)
    {
        var now = clock.Now;
        var row = new AuditRow(Layout.Version, now, what, by);
        var key = $"audit:{Second.Format(now)}:{ids.Mint()}";
        await table.WriteAsync(Tables.Programmes, Keys.Partition(programme.Value), [new Change.Insert(key, PairJson.Write(row))], cancellation);
    }
}
