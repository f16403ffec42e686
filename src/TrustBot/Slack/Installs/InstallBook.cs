using System.Collections.Concurrent;
using System.Threading.Channels;
using NodaTime;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Slack.Inbound;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.Installs;

/// <summary>
/// The notes about all installations. Living ones are remembered, for up to 30 s where another process changed them. One that can't be read counts as
/// absent: that installation is lost until its note is written anew, by the watch for the token of the settings, else by who installs the app there
/// once more. No other is touched by it.
/// </summary>
internal sealed partial class InstallBook(SealedNotes notes, TimeProvider system, ILogger<InstallBook> logger)
{
    private readonly ShortCache<string, InstallNote> living = new(system);
    private readonly Channel<bool> revived = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    // Asked for with every delivery, and told once.
    private readonly ConcurrentDictionary<string, bool> unreadable = new();

    public Instant Now => Instant.FromDateTimeOffset(system.GetUtcNow());

    /// <summary>Holds something when an installation came to life: what waits for it wants to be looked after.</summary>
    public ChannelReader<bool> Revived => revived.Reader;

    /// <returns>Null where there is none that lives.</returns>
    public ValueTask<InstallNote?> LivingAsync(string workspace, CancellationToken cancellation) =>
        living.GetAsync(workspace, async (id, stop) => await ReadAsync(id, stop) is { IsLiving: true } note ? note : null, cancellation);

    /// <returns>The note as it is stored now; null where the app was never installed.</returns>
    public async ValueTask<InstallNote?> ReadAsync(string workspace, CancellationToken cancellation)
    {
        try
        {
            return await notes.ReadAsync(SlackAddress.Channel, workspace, cancellation) is { } text ? NoteIn(text) : null;
        }
        catch (Exception e) when (Faults.IsBug(e))
        {
            Unreadable(workspace, e);
            return null;
        }
    }

    public async ValueTask<IReadOnlyList<InstallNote>> AllAsync(CancellationToken cancellation) =>
        [.. (await notes.AllAsync(SlackAddress.Channel, cancellation)).Select(NoteIn).OfType<InstallNote>()];

    /// <param name="change">Gives the note in the place of what is there; null leaves it. Called again when another process was faster.</param>
    /// <returns>Whether this call changed it.</returns>
    public async ValueTask<bool> ChangeAsync(string workspace, Func<InstallNote?, InstallNote?> change, CancellationToken cancellation)
    {
        InstallNote? before = null, after = null;
        bool changed;
        try
        {
            changed = await notes.ChangeAsync(
                SlackAddress.Channel, workspace,
                text => (after = change(before = text is null ? null : NoteIn(text))) is null ? null : PairJson.Write(after), cancellation);
        }
        finally
        {
            living.Forget(workspace);
        }
        if (changed)
            Tell(before, after!);
        return changed;
    }

    /// <summary>What waits is looked after as soon as somebody reads <see cref="Revived"/>.</summary>
    public void Wake() => revived.Writer.TryWrite(true);

    private InstallNote? NoteIn(string text)
    {
        try
        {
            return PairJson.Read<InstallNote>(text);
        }
        catch (Exception e) when (Faults.IsBug(e))
        {
            Unreadable(JsonFields.Read(text).Text("workspace") ?? "", e);
            return null;
        }
    }

    private void Unreadable(string workspace, Exception e)
    {
        if (unreadable.TryAdd(workspace, true))
            Log.Unreadable(logger, workspace, e.GetType().Name);
    }

    /// <summary>Once for each death and each return, by the process whose write it was.</summary>
    private void Tell(InstallNote? before, InstallNote after)
    {
        if (after.State is InstallState.Dead dead && before?.State is not InstallState.Dead)
            Log.Died(logger, after.Workspace, dead.Code);
        if (!after.IsLiving || (before is { IsLiving: true } && IsSameToken(before.Credential, after.Credential)))
            return;
        Log.Lives(logger, after.Workspace);
        Wake();
    }

    /// <summary>A renewal is the same token still.</summary>
    private static bool IsSameToken(Credential before, Credential after) => before == after || (before is Credential.Granted && after is Credential.Granted);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Slack no longer lets TrustBot into {Workspace} ({Code}): what goes there waits. The coordinator's pages say what helps")]
        public static partial void Died(ILogger logger, string workspace, string code);

        [LoggerMessage(Level = LogLevel.Error, Message = "What is kept of the installation in {Workspace} can't be read ({Kind}), and counts as absent: what goes there waits. Unless the token stands in the settings, the app has to be installed there once more")]
        public static partial void Unreadable(ILogger logger, string workspace, string kind);

        [LoggerMessage(Level = LogLevel.Information, Message = "Slack lets TrustBot into {Workspace}")]
        public static partial void Lives(ILogger logger, string workspace);
    }
}
