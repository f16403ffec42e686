using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TrustBot.Cases;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Scheduling;
using TrustBot.Slack;
using TrustBot.Slack.Blocks;
using TrustBot.Tests.Stories;
using static TrustBot.Tests.Stories.Resident;

namespace TrustBot.Tests.Slack.Life;

/// <summary>What somebody picks for a win, and windows that fail at first.</summary>
public sealed class WindowsTests : IAsyncLifetime
{
    private const string HasOpened = "has opened your message";

    private SlackStreet street = null!;
    private Town town = null!;

    public async ValueTask InitializeAsync()
    {
        street = await SlackStreet.OpenAsync();
        town = await Town.StartAsync(street);
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Of_a_message_that_becomes_a_win_only_what_was_confirmed_is_kept()
    {
        await town.BothSignAsync();

        var window = (await street.ShortcutAsync(Ana, SlackApp.LogWin, "I did it &amp; <@U7|bo> <https://a.example|saw it>"))!;

        Assert.Contains("I did it & @bo saw it", window.Text, StringComparison.Ordinal);
        Assert.Empty((await town.PairAsync()).Celebration.News);
        var preview = (await town.SendAsync(window, field => field switch { "line" => "Less of it", "for" => "both", _ => null }))!;
        Assert.Null(await town.SendAsync(preview, _ => null));
        await town.UntilAsync(() => town.CountIn(Bo, "Less of it") == 1, "the other reads it");
        Assert.DoesNotContain("saw it", town.ChatOf(Bo), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_long_message_the_beginning_is_shown_and_that_it_is_one()
    {
        await town.BothJoinAsync();

        var window = (await street.ShortcutAsync(Ana, SlackApp.LogWin, string.Concat(Enumerable.Repeat("I led the handover ", 40))))!;

        Assert.Contains("I led the handover I led…\"", window.Text, StringComparison.Ordinal);
        Assert.Contains("The message was longer: this is its beginning.", window.Text, StringComparison.Ordinal);
        Assert.NotNull(await town.SendAsync(window, field => field == "for" ? "both" : null));
        Assert.DoesNotContain("The message was longer", (await street.ShortcutAsync(Ana, SlackApp.LogWin, "I led the handover"))!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_picked_is_there_again_when_its_form_failed_at_first()
    {
        await town.BothJoinAsync();
        var window = (await street.ShortcutAsync(Ana, SlackApp.LogWin, "I led a \"round\""))!;
        var press = new BlockAnswer.Pressed(new ActionId("celebration.write.v1"), Town.PairId, "Win", null);
        street.Slack.Replace(SlackStreet.Team, "UANA", ((FakeSlack.View)window.Drawn).Id, Views.Apology(Language.English, press, new Words("I led a \"round\""), cut: true));

        await street.PressInWindowAsync(Ana, "Try again");

        await town.UntilAsync(() => street.WindowOf(Ana)?.Text.Contains("I led a \\\"round", StringComparison.Ordinal) == true && street.WindowOf(Ana)?.Fields.Contains("line") == true, "the form is there");
        Assert.Contains("The message was longer", street.WindowOf(Ana)!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_several_pairs_it_is_asked_whose_win_it_is_and_the_text_stays_in_the_modal()
    {
        await town.BothJoinAsync();
        var cy = new Resident("cy", "Cy Young");
        await town.People.EnsureAsync(cy.Mail, (await town.PersonAsync(Bo)) with { Id = cy.Person, Name = cy.Name, Address = null, Pairs = [] }, TestContext.Current.CancellationToken);
        var second = new PairId("0d0d0d");
        await DecideAsync(new Input.Proposed(second, new ProgrammeId("autumn"), Ana.Person, cy.Person, new PersonId("kim"), new Words("You both paint."), null));
        await DecideAsync(new Input.Invited(town.App.Services.GetRequiredService<StoryClock>().Now));
        foreach (var member in (Resident[])[Ana, cy])
            await DecideAsync(new Input.Pressed(member.Person, new ActionId("joining.join.v1"), null, null));

        var asked = (await street.ShortcutAsync(Ana, SlackApp.LogWin, "I led a round"))!;
        Assert.Contains("Cy", asked.Text, StringComparison.Ordinal);
        var gone = asked with { Drawn = Altered((FakeSlack.View)asked.Drawn, second.Value, "0e0e0e") };
        Assert.Equal("errors", (string?)(await street.SubmitAsync(gone, field => field == "whom" ? "0e0e0e" : null)).Body!["response_action"]);
        var form = (await town.SendAsync(asked, field => field == "whom" ? second.Value : null))!;

        Assert.Contains("I led a round", form.Text, StringComparison.Ordinal);
        Assert.Contains(second.Value, form.Text, StringComparison.Ordinal);

        async Task DecideAsync(Input input) => await town.Pairs.HandleAsync(second, input, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_a_contact_could_not_open_does_not_count_as_opened()
    {
        await BoWritesToNoorAsync();
        street.Slack.NextOf("views.open", SlackFault.Says("expired_trigger_id"));

        Assert.Null(await town.PressAsync(Noor, "Open"));
        await town.IdleAsync();
        Assert.Equal(0, town.CountIn(Bo, HasOpened));

        Assert.Contains("Please call me", (await town.PressAsync(Noor, "Open"))!.Text, StringComparison.Ordinal);
        await town.UntilAsync(() => town.CountIn(Bo, HasOpened) == 1, "the author knows");
    }

    [Fact]
    public async Task What_was_opened_and_could_not_be_shown_counts_once_however_often_it_is_tried_again()
    {
        await BoWritesToNoorAsync();
        street.Slack.NextOf("views.update", SlackFault.Says("invalid_blocks"));
        await town.PressAsync(Noor, "Open");
        await town.UntilAsync(() => IsSeenBy(Noor, "Try again") && town.CountIn(Bo, HasOpened) == 1, "there is an apology, and the author knows");
        var opened = await ETagOfTheCaseAsync();

        street.Slack.NextOf("views.update", SlackFault.Says("invalid_blocks"));
        await street.PressInWindowAsync(Noor, "Try again");
        await street.PressInWindowAsync(Noor, "Try again");
        await town.UntilAsync(() => IsSeenBy(Noor, "Please call me"), "the window is there");
        await town.IdleAsync();

        Assert.Equal(opened, await ETagOfTheCaseAsync());
        Assert.Equal(1, town.CountIn(Bo, HasOpened));
    }

    [Fact]
    public async Task N15_A_trigger_that_came_too_late_changes_nothing_and_pressing_again_works()
    {
        await town.BothJoinAsync();
        await town.SayAsync(Ana, "goals");
        await town.UntilAsync(() => town.CanPress(Ana, "Add a goal"), "it can be pressed");
        street.Slack.NextOf("views.open", SlackFault.Says("expired_trigger_id"));

        Assert.Null(await town.PressAsync(Ana, "Add a goal"));
        Assert.NotNull(await town.PressAsync(Ana, "Add a goal"));
    }
    private async Task BoWritesToNoorAsync()
    {
        await town.SignedBeforeAsync();
        await town.SayAsync(Noor, "help");
        await town.SayAsync(Bo, "talk to someone");
        await town.SendAsync((await town.PressAsync(Bo, "Open"))!, field => field is "words" or "reach" ? "Please call me" : null);
        await town.UntilAsync(() => town.CanPress(Noor, "Open"), "the contact can open it");
    }

    /// <summary>As it is stored: written again, it has another one.</summary>
    private async Task<string> ETagOfTheCaseAsync()
    {
        var cases = town.App.Services.GetRequiredService<CaseStore>();
        var one = Assert.Single(await cases.OfAuthorAsync(Bo.Person, TestContext.Current.CancellationToken));
        return (await cases.ReadAsync(one.Id, TestContext.Current.CancellationToken))!.ETag;
    }

    private bool IsSeenBy(Resident resident, string text) => street.WindowOf(resident)?.Text.Contains(text, StringComparison.Ordinal) == true;

    /// <summary>As if it had been drawn for another pair, which is none by now.</summary>
    private static FakeSlack.View Altered(FakeSlack.View view, string from, string to) =>
        view with { Json = JsonNode.Parse(view.Json.ToJsonString().Replace(from, to, StringComparison.Ordinal))!.AsObject() };
}
