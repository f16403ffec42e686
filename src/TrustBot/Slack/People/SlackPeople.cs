using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;
using TrustBot.People;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack.People;

public abstract record Meeting
{
    private Meeting() { }

    public sealed record Known(PersonId Person, Language Language) : Meeting;

    public sealed record Stranger(Language Language) : Meeting;

    public sealed record NotNow(Language Language) : Meeting;

    public sealed record Nobody : Meeting;
}

public sealed class SlackPeople(PersonStore people, SlackApi api)
{
    public async ValueTask<Meeting> MeetAsync(SlackInstallation installation, string user, bool acts, CancellationToken cancellation)
    {
        var address = new SlackAddress(installation.Workspace, user).ToAddress();
        if (await people.FindByAddressAsync(address, cancellation) is { } known && await people.ReadAsync(known, cancellation) is { } person)
        {
            await people.BindAsync(known, address, cancellation);
            return new Meeting.Known(known, person.Language);
        }
        if (await api.UserAsync(installation.Token, user, cancellation) is not SlackResult.Ok ok)
            return new Meeting.NotNow(Language.English);
        if (SlackCodes.TextAt(ok.Body["user"]!["profile"], "email") is not { } mail || await people.FindByMailAsync(mail, cancellation) is not { } found)
            return new Meeting.Stranger(Language.English);
        await people.BindAsync(found, address, cancellation);
        return new Meeting.Known(found, (await people.ReadAsync(found, cancellation))!.Language);
    }
}
