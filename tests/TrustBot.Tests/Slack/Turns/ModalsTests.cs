using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using TrustBot.Core.Texts;
using TrustBot.Slack;
using TrustBot.Slack.Blocks;
using TrustBot.Slack.Outbound;
using TrustBot.Slack.Turns;
using TrustBot.Tests.Slack.Outbound;

namespace TrustBot.Tests.Slack.Turns;

/// <summary>What is slow to draw is opened while its trigger is good, and filled later.</summary>
public sealed class ModalsTests : SlackTest
{
    private static readonly SlackInstallation At = new(SlackTown.Team, SlackTown.Token, "UBOT", "B1");

    private readonly TaskCompletionSource<JsonObject?> drawing = new();

    [Fact]
    public async Task What_is_drawn_in_time_is_opened_as_it_is()
    {
        drawing.SetResult(Saying("the form"));

        Assert.Null((await ShowAsync()).Afterwards);
        Assert.Equal("the form", Seen());
        Assert.Equal(0, Town.Slack.CallsOf("views.update"));
    }

    [Fact]
    public async Task What_takes_longer_opens_as_one_moment_and_is_filled()
    {
        var reply = await ShowLateAsync();
        Assert.Equal("one moment", Seen());

        drawing.SetResult(Saying("the form"));
        await reply.Afterwards!(Cancellation);

        Assert.Equal("the form", Seen());
    }

    [Fact]
    public async Task After_ten_seconds_it_is_an_apology()
    {
        var reply = await ShowLateAsync();
        var rest = reply.Afterwards!(Cancellation);
        Town.Time.Advance(TimeSpan.FromSeconds(10));
        await rest;

        Assert.Equal("sorry", Seen());
    }

    [Fact]
    public async Task What_failed_meanwhile_is_an_apology()
    {
        var reply = await ShowLateAsync();
        drawing.SetException(new InvalidOperationException("the store is gone"));
        await reply.Afterwards!(Cancellation);

        Assert.Equal("sorry", Seen());
    }

    [Fact]
    public async Task Where_there_turned_out_to_be_nothing_it_says_so()
    {
        var reply = await ShowLateAsync();
        drawing.SetResult(null);
        await reply.Afterwards!(Cancellation);

        Assert.Equal("moved on", Seen());
    }

    [Fact]
    public async Task A_token_that_died_is_reported()
    {
        Town.Slack.NextOf(SlackMethods.OpenView, SlackFault.Says("token_revoked"));
        drawing.SetResult(Saying("the form"));
        await ShowAsync();

        Assert.Equal((SlackTown.Team, "token_revoked"), Assert.Single(Town.Installations.Deaths));
    }

    private async Task<SlackReply> ShowLateAsync()
    {
        var showing = ShowAsync();
        Town.Time.Advance(TimeSpan.FromMilliseconds(800));
        return await showing;
    }

    private Task<SlackReply> ShowAsync() => new Modals(Town.Api, Town.Paces, Town.Installations, Town.Time, NullLogger<Modals>.Instance)
        .ShowAsync(At, new Frame.New(Town.Slack.Press("UANA")), drawing.Task, () => Saying("one moment"), () => Saying("moved on"), () => Saying("sorry"), Cancellation).AsTask();

    private string? Seen() => (string?)Town.Slack.ModalsOf(SlackTown.Team, "UANA").Single().Json["blocks"]![0]!["elements"]![0]!["elements"]![0]!["text"];

    private static JsonObject Saying(string text) => Views.Line(text, Language.English);
}
