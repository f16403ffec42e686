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
        var cast = await stage.Cast(cancellation);
        return new PageModel(
            await ClockAsync(texts, cast, cancellation),
            FrameOf(texts, cast),
            await PaneAsync("mentee", texts, cast, cancellation),
            await PaneAsync("mentor", texts, cast, cancellation),
            await PaneAsync(CoordinatorPane, texts, cast, cancellation),
            texts);
    }

    public async ValueTask<ClockModel> ClockAsync(SandboxTexts texts, CancellationToken cancellation) =>
        await ClockAsync(texts, await stage.Cast(cancellation), cancellation);

    public async ValueTask<FrameModel> FrameAsync(SandboxTexts texts, CancellationToken cancellation) =>
        FrameOf(texts, await stage.Cast(cancellation));

    public async ValueTask<PaneModel> PaneAsync(string pane, SandboxTexts texts, CancellationToken cancellation) =>
        await PaneAsync(pane, texts, await stage.Cast(cancellation), cancellation);

    private async ValueTask<ClockModel> ClockAsync(SandboxTexts texts, Cast cast, CancellationToken cancellation) =>
        new(time.Now, await stage.NextDue(cancellation), time.Moving, cast.Zone, PaneModel.FirstOf(cast.Coordinator?.Name ?? texts.Coordinator), texts);

    private async ValueTask<PaneModel> PaneAsync(string pane, SandboxTexts texts, Cast cast, CancellationToken cancellation)
    {
        var role = RoleOf(pane);
        var seats = role is { } chosen ? cast.Seats(chosen) : [];
        var seat = role is null ? cast.Coordinator : ShownIn(pane, seats);
        var person = seat is null ? null : await stage.Person(seat.Id, cancellation);
        return new PaneModel(
            pane,
            role,
            person,
            seat?.Name ?? (role is { } r ? texts.NameOf(r) : texts.Coordinator),
            seat is null ? [] : store.Items(seat.Id),
            seats,
            cast,
            seat is null ? 0 : store.Unread(seat.Id),
            time.Now,
            texts);
    }

    private CastSeat? ShownIn(string pane, IReadOnlyList<CastSeat> seats)
    {
        var shown = store.Setting($"shown:{pane}");
        return seats.FirstOrDefault(seat => seat.Id.Value == shown) ?? (seats.Count > 0 ? seats[0] : null);
    }

    private FrameModel FrameOf(SandboxTexts texts, Cast cast)
    {
        var turned = int.TryParse(store.Setting("guide"), NumberStyles.None, CultureInfo.InvariantCulture, out var step);
        if (!turned)
            step = cast.Pairs.IsEmpty ? 1 : 2;
        return new FrameModel(
            Math.Clamp(step, 1, SandboxTexts.GuideSteps),
            store.Setting("guide-hidden") == "yes",
            store.Fault,
            PaneModel.FirstOf(cast.Coordinator?.Name ?? texts.Coordinator),
            PaneModel.FirstOf(ShownIn("mentee", cast.Seats(Role.Mentee))?.Name ?? texts.NameOf(Role.Mentee)),
            PaneModel.FirstOf(ShownIn("mentor", cast.Seats(Role.Mentor))?.Name ?? texts.NameOf(Role.Mentor)),
            texts);
    }
}
