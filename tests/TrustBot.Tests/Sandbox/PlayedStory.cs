using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Sandbox;
using TrustBot.Sandbox.Chapters;

namespace TrustBot.Tests.Sandbox;

/// <summary>The whole program in this process, over a folder in which a chapter was asked for.</summary>
internal sealed class PlayedStory : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trustbot-chapter-");
    private WebApplication app = null!;

    public IReadOnlyList<string> Skipped => Player.Skipped;

    public bool IsAsked => File.Exists(Path.Combine(Data, "sandbox.start-over"));

    private string Data => Path.Combine(folder.FullName, "data");

    private ChapterPlayer Player => app.Services.GetRequiredService<ChapterPlayer>();

    /// <param name="day">When the story begins, at nine: far enough ahead to be the same whenever this is run.</param>
    public static async Task<PlayedStory> PlayAsync(string chapter, LocalDate day, CancellationToken cancellation)
    {
        var story = new PlayedStory();
        var ahead = day.At(new LocalTime(9, 0)).InZoneLeniently(DateTimeZoneProviders.Tzdb["Europe/Berlin"]).ToInstant() - SystemClock.Instance.GetCurrentInstant();
        using (var store = new SandboxStore(story.Data))
        {
            store.Set("offset", ((long)ahead.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
            new Bookmark(story.Data, store).Put(chapter);
        }
        await story.StartAsync(cancellation);
        return story;
    }

    /// <summary>Comes back when the chapter, if there is one to play, is over.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        app = TrustBotHost.Build(
        [
            "--environment=Development", "--urls=http://127.0.0.1:0", $"--contentRoot={folder.FullName}", $"--TrustBot:DataDirectory={Data}",
            $"--TrustBot:KeyFile={Path.Combine(folder.FullName, "keys", "trustbot.key")}", "--Logging:LogLevel:Default=None",
        ]);
        await app.StartAsync(cancellation);
        await Player.ExecuteTask!.WaitAsync(cancellation);
    }

    public async ValueTask<IReadOnlyList<SandboxItem>> ChatAsync(Role role, CancellationToken cancellation)
    {
        var cast = await app.Services.GetRequiredService<SandboxStage>().Cast(cancellation);
        return app.Services.GetRequiredService<SandboxStore>().Items(cast.Pairs[0].Of(role).Id);
    }

    public async ValueTask<IEnumerable<string>> TitlesAsync(Role role, CancellationToken cancellation) =>
        (await ChatAsync(role, cancellation)).OfType<SandboxItem.Card>().Select(card => card.Message.Title);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
