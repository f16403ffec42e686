using static TrustBot.Tests.Stories.Resident;

namespace TrustBot.Tests.Stories;

public abstract partial class StoriesTests
{
    [Fact]
    public async Task A_win_is_seen_before_it_is_sent_and_answered_with_words()
    {
        var story = await SignedAsync();
        await story.SayAsync(Bo, "win");
        Assert.Null(await story.SendAsync(await story.OpenAsync(Bo, "Write it down"), ("line", "§bo I slept eight hours"), ("for", "me")));
        var preview = (await story.SendAsync(await story.OpenAsync(Bo, "Write it down"), ("line", "I ran the handover"), ("for", "both")))!;
        Assert.Contains("I ran the handover", preview.Text, StringComparison.Ordinal);
        Assert.Equal(0, town.CountIn(Ana, "I ran the handover"));
        Assert.Null(await story.SendAsync(preview, ("line", "I ran the handover alone")));
        Assert.Equal(1, town.CountIn(Ana, "I ran the handover alone"));
        Assert.Null(await story.SendAsync(await story.OpenAsync(Ana, "I have been there"), ("line", "My first one took two hours")));
        Assert.Equal(1, town.CountIn(Bo, "My first one took two hours"));

        NothingPrivateIsInAChat();
        story.IsAsApproved();
    }

    [Fact]
    public async Task A_thank_you_is_seen_before_it_is_sent_and_can_be_taken_back()
    {
        var story = await SignedAsync();
        await story.SayAsync(Bo, "thanks");
        var preview = (await story.SendAsync(await story.OpenAsync(Bo, "Thank Ana"), ("line", "You saw that I needed an hour"), ("for", "both")))!;
        Assert.Null(await story.SendAsync(preview));
        Assert.Equal(1, town.CountIn(Ana, "You saw that I needed an hour"));
        Assert.Null(await story.SendAsync(await story.OpenAsync(Bo, "Take it back")));

        Assert.Equal(0, town.CountIn(Ana, "You saw that I needed an hour"));
        story.IsAsApproved();
    }

    [Fact]
    public async Task A_goal_is_its_owners_alone_until_it_is_shared()
    {
        var story = await SignedAsync();
        await story.SayAsync(Bo, "goals");
        var wrong = (await story.SendAsync(await story.OpenAsync(Bo, "Add a goal"), ("goal", "§bo Run a handover alone"), ("by", "2026-05-01")))!;
        Assert.Null(await story.SendAsync(wrong, ("goal", "§bo Run a handover alone"), ("by", "2037-09-01")));
        await story.SayAsync(Ana, "goals");
        NothingPrivateIsInAChat();
        Assert.Null(await story.SendAsync(await story.OpenAsync(Bo, "Add a goal"), ("goal", "Speak up in rounds"), ("share", "yes")));
        Assert.Equal(1, town.CountIn(Ana, "Speak up in rounds"));
        await story.SayAsync(Ana, "goals");
        var read = await story.OpenAsync(Ana, "Read the goals");
        Assert.Contains("Speak up in rounds", read.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Private, read.Text, StringComparison.Ordinal);
        await story.CloseAsync(read);

        Assert.Equal(2, (await town.PairAsync()).Goals.Length);
        story.IsAsApproved();
    }

    [Fact]
    public async Task Who_talks_to_a_contact_does_so_in_a_window_and_the_other_hears_nothing_of_it()
    {
        var story = await SignedAsync(Noor);
        var ana = town.ChatOf(Ana);
        await story.SayAsync(Bo, "talk to someone");
        var form = await story.OpenAsync(Bo, "Open");
        Assert.Contains("Noor Haddad", form.Text, StringComparison.Ordinal);
        Assert.Null(await story.SendAsync(form, ("words", "§bo I do not feel safe"), ("reach", "§bo My own phone")));
        NothingPrivateIsInAChat();
        Assert.DoesNotContain(Private, town.ChatOf(Noor), StringComparison.Ordinal);
        var read = await story.OpenAsync(Noor, "Open");
        Assert.Contains("§bo I do not feel safe", read.Text, StringComparison.Ordinal);
        await story.CloseAsync(read);
        await story.PressAsync(Noor, "I have been in touch");

        Assert.Equal(ana, town.ChatOf(Ana));
        NothingPrivateIsInAChat();
        story.IsAsApproved();
    }
}
