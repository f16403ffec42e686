using TrustBot.Core.Joining;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Texts;
using static TrustBot.Tests.Stories.Resident;

namespace TrustBot.Tests.Stories;

/// <summary>What two people live, told once for every door: what each of them sees is the same wherever they see it.</summary>
public abstract partial class StoriesTests : IAsyncLifetime
{
    private Town town = null!;

    /// <summary>What nobody but its author may find in a chat begins so.</summary>
    private const string Private = "§";

    private protected abstract Task<(IStreet Ana, IStreet Bo)> OpenAsync();

    public async ValueTask InitializeAsync()
    {
        var (ana, bo) = await OpenAsync();
        town = await Town.StartAsync(ana, bo);
    }

    public async ValueTask DisposeAsync()
    {
        await town.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Both_join_answer_apart_and_sign()
    {
        var story = new Story(town, Ana, Bo);
        await town.InviteAsync();
        foreach (var resident in Both)
            await story.ArriveAsync(resident);
        await story.PressAsync(Bo, "What is stored");
        await story.CloseAsync(await story.OpenAsync(Bo, "Full notice"));
        await story.PressAsync(Bo, "Join");
        Assert.IsNotType<JoiningState.Joined>((await town.PairAsync()).Joining);
        await story.PressAsync(Ana, "Join");
        Assert.IsType<JoiningState.Joined>((await town.PairAsync()).Joining);
        foreach (var resident in Both)
        {
            var page = await story.OpenAsync(resident, "Answer the kickoff");
            while (page is not null)
                page = await story.SendAsync(page, ("boundaries", $"§{resident.Id} boundaries"), ("purpose", $"§{resident.Id} purpose"));
        }
        foreach (var resident in Both)
            Assert.Null(await story.SendAsync(await story.OpenAsync(resident, "Read and sign")));

        Assert.IsType<KickoffState.Signed>((await town.PairAsync()).Kickoff);
        NothingPrivateIsInAChat();
        Assert.All(Both, resident => Assert.InRange(town.CountIn(resident, $"Hello {resident.FirstName}"), 0, 1));
        story.IsAsApproved();
    }

    [Fact]
    public async Task A_word_that_means_nothing_brings_the_menu_and_each_entry_leads_somewhere()
    {
        var story = await SignedAsync();
        await story.SayAsync(Bo, "how are you today");
        foreach (var entry in (string[])["Where we stand", "Our agreement", "Who sees what", "My notebook", "My goals", "Next meeting", "A win", "Days and language"])
            await story.PressAsync(Bo, entry);
        await story.SayAsync(Bo, "Agreemnt!");
        await story.CloseAsync(await story.OpenAsync(Bo, "Read"));

        story.IsAsApproved();
    }

    [Fact]
    public async Task Settings_tell_a_mistake_at_its_field_and_speak_the_language_that_was_chosen()
    {
        var story = await SignedAsync();
        await story.SayAsync(Bo, "settings");
        var again = (await story.SendAsync(await story.OpenAsync(Bo, "Change days or hour"), ("hour", "half past nine")))!;
        Assert.Contains("9:30", again.Text, StringComparison.Ordinal);
        Assert.Equal(9, (await town.PersonAsync(Bo)).Hours.Prompt.At.Hour);
        Assert.Null(await story.SendAsync(again, ("hour", "7.30")));
        Assert.Equal(7, (await town.PersonAsync(Bo)).Hours.Prompt.At.Hour);
        await story.SayAsync(Bo, "settings");
        await story.PressAsync(Bo, "Auf Deutsch");
        await story.SayAsync(Bo, "hilfe");

        Assert.Equal(Language.German, (await town.PersonAsync(Bo)).Language);
        Assert.Equal(Language.English, (await town.PersonAsync(Ana)).Language);
        story.IsAsApproved();
    }

    /// <summary>The agreement is signed already, and both are here.</summary>
    private async Task<Story> SignedAsync(params Resident[] others)
    {
        await town.SignedBeforeAsync();
        var story = new Story(town, [Ana, Bo, .. others]);
        foreach (var resident in (Resident[])[Ana, Bo, .. others])
            await story.SayAsync(resident, "status");
        return story;
    }

    private void NothingPrivateIsInAChat() => Assert.DoesNotContain(Private, town.ChatOf(Ana) + town.ChatOf(Bo), StringComparison.Ordinal);
}
