using TrustBot.Core.Kickoff;
using TrustBot.Core.People;
using TrustBot.Pairs;
using TrustBot.Tests.Teams.Inbound;
using static TrustBot.Tests.Stories.Resident;

namespace TrustBot.Tests.Stories;

/// <summary>One pair across two platforms: Ana in Teams, Bo in Slack, and then Bo in Teams as well.</summary>
public sealed class AcrossTests : IAsyncLifetime
{
    private const string AskedWhetherTheyMet = "Did you and Ana meet?";
    private const string AskedWhenNext = "When do you and Ana meet next?";

    private static readonly Address InSlack = new("slack", $"{SlackStreet.Team}/{SlackStreet.UserOf(Bo)}");
    private static readonly Address InTeams = new("teams", $"{Attempt.Tenant}/{TeamsStreet.ObjectIdOf(Bo)}");

    private TeamsStreet teams = null!;
    private SlackStreet slack = null!;
    private Town town = null!;

    public async ValueTask InitializeAsync()
    {
        (teams, slack) = (await TeamsStreet.OpenAsync(), await SlackStreet.OpenAsync());
        town = await Town.StartAsync(teams, slack);
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Each_lives_the_pair_in_the_look_of_their_own_platform()
    {
        await town.BothSignAsync();
        await town.SayAsync(Ana, "win");
        var preview = (await town.SendAsync((await town.PressAsync(Ana, "Write it down"))!, field => field switch { "line" => "I led the round", "for" => "both", _ => null }))!;
        await town.SendAsync(preview, _ => null);
        await town.SendAsync((await town.PressAsync(Bo, "I have been there"))!, field => field == "line" ? "My first took two hours" : null);
        await town.QuietAsync();

        Assert.IsType<KickoffState.Signed>((await town.PairAsync()).Kickoff);
        Assert.Equal((1, 1), (town.CountIn(Bo, "I led the round"), town.CountIn(Ana, "My first took two hours")));
        Assert.All(teams.ChatOf(Ana), message => Assert.Contains("\"AdaptiveCard\"", message, StringComparison.Ordinal));
        Assert.All(slack.ChatOf(Bo), message => Assert.Contains("\"plain_text\"", message, StringComparison.Ordinal));
        Assert.Empty(slack.Slack.In(SlackStreet.Team, SlackStreet.UserOf(Ana)));
        Assert.Empty(teams.ChatOf(Bo));
        await NothingWentWrongAsync();
    }

    [Fact]
    public async Task Who_moves_with_a_question_open_loses_nothing_and_gets_nothing_twice()
    {
        await MeetingIsAskedAfterInSlackAsync();
        teams.Bring(Bo);
        await teams.ArriveAsync(Bo);
        await town.QuietAsync();
        Assert.Equal(InSlack, (await town.PersonAsync(Bo)).Reachable);
        var left = slack.ChatOf(Bo);

        await teams.SayAsync(Bo, "status");
        await SendWinAsync("I led the round");

        Assert.Equal(InTeams, (await town.PersonAsync(Bo)).Reachable);
        Assert.Equal(["You and Ana", "Ana has good news"], teams.StandingIn(Bo).Select(message => message.Title));
        await town.DayAsync();
        await town.QuietAsync();
        Assert.Equal(left, slack.ChatOf(Bo));
        await NothingWentWrongAsync();
    }

    [Fact]
    public async Task A_question_that_was_left_open_comes_round_again_where_its_person_is_now()
    {
        await MeetingIsAskedAfterInSlackAsync();
        await town.PressAsync(Bo, "Yes");
        await town.DayAsync();
        await town.UntilAsync(() => town.CanPress(Bo, "Write"), "he is asked for feedback");
        await town.QuietAsync();
        teams.Bring(Bo);
        await teams.SayAsync(Bo, "status");
        await town.QuietAsync();
        var left = slack.ChatOf(Bo);

        for (var days = 0; days < 3; days++)
            await town.DayAsync();
        await town.UntilAsync(() => teams.CanPress(Bo, "Write"), "he is asked in Teams");
        await teams.SendAsync((await teams.PressAsync(Bo, "Write"))!, field => field == "keep" ? "The first minutes" : null);
        await town.QuietAsync();

        Assert.Equal(["You and Ana", "Your feedback with Ana is sealed"], teams.StandingIn(Bo).Select(message => message.Title));
        Assert.Equal(left, slack.ChatOf(Bo));
        await NothingWentWrongAsync();
    }

    [Fact]
    public async Task What_is_pressed_in_the_chat_that_was_left_counts_once_and_brings_its_person_back()
    {
        await MeetingIsAskedAfterInSlackAsync();
        teams.Bring(Bo);
        await teams.SayAsync(Bo, "status");
        await town.QuietAsync();
        Assert.Equal(InTeams, (await town.PersonAsync(Bo)).Reachable);

        await town.PressAsync(Bo, "Yes");
        await town.QuietAsync();

        Assert.Equal(InSlack, (await town.PersonAsync(Bo)).Reachable);
        Assert.Contains(slack.StandingIn(Bo), message => message.Title == "✓ You met Ana. Noted.");
        Assert.DoesNotContain(slack.StandingIn(Bo), message => message.Title == AskedWhetherTheyMet);
        Assert.Single(slack.StandingIn(Bo), message => message.Title == AskedWhenNext && message.Buttons.Length == 3);
        Assert.Equal(["You and Ana"], teams.StandingIn(Bo).Select(message => message.Title));
        await NothingWentWrongAsync();
    }

    private async Task MeetingIsAskedAfterInSlackAsync()
    {
        await town.SignedBeforeAsync();
        foreach (var resident in Both)
            await town.SayAsync(resident, "status");
        await town.SayAsync(Bo, "meeting");
        await town.PressAsync(Bo, "In a week");
        for (var days = 0; days < 8; days++)
            await town.DayAsync();
        await town.UntilAsync(() => town.CanPress(Bo, "Yes"), "he is asked");
        await town.QuietAsync();
    }

    private async Task SendWinAsync(string line)
    {
        await town.SayAsync(Ana, "win");
        var preview = (await town.SendAsync((await town.PressAsync(Ana, "Write it down"))!, field => field switch { "line" => line, "for" => "both", _ => null }))!;
        await town.SendAsync(preview, _ => null);
        await town.QuietAsync();
    }

    /// <summary>Every message arrived or was left out on purpose, and neither platform was asked for somebody of the other.</summary>
    private async Task NothingWentWrongAsync()
    {
        Assert.DoesNotContain(await town.SendsAsync(), row => row.State is SendState.Failed or SendState.Unknown or SendState.Unconfirmed);
        Assert.DoesNotContain(teams.Connector.Calls, call => call.Path.Contains(SlackStreet.UserOf(Bo), StringComparison.Ordinal) || call.Path.Contains("/D0", StringComparison.Ordinal));
        Assert.DoesNotContain(slack.Slack.Calls, call => call["channel"] is { } channel && !channel.StartsWith('D'));
    }
}
