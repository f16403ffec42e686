using System.Collections.Concurrent;
using System.Threading.Channels;
using TrustBot.Core.Pairs;

namespace TrustBot.People;

/// <summary>A platform that can look a person up by mail, so that TrustBot may write to them before they ever came to it.</summary>
public interface IFinder
{
    /// <summary>Binds the person to an address of the platform, when their directory knows the mail.</summary>
    /// <returns>False when the platform could not be asked; it is asked again later.</returns>
    ValueTask<bool> FindAsync(PersonId person, string mail, CancellationToken cancellation);
}

/// <summary>
/// Looks for people who were imported, one after the other and beside everything else. A mail is in memory until then and nowhere else: after
/// a restart, importing the same file again looks for those who are still missing.
/// </summary>
public sealed partial class Finding(IEnumerable<IFinder> finders, TimeProvider system, ILogger<Finding> logger) : BackgroundService
{
    private const int MostAttempts = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);

    private readonly IFinder[] all = [.. finders];
    private readonly Channel<(PersonId Person, string Mail)> wanted = Channel.CreateUnbounded<(PersonId, string)>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Does nothing where no platform can look people up.</summary>
    public void Look(PersonId person, string mail)
    {
        if (all.Length > 0 && pending.TryAdd(person, default))
            wanted.Writer.TryWrite((person, mail));
    }

    // One import names a person in several rows, and looks at each row twice.
    private readonly ConcurrentDictionary<PersonId, byte> pending = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (person, mail) in wanted.Reader.ReadAllAsync(stoppingToken))
            {
                foreach (var finder in all)
                    await FindAsync(finder, person, mail, stoppingToken);
                pending.TryRemove(person, out _);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Whoever is still looked for is looked for by the next import.
        }
    }

    private async ValueTask FindAsync(IFinder finder, PersonId person, string mail, CancellationToken stopping)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            try
            {
                if (await finder.FindAsync(person, mail, stopping))
                    return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.Failed(logger, person, e.GetType().Name);
            }
            if (attempt < MostAttempts)
                await Task.Delay(FirstPause * Math.Pow(2, attempt - 1), system, stopping);
        }
        Log.GaveUp(logger, person);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for {Person} failed ({Kind})")]
        public static partial void Failed(ILogger logger, PersonId person, string kind);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Person} was not looked for any more; the next import of the same file looks again")]
        public static partial void GaveUp(ILogger logger, PersonId person);
    }
}
