using TrustBot.Core.Import;
using TrustBot.Core.Texts;
using TrustBot.Programmes;
using TrustBot.Scheduling;

namespace TrustBot.Sandbox.Chapters;

/// <summary>What the coordinator's pages do, for a chapter.</summary>
internal sealed class CoordinatorDesk(ProgrammeStore programmes, ImportRun import, Invitations invitations, StoryClock clock)
{
    private static readonly string[] Spoken = [.. Enum.GetValues<Language>().Select(language => language.Code())];

    public async ValueTask ImportAsync(CancellationToken cancellation)
    {
        if (await programmes.ReadFreshAsync(ProgrammeDesk.Default, cancellation) is { } programme)
            await import.RunAsync(programme, programme.Coordinator, PairsCsv.Parse(PairsCsv.Sample, Spoken), cancellation);
    }

    public async ValueTask InviteAsync(CancellationToken cancellation)
    {
        if (await programmes.ReadFreshAsync(ProgrammeDesk.Default, cancellation) is { } programme)
            await invitations.SendAsync(programme, programme.Coordinator, [.. await programmes.PairsAsync(programme.Id, cancellation)], clock.Now, cancellation);
    }
}
