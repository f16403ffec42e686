using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.Scheduling;
using TrustBot.Slack.Installs;
using TrustBot.Slack.Outbound;

namespace TrustBot.Benchmarks;

/// <summary>TrustBot as it is, with the settings for Slack; or all of it but what works by itself, so that nothing is sent.</summary>
internal static class SlackServer
{
    public static async Task<int> RunAsync(bool delivery, string[] settings)
    {
        await using var app = TrustBotHost.Build(settings, delivery ? null : Server.Quieten);
        await app.StartAsync();
        // What is done at the start otherwise: until it is known where the app is installed, every delivery is answered with 503.
        while (!await app.Services.GetRequiredService<InstallCheck>().LookAsync(CancellationToken.None))
        {
        }
        return await Server.ObeyAsync(app, line => line == "due" ? AdvanceAsync(app.Services) : Task.CompletedTask);
    }

    public static string[] Settings(string folder, string sink) =>
    [
        .. Place.Settings(folder), "--environment=Development", "--urls=http://127.0.0.1:0", "--TrustBot:Sandbox=false",
        $"--Slack:SigningSecret={SlackWorld.Secret}", $"--Slack:BotToken={SlackWorld.BotToken}", $"--Slack:ApiBaseUrl={sink}",
    ];

    /// <summary>Pairs that were invited, in Slack, and before them some that have signed, whose prompts come due together.</summary>
    /// <param name="due">How many come due when the server is told <c>due</c>.</param>
    public static async Task SeedAsync(string folder, int due, int invited)
    {
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var story = new Story(now).Proposed();
        var invitation = story.Do(new Input.Invited(now)).Sends.Single(send => send.To == Story.Mentee);
        var signed = SweepBenchmark.DueDay(new Story(now).Signed(), now, 1);
        await Seeds.FillAsync(folder, story.Pair!, due + invited, (number, pair) => number < due
            ? signed with { Id = pair.Id, Mentor = pair.Mentor, Mentee = pair.Mentee }
            : pair with { Reason = null, NextWake = null });
        Seeds.Insert(folder, Enumerable.Range(0, due + invited).SelectMany(number => (IEnumerable<Seeds.SeedRow>)
        [
            .. RowsOf(number, Seeds.MentorName(number), "Ana Ruiz"), .. RowsOf(number, Seeds.MenteeName(number), "Bo Lind"),
            .. number < due ? [] : (Seeds.SeedRow[])[Sent(number, invitation, now)],
        ]));
    }

    private static IEnumerable<Seeds.SeedRow> RowsOf(int number, string name, string called)
    {
        var address = new SlackAddress(SlackWorld.Team, SlackWorld.UserOf(name)).ToAddress();
        var place = new SlackPlace(SlackWorld.ChatOf(SlackWorld.UserOf(name)), Greeted: true);
        return
        [
            .. Seeds.MemberOf(number, name, called, address),
            new(Tables.Directory, Keys.PartitionOf(address), Keys.Place, PairJson.Write(new PlaceRow(Layout.Version, PairJson.Write(place)))),
        ];
    }

    /// <summary>The invitation as it arrived, so that a press redraws it.</summary>
    private static Seeds.SeedRow Sent(int number, Send invitation, Instant now)
    {
        var (key, name) = (SlackWorld.InvitationOf(number), Seeds.MenteeName(number));
        var reference = new SlackReference(SlackWorld.ChatOf(SlackWorld.UserOf(name)), SlackWorld.TsOf(number));
        var row = new SendRow(Layout.Version, invitation with { Key = key, To = new PersonId(name) }, SlackWorld.Invited, 0, now, new SendState.Sent($"{reference}", now));
        return new(Tables.Pairs, Keys.Partition(Seeds.PairName(number)), Keys.Send(key), PairJson.Write(row));
    }

    /// <summary>To the afternoon of the day on which the first pairs are due: whatever hour is a person's own has come by then.</summary>
    private static async Task AdvanceAsync(IServiceProvider services)
    {
        var clock = services.GetRequiredService<StoryClock>();
        var pair = await services.GetRequiredService<PairEngine>().ReadAsync(new(Seeds.PairName(0)), CancellationToken.None);
        clock.SetOffset(clock.Offset + (pair!.NextWake!.Value - clock.Now) + Duration.FromHours(4));
    }
}
