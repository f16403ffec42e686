namespace TrustBot.Sandbox.Chapters;

/// <summary>Plays the chapter that was asked for, as soon as the host is up. Nobody moves the clock beside it.</summary>
internal sealed partial class ChapterPlayer(
    Performance performance, Bookmark bookmark, SandboxStage stage, SandboxTime time, SandboxEvents events, IHostApplicationLifetime lifetime, ILogger<ChapterPlayer> logger) : BackgroundService
{
    /// <summary>Acts that found nothing to press, with the reason. A chapter goes on without them.</summary>
    public IReadOnlyList<string> Skipped => skipped;

    private readonly List<string> skipped = [];

    /// <summary>Begins the story anew at this chapter.</summary>
    /// <returns>False when there is no such chapter, or the store can't be begun anew.</returns>
    public bool Ask(string chapter)
    {
        if (stage.StartOver is not { } begin || Story.Find(chapter) is not { } found)
            return false;
        bookmark.Put(found.Id);
        begin();
        return true;
    }

    /// <summary>Begins anew with nobody there.</summary>
    /// <returns>False when the store can't be begun anew.</returns>
    public bool StartOver()
    {
        if (stage.StartOver is not { } begin)
            return false;
        bookmark.Remove();
        begin();
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var up = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        if (stage.StartOver is null)
            return;
        switch (bookmark.Open(isEmpty: (await stage.Cast(stoppingToken)).Pairs.IsEmpty))
        {
            case Bookmark.Task.StartOver:
                stage.StartOver();
                break;
            case Bookmark.Task.Play play:
                await PlayAsync(play.Chapter, stoppingToken);
                break;
        }
    }

    private async Task PlayAsync(Chapter chapter, CancellationToken cancellation)
    {
        try
        {
            await time.HoldAsync(async () =>
            {
                for (var i = 0; i < chapter.Acts.Length; i++)
                {
                    time.Playing = new Playing(chapter.Id, i + 1, chapter.Acts.Length);
                    events.ClockChanged();
                    if (await performance.PlayAsync(chapter.Acts[i], cancellation) is not { } reason)
                        continue;
                    skipped.Add($"{i}: {reason}");
                    Log.Skipped(logger, chapter.Id, i, reason);
                }
                await performance.RestAsync(cancellation);
                bookmark.Remove();
            }, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The story stands where it got to, and goes on from there like any other.
            bookmark.Remove();
            Log.Stopped(logger, chapter.Id, e.GetType().Name);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Chapter {Chapter} goes on without act {Number}: {Reason}.")]
        public static partial void Skipped(ILogger logger, string chapter, int number, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "Chapter {Chapter} could not be played to its end: {Error}.")]
        public static partial void Stopped(ILogger logger, string chapter, string error);
    }
}
