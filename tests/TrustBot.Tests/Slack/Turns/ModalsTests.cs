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

    /// <summary>The next turn comes within a millisecond, and nobody moves the clock.</summary>
    private static SlackPaces Hasty
    {
        get
        {
            var options = new SlackOptions();
            options.PerMinute[SlackMethods.UpdateView] = 100_000;
            return new SlackPaces(TimeProvider.System, options);
        }
    }

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

    [Fact]
    public async Task What_is_opened_first_is_filled_once_it_is_carried_out()
    {
        var reply = await OpenFirstAsync();
        Assert.Equal("one moment", Seen());

        await reply.Afterwards!(Cancellation);
        Assert.Equal("the form", Seen());
    }

    [Fact]
    public async Task What_was_opened_first_and_failed_is_an_apology_and_fails_all_the_same()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await ModalsOf(Hasty).OpenFirstAsync(
            At, NewFrame(), () => Task.FromException<JsonObject>(new InvalidOperationException("the store is gone")), () => Saying("one moment"), () => Saying("sorry"), Cancellation));

        Assert.Equal("sorry", Seen());
    }

    [Fact]
    public async Task What_can_not_be_opened_first_is_not_carried_out()
    {
        Town.Slack.NextOf(SlackMethods.OpenView, SlackFault.Says("expired_trigger_id"));

        var reply = await ModalsOf(Hasty).OpenFirstAsync(
            At, NewFrame(), () => throw new InvalidOperationException("it is carried out"), () => Saying("one moment"), () => Saying("sorry"), Cancellation);

        Assert.Equal(SlackReply.Done, reply);
    }

    [Fact]
    public async Task What_replaces_a_modal_waits_a_minute_for_its_turn()
    {
        var rest = await ReplaceAsync(async () =>
        {
            for (var i = 0; i < 80; i++)
                await Town.Paces.CallAsync(SlackTown.Team, SlackMethods.UpdateView, $"{i}", () => ValueTask.FromResult<SlackResult>(new SlackResult.Ok([])));
        });
        Town.Time.Advance(TimeSpan.FromMinutes(1));
        await rest;

        Assert.Equal("the next", Seen());
    }

    [Theory]
    [InlineData("internal_error")]
    [InlineData("service_unavailable")]
    public async Task What_may_have_replaced_a_modal_replaces_it_once_more(string code)
    {
        Town.Slack.NextOf(SlackMethods.UpdateView, SlackFault.Says(code));
        await await ReplaceAsync();

        Assert.Equal("the next", Seen());
        Assert.Equal(2, Town.Slack.CallsOf(SlackMethods.UpdateView));
    }

    [Fact]
    public async Task What_fails_twice_is_left()
    {
        for (var i = 0; i < 3; i++)
            Town.Slack.NextOf(SlackMethods.UpdateView, SlackFault.Says("internal_error"));
        await await ReplaceAsync();

        Assert.Equal("the form", Seen());
        Assert.Equal(2, Town.Slack.CallsOf(SlackMethods.UpdateView));
    }

    [Theory]
    [InlineData("invalid_blocks", 1)]
    [InlineData("view_too_large", 1)]
    [InlineData("internal_error", 2)]
    [InlineData("service_unavailable", 2)]
    public async Task What_is_drawn_late_and_can_not_be_shown_is_an_apology(string code, int times)
    {
        var reply = await ShowLateAsync(Hasty);
        Refuse(code, times);
        drawing.SetResult(Saying("the form"));
        await reply.Afterwards!(Cancellation);

        Assert.Equal("sorry", Seen());
    }

    [Theory]
    [InlineData("invalid_blocks", 1)]
    [InlineData("internal_error", 2)]
    public async Task What_is_carried_out_and_can_not_be_shown_is_an_apology(string code, int times)
    {
        var reply = await OpenFirstAsync();
        Refuse(code, times);
        await reply.Afterwards!(Cancellation);

        Assert.Equal("sorry", Seen());
    }

    [Fact]
    public async Task What_is_to_replace_a_modal_at_once_and_can_not_be_shown_is_an_apology()
    {
        await ModalsOf(Hasty).ShowAsync(At, NewFrame(), Saying("the form"), Cancellation);
        drawing.SetResult(Saying("the next"));
        var reply = await ShowAsync(Hasty, new Frame.Instead(Modal().Id));
        Refuse("invalid_blocks", 1);
        await reply.Afterwards!(Cancellation);

        Assert.Equal("sorry", Seen());
    }

    [Fact]
    public async Task A_modal_that_was_closed_meanwhile_is_left_alone()
    {
        var reply = await OpenFirstAsync();
        Town.Slack.Close(SlackTown.Team, "UANA");
        await reply.Afterwards!(Cancellation);

        Assert.Equal(1, Town.Slack.CallsOf(SlackMethods.UpdateView));
    }

    [Fact]
    public async Task What_was_opened_first_without_an_answer_is_carried_out_and_filled()
    {
        Town.Slack.NextOf(SlackMethods.OpenView, SlackFault.Says("internal_error", lands: true));
        await (await OpenFirstAsync()).Afterwards!(Cancellation);

        Assert.Equal("the form", Seen());
    }

    [Fact]
    public async Task What_was_opened_first_and_brought_no_answer_twice_is_carried_out_and_filled()
    {
        Town.Slack.NextOf(SlackMethods.OpenView, SlackFault.Says("internal_error", lands: true));
        Town.Slack.NextOf(SlackMethods.UpdateView, SlackFault.Says("internal_error"));
        var reply = await OpenFirstAsync();
        Assert.NotNull(reply.Afterwards);
        await reply.Afterwards(Cancellation);

        Assert.Equal("the form", Seen());
    }

    [Fact]
    public async Task What_was_not_opened_first_and_brought_no_answer_is_not_carried_out()
    {
        Town.Slack.NextOf(SlackMethods.OpenView, SlackFault.Says("internal_error"));

        Assert.Equal(SlackReply.Done, await OpenFirstAsync());
    }

    [Fact]
    public async Task One_moment_that_brought_no_answer_is_filled()
    {
        Town.Slack.NextOf(SlackMethods.OpenView, SlackFault.Says("internal_error", lands: true));
        var reply = await ShowLateAsync(Hasty);
        drawing.SetResult(Saying("the form"));
        await reply.Afterwards!(Cancellation);

        Assert.Equal("the form", Seen());
    }

    [Fact]
    public async Task A_token_that_was_replaced_opens_and_replaces_all_the_same()
    {
        Town.Installations.Successor = "xoxb-next";
        Town.Slack.Install(SlackTown.Team, "xoxb-next");
        Town.Slack.Kill(SlackTown.Token, "token_expired");
        await await ReplaceAsync();

        Assert.Equal("the next", Seen());
        Assert.Equal(2, Town.Installations.Deaths.Count);
    }

    /// <returns>What goes on when it was answered.</returns>
    private async Task<Task> ReplaceAsync(Func<Task>? before = null)
    {
        var modals = ModalsOf(before is null ? Hasty : Town.Paces);
        await modals.ShowAsync(At, NewFrame(), Saying("the form"), Cancellation);
        await (before?.Invoke() ?? Task.CompletedTask);
        var reply = await modals.ShowAsync(At, new Frame.Instead(Modal().Id), Saying("the next"), Cancellation);
        return reply.Afterwards!(Cancellation);
    }

    private void Refuse(string code, int times)
    {
        for (var i = 0; i < times; i++)
            Town.Slack.NextOf(SlackMethods.UpdateView, SlackFault.Says(code));
    }

    private async Task<SlackReply> OpenFirstAsync() => await ModalsOf(Hasty).OpenFirstAsync(
        At, NewFrame(), () => Task.FromResult(Saying("the form")), () => Saying("one moment"), () => Saying("sorry"), Cancellation);

    private async Task<SlackReply> ShowLateAsync(SlackPaces? paces = null)
    {
        var showing = ShowAsync(paces);
        Town.Time.Advance(TimeSpan.FromMilliseconds(800));
        return await showing;
    }

    private Modals ModalsOf(SlackPaces paces) => new(Town.Api, paces, Town.Installations, Town.Time, NullLogger<Modals>.Instance);

    private Task<SlackReply> ShowAsync(SlackPaces? paces = null, Frame? frame = null) => ModalsOf(paces ?? Town.Paces)
        .ShowAsync(At, frame ?? NewFrame(), drawing.Task, () => Saying("one moment"), () => Saying("moved on"), () => Saying("sorry"), Cancellation).AsTask();

    private Frame.New NewFrame() => new(Town.Slack.Press("UANA"));

    private FakeSlack.View Modal() => Town.Slack.ModalsOf(SlackTown.Team, "UANA").Single();

    private string? Seen() => (string?)Modal().Json["blocks"]![0]!["elements"]![0]!["elements"]![0]!["text"];

    private static JsonObject Saying(string text) => Views.Line(text, Language.English);
}
