using static TrustBot.Tests.Stories.Resident;

namespace TrustBot.Tests.Stories;

public abstract partial class StoriesTests
{
    [Fact]
    public async Task An_end_shows_at_a_daily_slot_to_both_alike_and_a_farewell_opens_if_both_would_like_one()
    {
        var story = await SignedAsync();
        await story.SayAsync(Bo, "end");
        Assert.Null(await story.SendAsync(await story.OpenAsync(Bo, "End quietly"), ("when", "soon"), ("goodbye", "yes")));
        await story.SayAsync(Ana, "status");
        Assert.False(town.CanPress(Ana, "Keep my notes"));
        await story.DaysUntilAsync(Ana, "Keep my notes", most: 1);
        Assert.True(town.CanPress(Bo, "Keep my notes"));
        Assert.False((await town.PairAsync()).IsLiving);
        await story.DaysUntilAsync(Ana, "Yes, I would", most: 3);
        await story.PressAsync(Ana, "Yes, I would");
        await story.DaysUntilAsync(Ana, "Write", most: 7);
        foreach (var resident in Both)
            Assert.Null(await story.SendAsync(await story.OpenAsync(resident, "Write"), ("back", $"{resident.FirstName} learned to ask"), ("thanks", "For the walks")));

        Assert.All(Both, resident => Assert.Equal(1, town.CountIn(resident, $"{resident.Other.FirstName} learned to ask")));
        Assert.All(Both, resident => Assert.Equal(0, town.CountIn(resident, $"{resident.FirstName} learned to ask")));
        story.IsAsApproved();
    }

    [Fact]
    public async Task Somebody_reads_their_data_and_is_forgotten_once_they_confirmed_it()
    {
        var story = await SignedAsync();
        await story.SayAsync(Ana, "reflect");
        await story.CloseAsync((await story.SendAsync(await story.OpenAsync(Ana, "Write"), ("first", "§ana Bo learns fast")))!);
        await story.SayAsync(Bo, "win");
        var preview = (await story.SendAsync(await story.OpenAsync(Bo, "Write it down"), ("line", "I ran the handover"), ("for", "both")))!;
        Assert.Null(await story.SendAsync(preview));
        await story.SayAsync(Bo, "my data");
        var data = await story.OpenAsync(Bo, "Read");
        Assert.Contains("I ran the handover", data.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Private, data.Text, StringComparison.Ordinal);
        await story.CloseAsync(data);
        await story.SayAsync(Bo, "forget me");
        var unsure = (await story.SendAsync(await story.OpenAsync(Bo, "What goes, what stays")))!;
        Assert.Null((await town.PersonAsync(Bo)).Forgetting);
        Assert.Null(await story.SendAsync(unsure, ("sure", "yes")));
        await story.DayAsync();

        Assert.True((await town.PersonAsync(Bo)).Forgetting is { Done: true });
        Assert.DoesNotContain("I ran the handover", town.ChatOf(Ana) + town.ChatOf(Bo), StringComparison.Ordinal);
        story.IsAsApproved();
    }
}
