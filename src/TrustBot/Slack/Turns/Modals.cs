using System.Text.Json.Nodes;
using NodaTime;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.Turns;

/// <summary>Where a modal is shown.</summary>
internal abstract record Frame
{
    private Frame() { }

    /// <param name="Trigger">Good once, for three seconds from the press.</param>
    public sealed record New(string Trigger) : Frame;

    /// <summary>In the place of the one that something was pressed in.</summary>
    public sealed record Instead(string View) : Frame;
}

/// <summary>Opens and replaces modals. What takes long to draw is opened as "one moment" first, while its trigger is good.</summary>
internal sealed partial class Modals(SlackApi api, SlackPaces paces, IInstallations installations, TimeProvider time, ILogger<Modals> logger)
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Somebody looks at the modal that is to be replaced, and learns nothing where it is not.</summary>
    private static readonly Duration LongestTurn = Duration.FromMinutes(1);

    /// <summary>A new one at once, while its trigger is good. To replace one has time.</summary>
    public async ValueTask<SlackReply> ShowAsync(SlackInstallation at, Frame frame, JsonObject view, CancellationToken stopping)
    {
        if (frame is Frame.Instead)
            return new SlackReply { Afterwards = async cancellation => await PutAsync(at, frame, view, cancellation) };
        await PutAsync(at, frame, view, stopping);
        return SlackReply.Done;
    }

    /// <summary>For what is only to happen where something can be shown: "one moment" is opened before, and filled when it is stored, however long that takes.</summary>
    /// <param name="carryOut">Gives what is shown. What it throws is thrown on.</param>
    /// <param name="apology">Shown where it failed, or where what it gave can't be shown.</param>
    public async ValueTask<SlackReply> OpenFirstAsync(
        SlackInstallation at, Frame.New frame, Func<Task<JsonObject>> carryOut, Func<JsonObject> oneMoment, Func<JsonObject> apology, CancellationToken stopping)
    {
        if (IdOf(await PutAsync(at, frame, oneMoment(), stopping)) is not { } view)
            return SlackReply.Done;
        var there = new Frame.Instead(view);
        try
        {
            var drawn = await carryOut();
            return Filled(at, there, drawn, apology);
        }
        catch (Exception) when (!stopping.IsCancellationRequested)
        {
            await PutAsync(at, there, apology(), stopping);
            throw;
        }
    }

    private SlackReply Filled(SlackInstallation at, Frame.Instead there, JsonObject drawn, Func<JsonObject> apology) =>
        new() { Afterwards = cancellation => FillAsync(at, there, drawn, apology, cancellation) };

    /// <summary>Somebody looks at what stands there and waits for the next: where that can't be shown, they are told.</summary>
    private async Task FillAsync(SlackInstallation at, Frame.Instead there, JsonObject drawn, Func<JsonObject> apology, CancellationToken cancellation)
    {
        if (await PutAsync(at, there, drawn, cancellation) is SlackResult.Unknown or SlackResult.Refused { Class: SlackClass.Bug or SlackClass.Transient })
            await PutAsync(at, there, apology(), cancellation);
    }

    private async ValueTask<SlackResult> PutAsync(SlackInstallation at, Frame frame, JsonObject view, CancellationToken cancellation)
    {
        var result = await installations.CallAsync(at, with => CallAsync(with, frame, view, cancellation), logger, cancellation);
        switch (result)
        {
            case SlackResult.Ok or SlackResult.Refused { Class: SlackClass.Dead }:
                break;
            case SlackResult.Refused refused:
                // A trigger that came too late, or too much at once, is nobody's mistake: whoever pressed presses again.
                Log.NotShown(logger, refused.Class is SlackClass.Race or SlackClass.Wait ? LogLevel.Information : LogLevel.Error, at.Workspace, refused.Code, refused.Detail);
                break;
            default:
                Log.NotShown(logger, LogLevel.Warning, at.Workspace, "unknown", null);
                break;
        }
        return result;
    }

    /// <returns>The view's; null where it could not be shown.</returns>
    private static string? IdOf(SlackResult result) => result is SlackResult.Ok ok ? SlackCodes.TextAt(ok.Body["view"], "id") : null;

    private ValueTask<SlackResult> CallAsync(SlackInstallation at, Frame frame, JsonObject view, CancellationToken cancellation) => frame switch
    {
        Frame.New fresh => OpenAsync(at, fresh.Trigger, view, cancellation),
        Frame.Instead old => ReplaceAsync(at, old.View, view, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(frame), frame.GetType(), null),
    };

    /// <summary>Opened by a name of its own: where that brought no answer, the same is put in its place by that name, and the answer says whether it stands there.</summary>
    private async ValueTask<SlackResult> OpenAsync(SlackInstallation at, string trigger, JsonObject view, CancellationToken cancellation)
    {
        var name = Guid.NewGuid().ToString("N");
        var named = view.DeepClone().AsObject();
        named["external_id"] = name;
        var result = await api.OpenViewAsync(at.Token, trigger, named, cancellation);
        return result is SlackResult.Unknown ? await PlaceAsync(at, name, () => api.UpdateNamedViewAsync(at.Token, name, view, cancellation), cancellation) : result;
    }

    private ValueTask<SlackResult> ReplaceAsync(SlackInstallation at, string old, JsonObject view, CancellationToken cancellation) =>
        PlaceAsync(at, old, () => api.UpdateViewAsync(at.Token, old, view, cancellation), cancellation);

    /// <summary>Where it may or may not stand there now, or did not get there, it is put there once more: twice the same shows as once.</summary>
    private async ValueTask<SlackResult> PlaceAsync(SlackInstallation at, string asking, Func<ValueTask<SlackResult>> put, CancellationToken cancellation)
    {
        var result = await OnceAsync();
        return result is SlackResult.Unknown or SlackResult.Refused { Class: SlackClass.Transient } ? await OnceAsync() : result;

        ValueTask<SlackResult> OnceAsync() => paces.CallInTurnAsync(at.Workspace, SlackMethods.UpdateView, asking, put, LongestTurn, cancellation);
    }

    /// <param name="drawing">Gives null where there is nothing to show. Stores nothing, so that nobody need wait for it.</param>
    /// <param name="nothing">Shown in the place of "one moment" when it gave null.</param>
    /// <param name="apology">Shown there when it took too long or failed, or can't be shown.</param>
    public async ValueTask<SlackReply> ShowAsync(
        SlackInstallation at, Frame frame, Task<JsonObject?> drawing, Func<JsonObject> oneMoment, Func<JsonObject> nothing, Func<JsonObject> apology, CancellationToken stopping)
    {
        if (await EndsWithinAsync(drawing, AtOnce))
            return await drawing is not { } view ? SlackReply.Done : frame is Frame.Instead there ? Filled(at, there, view, apology) : await ShowAsync(at, frame, view, stopping);
        // In a modal something stands already, and to replace it may have to wait for its turn.
        var waiting = frame is Frame.Instead old ? old.View : IdOf(await PutAsync(at, frame, oneMoment(), stopping));
        return new SlackReply { Afterwards = waiting is null ? _ => drawing : FinishAsync };

        async Task FinishAsync(CancellationToken cancellation)
        {
            JsonObject drawn;
            try
            {
                drawn = await drawing.WaitAsync(Longest, time, cancellation) ?? nothing();
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                Log.NotDrawn(logger, e.GetType().Name);
                drawn = apology();
            }
            await FillAsync(at, new Frame.Instead(waiting), drawn, apology, cancellation);
        }
    }

    private async ValueTask<bool> EndsWithinAsync(Task task, TimeSpan span)
    {
        if (task.IsCompleted)
            return true;
        using var enough = new CancellationTokenSource();
        var ended = await Task.WhenAny(task, Task.Delay(span, time, enough.Token)) == task;
        await enough.CancelAsync();
        return ended;
    }

    private static partial class Log
    {
        [LoggerMessage(Message = "A modal in {Workspace} could not be shown: {Code} {Detail}")]
        public static partial void NotShown(ILogger logger, LogLevel level, string workspace, string code, string? detail);

        [LoggerMessage(Level = LogLevel.Warning, Message = "A modal could not be drawn in time ({Kind})")]
        public static partial void NotDrawn(ILogger logger, string kind);
    }
}
