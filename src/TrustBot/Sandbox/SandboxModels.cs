using System.Globalization;
using NodaTime;
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

    public static string PaneOf(Role role) => role == Role.Mentor ? "mentor" : "mentee";

    public static bool IsPane(string pane) => RoleOf(pane) is not null || pane == CoordinatorPane;

    public async ValueTask<PageModel> PageAsync(SandboxTexts texts, CancellationToken cancellation)
    {
        var cast = await stage.Cast(cancellation);
        return new PageModel(
            store.Story,
            await ClockAsync(texts, cast, cancellation),
            await FrameAsync(texts, cast, cancellation),
            await PaneAsync("mentee", texts, cast, cancellation),
            await PaneAsync("mentor", texts, cast, cancellation),
            await PaneAsync(CoordinatorPane, texts, cast, cancellation),
            texts);
    }

    public async ValueTask<ClockModel> ClockAsync(SandboxTexts texts, CancellationToken cancellation) =>
        await ClockAsync(texts, await stage.Cast(cancellation), cancellation);

    public async ValueTask<FrameModel> FrameAsync(SandboxTexts texts, CancellationToken cancellation) =>
        await FrameAsync(texts, await stage.Cast(cancellation), cancellation);

    public async ValueTask<PaneModel> PaneAsync(string pane, SandboxTexts texts, CancellationToken cancellation) =>
        await PaneAsync(pane, texts, await stage.Cast(cancellation), cancellation);

    private async ValueTask<ClockModel> ClockAsync(SandboxTexts texts, Cast cast, CancellationToken cancellation) =>
        await stage.Coming(cancellation) is { } coming
            ? ClockOf(texts, cast, Instant.Max(coming.At, time.Now), texts.WhatComes(coming.Kind, [.. coming.To.Select(cast.NameOf).OfType<string>().Select(PaneModel.FirstOf)]))
            : ClockOf(texts, cast, await stage.NextDue(cancellation), null);

    private ClockModel ClockOf(SandboxTexts texts, Cast cast, Instant? next, string? what) =>
        new(time.Now, next, what, time.Moving, cast.Zone, PaneModel.FirstOf(cast.Coordinator?.Name ?? texts.Coordinator), stage.StartOver is not null, texts) { Playing = time.Playing };

    private async ValueTask<PaneModel> PaneAsync(string pane, SandboxTexts texts, Cast cast, CancellationToken cancellation)
    {
        var role = RoleOf(pane);
        var seats = role is { } chosen ? cast.Offered(chosen) : [];
        var seat = role is { } here ? ShownIn(store, cast, here) : cast.Coordinator;
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
            role is not null && seat is not null && await stage.Coming(cancellation) is { } coming && coming.To.Contains(seat.Id) ? coming.At : null,
            time.Now,
            texts)
        { Wins = role is null && cast.WinsChannel is { } wins ? new WinsModel(wins, store.Items(new PersonId(wins.Value))) : null };
    }

    public static CastSeat? ShownIn(SandboxStore store, Cast cast, Role role)
    {
        var shown = store.Setting($"shown:{PaneOf(role)}");
        var seats = cast.Offered(role);
        return seats.FirstOrDefault(seat => seat.Id.Value == shown) ?? (seats.Count > 0 ? seats[0] : null);
    }

    private async ValueTask<FrameModel> FrameAsync(SandboxTexts texts, Cast cast, CancellationToken cancellation)
    {
        var mentee = ShownIn(store, cast, Role.Mentee);
        var mentor = ShownIn(store, cast, Role.Mentor);
        // While a contact is shown, the guide goes on about the two.
        if (mentee is not null && cast.Seats(Role.Mentor).All(seat => seat.Id != mentor?.Id))
            mentor = cast.Pairs.First(pair => pair.Mentee.Id == mentee.Id).Mentor;
        var shown = cast.Pairs.FirstOrDefault(pair => pair.Mentee.Id == mentee?.Id && pair.Mentor.Id == mentor?.Id);
        var reached = shown is null ? Guide.FirstStep : Guide.Reached(await stage.Pair(shown.Id, cancellation));
        return new FrameModel(
            Guide.Step(store.Setting("guide"), reached),
            reached,
            store.Setting("guide-hidden") == "yes",
            store.Fault,
            PaneModel.FirstOf(cast.Coordinator?.Name ?? texts.Coordinator),
            PaneModel.FirstOf(mentee?.Name ?? texts.NameOf(Role.Mentee)),
            PaneModel.FirstOf(mentor?.Name ?? texts.NameOf(Role.Mentor)),
            texts)
        {
            Contact = cast.Contacts.IsEmpty ? null : PaneModel.FirstOf(cast.Contacts[0].Name),
        };
    }
}
