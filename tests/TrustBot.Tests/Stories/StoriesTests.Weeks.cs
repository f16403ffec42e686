using static TrustBot.Tests.Stories.Resident;

namespace TrustBot.Tests.Stories;

public abstract partial class StoriesTests
{
    [Fact]
    public async Task A_question_comes_at_its_hour_and_what_is_answered_stays_with_its_author_until_a_line_is_shared()
    {
        var story = await SignedAsync();
        await story.DaysUntilAsync(Bo, "My notes", most: 40);
        var share = (await story.SendAsync(await story.OpenAsync(Bo, "Write"), ("first", "§bo That she asked first"), ("second", "§bo Say it at once")))!;
        await story.CloseAsync(share);
        NothingPrivateIsInAChat();
        var preview = (await story.SendAsync(await story.OpenAsync(Bo, "Share a line"), ("line", "She asked first")))!;
        Assert.Equal(0, town.CountIn(Ana, "She asked first"));
        Assert.Null(await story.SendAsync(preview));
        Assert.Equal(1, town.CountIn(Ana, "She asked first"));
        NothingPrivateIsInAChat();
        await story.PressAsync(Ana, "Pass");

        story.IsAsApproved();
    }

    [Fact]
    public async Task A_meeting_that_was_planned_is_asked_after_and_feedback_on_it_stays_sealed_until_its_hour()
    {
        var story = await SignedAsync();
        await story.SayAsync(Bo, "meeting");
        await story.PressAsync(Bo, "In a week");
        await story.DaysUntilAsync(Bo, "Yes", most: 9);
        await story.PressAsync(Ana, "No");
        await story.PressAsync(Bo, "Yes");
        await story.DaysUntilAsync(Bo, "Write", most: 3);
        foreach (var resident in Both)
        {
            await story.SendAsync(await story.OpenAsync(resident, "Write"), ("keep", $"§{resident.Id} The first minutes"), ("change", $"§{resident.Id} A slower start"));
            var sealing = await story.OpenAsync(resident, "Change it");
            Assert.Contains($"§{resident.Id} A slower start", sealing.Text, StringComparison.Ordinal);
            Assert.DoesNotContain($"§{resident.Other.Id}", sealing.Text, StringComparison.Ordinal);
            await story.CloseAsync(sealing);
            Assert.False(town.CanPress(resident, "Read both"));
        }
        NothingPrivateIsInAChat();
        await story.DaysUntilAsync(Bo, "Read both", most: 8);
        foreach (var resident in Both)
        {
            var opened = await story.OpenAsync(resident, "Read both");
            Assert.Contains($"§{resident.Other.Id} A slower start", opened.Text, StringComparison.Ordinal);
            await story.CloseAsync(opened);
        }
        await story.PressAsync(Ana, "I will");
        await story.SendAsync(await story.OpenAsync(Bo, "Not now, because"), ("because", "§bo My shifts change"));

        NothingPrivateIsInAChat();
        story.IsAsApproved();
    }

    [Fact]
    public async Task A_rest_is_said_to_both_without_a_name_and_ends_when_both_are_ready()
    {
        var story = await SignedAsync();
        await story.SayAsync(Bo, "pause");
        await story.PressAsync(Bo, "Two weeks");
        await story.SayAsync(Ana, "status");
        Assert.False(town.CanPress(Ana, "I'm ready again"));
        await story.DaysUntilAsync(Ana, "I'm ready again", most: 1);
        Assert.All(Both, resident => Assert.Equal(1, town.CountIn(resident, "Resting until 15 June. TrustBot never says who chose it.")));
        await story.PressAsync(Ana, "I'm ready again");
        await story.PressAsync(Bo, "I'm ready again");
        await story.SayAsync(Bo, "resume");

        story.IsAsApproved();
    }
}
