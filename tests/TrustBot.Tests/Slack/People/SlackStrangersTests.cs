using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Slack.Outbound;
using TrustBot.Slack.People;
using TrustBot.Tests.Slack.Outbound;

namespace TrustBot.Tests.Slack.People;

public sealed class SlackStrangersTests : SlackPeopleTest
{
    private const string Chat = "D9";

    private static readonly Meeting English = new Meeting.Stranger(Language.English);

    private Pacing? pacing;
    private SlackStrangers? strangers;
    private int said;

    private Pacing Pacing => pacing ??= new(Town.Time, new Dictionary<string, Pace> { [Town.Channel.Name] = Town.Channel.Pace });

    private SlackStrangers Strangers => strangers ??= new(Town.Api, Pacing, Town.Installations, Town.Time, NullLogger<SlackStrangers>.Instance);

    private string Lane => Town.Channel.LaneOf(CyThere);

    private int Posted => Slack.CallsOf(SlackMethods.PostMessage);

    [Fact]
    public async Task However_much_a_stranger_writes_they_are_answered_once_in_half_a_minute()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => TellAsync("U0")));
        Assert.Equal(1, Posted);

        Town.Time.Advance(TimeSpan.FromSeconds(30));
        await TellAsync("U0");
        await TellAsync("U0");
        Assert.Equal(2, Posted);
    }

    [Fact]
    public async Task Who_was_told_to_wait_is_told_still_that_nobody_knows_them()
    {
        await TellAsync("U0", new Meeting.NotNow(Language.English));
        Town.Time.Advance(TimeSpan.FromSeconds(5));
        await TellAsync("U0");

        Assert.Equal(2, Posted);
    }

    [Fact]
    public async Task Many_strangers_keep_the_pace_of_their_workspace()
    {
        for (var number = 0; number < 100; number++)
        {
            await TellAsync($"U{number}");
            Town.Time.Advance(TimeSpan.FromMilliseconds(50));
        }

        Assert.InRange(Posted, 1, 21);
    }

    [Fact]
    public async Task A_stranger_takes_no_place_from_anybody_and_is_answered_when_they_write_again()
    {
        Pacing.Note(Lane, new Outcome.NotLanded(SlackCodes.RateLimited, Duration.FromSeconds(20)));
        await TellAsync("U0");
        Assert.Equal(0, Posted);

        Town.Time.Advance(TimeSpan.FromSeconds(20));
        await TellAsync("U0");
        Assert.Equal(1, Posted);
    }

    [Fact]
    public async Task A_pause_that_Slack_asks_for_holds_up_the_courier_too()
    {
        Slack.NextOf(SlackMethods.PostMessage, SlackFault.RateLimited(30));
        await TellAsync("U0");

        Assert.Equal(TimeSpan.FromSeconds(30), Pacing.Ask(Town.Channel.Name, Lane, SlackTown.AnaThere.Id, Subject.Of(new PersonId("ana"))));
    }

    [Fact]
    public async Task A_token_that_died_is_reported()
    {
        Slack.NextOf(SlackMethods.PostMessage, SlackFault.Says("token_revoked"));
        await TellAsync("U0");

        Assert.Equal((SlackTown.Team, "token_revoked"), Assert.Single(Town.Installations.Deaths));
    }

    [Fact]
    public async Task With_the_token_that_came_in_place_of_a_dead_one_a_stranger_is_answered_all_the_same()
    {
        Town.Installations.Successor = "xoxb-new";
        Slack.Install(SlackTown.Team, "xoxb-new");
        Slack.Kill(SlackTown.Token, "token_expired");
        await TellAsync("U0");

        Assert.Equal(2, Posted);
    }

    private Task TellAsync(string user, Meeting? met = null) =>
        Strangers.TellAsync(Here, user, Chat, met ?? English, $"Ev{Interlocked.Increment(ref said)}", Cancellation).AsTask();
}
