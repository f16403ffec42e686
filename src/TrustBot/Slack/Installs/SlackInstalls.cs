using TrustBot.Delivery;

namespace TrustBot.Slack.Installs;

internal sealed class SlackInstalls(InstallBook book, OwnToken own, InstallFlow flow) : IInstalls
{
    private const string SlackSetting = $"{SlackOptions.Section}:{nameof(SlackOptions.BotToken)}";

    public string Platform => "Slack";

    public bool CanInvite => flow.IsOn;

    public async ValueTask<IReadOnlyList<LostWorkspace>> LostAsync(CancellationToken cancellation)
    {
        var lost = new List<LostWorkspace>();
        if (own.Nameless is { } nameless)
            lost.Add(new LostWorkspace(null, null, nameless.Since, SlackSetting));
        foreach (var note in await book.AllAsync(cancellation))
        {
            if (note.State is InstallState.Dead dead && IsOurs(note.Credential))
                lost.Add(new LostWorkspace(note.Name ?? note.Workspace, note.Host, dead.Since, own.Text is null ? null : SlackSetting));
        }
        return lost;
    }

    public ValueTask<Uri> InviteAsync(CancellationToken cancellation) => flow.InviteAsync(cancellation);

    /// <summary>What the other way of installing has left behind is nobody's loss.</summary>
    private bool IsOurs(Credential credential) => credential is Credential.OfSettings ? own.Of(credential) is not null : own.Text is null;
}
