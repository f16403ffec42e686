using System.Globalization;
using TrustBot.Core.Pairs;

namespace TrustBot.Sandbox;

/// <summary>Gathers what the page draws.</summary>
public sealed class SandboxModels(SandboxStage stage, SandboxStore store, SandboxTime time)
{
    public const string CoordinatorPane = "coordinator";

    public static Role? RoleOf(string pane) => pane switch
    {
        "mentee" => Role.Mentee,
        "mentor" => Role.Mentor,
        _ => null,
    };

    public static bool IsPane(string pane) => RoleOf(pane) is not null || pane == CoordinatorPane;

    public async ValueTask<PageModel> PageAsync(SandboxTexts texts, CancellationToken cancellation)
    {
        var roster = await stage.Roster(cancellation);
        return new PageModel(
            await ClockAsync(texts, roster, cancellation),
            FrameOf(texts, roster),
            await PaneAsync("mentee", texts, roster, cancellation),
            await PaneAsync("mentor", texts, roster, cancellation),
            await PaneAsync(CoordinatorPane, texts, roster, cancellation),
            texts);
    }

    public async ValueTask<ClockModel> ClockAsync(SandboxTexts texts, CancellationToken cancellation) =>
        await ClockAsync(texts, await stage.Roster(cancellation), cancellation);

    public async ValueTask<FrameModel> FrameAsync(SandboxTexts texts, CancellationToken cancellation) =>
        FrameOf(texts, await stage.Roster(cancellation));

    public async ValueTask<PaneModel> PaneAsync(string pane, SandboxTexts texts, CancellationToken cancellation) =>
        await PaneAsync(pane, texts, await stage.Roster(cancellation), cancellation);

    private async ValueTask<ClockModel> ClockAsync(SandboxTexts texts, Roster roster, CancellationToken cancellation) =>
        new(time.Now, await stage.NextDue(cancellation), time.Moving, roster.Zone, PaneModel.FirstOf(roster.Coordinator?.Name ?? texts.Coordinator), texts);

    private async ValueTask<PaneModel> PaneAsync(string pane, SandboxTexts texts, Roster roster, CancellationToken cancellation)
    {
        var role = RoleOf(pane);
        var seats = role is { } chosen ? roster.Seats(chosen) : [];
        var seat = role is null ? roster.Coordinator : ShownIn(pane, seats);
        var person = seat is null ? null : await stage.Person(seat.Id, cancellation);
        return new PaneModel(
            pane,
            role,
            person,
            seat?.Name ?? (role is { } r ? texts.NameOf(r) : texts.Coordinator),
            seat is null ? [] : store.Items(seat.Id),
            seats,
            roster,
            seat is null ? 0 : store.Unread(seat.Id),
            time.Now,
            texts);
    }

    private RosterSeat? ShownIn(string pane, IReadOnlyList<RosterSeat> seats)
    {
        var shown = store.Setting($"shown:{pane}");
        return seats.FirstOrDefault(seat => seat.Id.Value == shown) ?? (seats.Count > 0 ? seats[0] : null);
    }

    private FrameModel FrameOf(SandboxTexts texts, Roster roster)
    {
        var step = int.TryParse(store.Setting("guide"), NumberStyles.None, CultureInfo.InvariantCulture, out var kept) ? kept : 1;
        return new FrameModel(
            Math.Clamp(step, 1, SandboxTexts.GuideSteps),
            store.Setting("guide-hidden") == "yes",
            store.Fault,
            PaneModel.FirstOf(roster.Coordinator?.Name ?? texts.Coordinator),
            PaneModel.FirstOf(ShownIn("mentee", roster.Seats(Role.Mentee))?.Name ?? texts.NameOf(Role.Mentee)),
            PaneModel.FirstOf(ShownIn("mentor", roster.Seats(Role.Mentor))?.Name ?? texts.NameOf(Role.Mentor)),
            texts);
    }
}
