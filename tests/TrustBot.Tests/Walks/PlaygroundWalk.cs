using Microsoft.Playwright;

namespace TrustBot.Tests.Walks;

/// <summary>The story of a pair in Teams, as far as Microsoft's Agents Playground can stand in for it: the mentor on its page, the others through its API.</summary>
[Collection(OneAtATime.Name)]
public sealed class PlaygroundWalk(Browser browser)
{
    private const string Pairs =
        """
        mentor,mentor_name,mentee,mentee_name,why,mentor_zone,mentee_zone
        ana.ruiz@example.org,Ana Ruiz,bo.lind@example.org,Bo Lind,she made the move to intensive care that you plan,Europe/Madrid,Europe/Berlin
        lea.novak@example.org,Lea Novák,priya.nair@example.org,Priya Nair,she led the same night shift,Europe/Berlin,Europe/Berlin
        """;

    private const string Steps = "You and Bo: four short steps";
    private const string BosSteps = "You and Ana: four short steps";
    private const string Notes = "Bo and you: a minute for your own notes";

    private static readonly PlaygroundUser[] Users =
    [
        new("29:ana", "Ana Ruiz", "ana.ruiz@example.org", "00000000-0000-0000-0000-000000000020"),
        new("29:bo", "Bo Lind", "Bo.Lind@example.org", "00000000-0000-0000-0000-000000000021"),
        new("29:lea", "Lea Novák", "lea.novak@example.org", "00000000-0000-0000-0000-000000000022"),
        new("29:priya", "Priya Nair", "priya.nair@example.org", "00000000-0000-0000-0000-000000000023"),
        new("29:sam", "Sam Other", "sam.other@example.org", "00000000-0000-0000-0000-000000000024"),
        new("29:kit", "Kit Other", "kit.other@example.org", "00000000-0000-0000-0000-000000000025"),
    ];

    private PlaygroundPage ana = null!;
    private PlaygroundLog log = null!;
    private PlaygroundPerson bo = null!;

    [Fact]
    public async Task A_pair_lives_in_Teams_from_the_install_to_an_answered_prompt()
    {
        Playground.Require();
        await using var program = RunningProgram.Stopped();
        int[] ports = [Playground.FreePort(), Playground.FreePort(), Playground.FreePort()];
        program.Settings["Teams__AllowAnonymous"] = "true";
        program.Settings["Teams__Forms"] = "InCards";
        program.Settings["Teams__AllowedServiceHosts"] = string.Join(',', ports.Select(port => $"localhost:{port}"));
        await program.AgainAsync();
        using var kim = new SandboxClient(program.Address);
        await using var playground = await Playground.StartAsync(program.Address, ports, Users);
        await using var listening = log = await PlaygroundLog.ListenAsync(playground);
        await kim.ImportAsync(Pairs);
        var page = await browser.OpenAsync(1280, 900);
        await using var window = page.Context;

        await InstallAsync(page, playground);
        await JoinAsync(kim);
        await IntroduceAsync();
        await KickoffAsync();
        await SignAsync();
        await PromptAsync(kim);
        await ReflectAsync(kim);
        await WordsAsync();

        NothingStandsWhereItWasTyped();
        ana.NothingWentWrong();
        Assert.Empty(log.Troubles);
    }

    /// <summary>Opening the page reports two arrivals at once; Bo's is reported twice, under two names.</summary>
    private async Task InstallAsync(IPage page, Playground playground)
    {
        bo = await PlaygroundPerson.OfAsync(playground, log, Users[1]);
        ana = await PlaygroundPage.OpenAsync(page, playground);
        await ana.SeesAsync("Hello Ana");
        await Task.WhenAll(bo.InstallAsync("one"), bo.InstallAsync("two"));
        await bo.SeesAsync("Hello Bo");
        foreach (var (user, words) in (IEnumerable<(PlaygroundUser, string)>)[(Users[2], "Hello Lea"), (Users[3], "Hello Priya"), (Users[4], "I do not know you yet")])
        {
            var other = await PlaygroundPerson.OfAsync(playground, log, user);
            await other.InstallAsync("one");
            await other.ReadsAsync(words);
        }
    }

    private async Task JoinAsync(SandboxClient kim)
    {
        await kim.InviteAsync();
        await ana.PressAsync("Would you mentor Bo Lind?", "What is stored");
        await ana.SeesAsync("Hospital IT runs the server, holds its key, and could read it all.");
        await Pictures.LookAsync(ana.Page, "privacy");
        await ana.PressAsync("Who can see what", "Full notice");
        await ana.PressAsync("Everything you write is encrypted", "Close");
        await ana.SeesNoMoreAsync("Everything you write is encrypted");
        await ana.PressAsync("Would you mentor Bo Lind?", "Join");
        await ana.SeesNoMoreAsync("Would you mentor Bo Lind?");
        await bo.PressAsync("Ana Ruiz as your mentor?", "Join");
        await bo.SeesAsync("✓ You and Ana are a pair");
        await ana.PressAsync("When suits you?", "Thursdays, 13:00");
        await ana.SeesAsync("✓ TrustBot writes to you on Thursdays at 13:00 (Europe/Madrid)");
        await bo.PressAsync("When suits you?", "Tuesdays, 09:30");
        await bo.SeesAsync("✓ TrustBot writes to you on Tuesdays at 09:30 (Europe/Berlin)");
    }

    private async Task IntroduceAsync()
    {
        await ana.PressAsync(Steps, "About you");
        await ana.FillAsync("How are you best reached?", "What would you like to be called?", "Ana");
        await ana.FillAsync("How are you best reached?", "How are you best reached?", "Mornings before nine");
        await ana.PressAsync("How are you best reached?", "Send to Bo");
        await ana.SeesNoMoreAsync("How are you best reached?");
        await bo.ReadsAsync("Mornings before nine");
        await bo.PressAsync(BosSteps, "About you");
        // Two clicks, of which Teams knows nothing either.
        await Task.WhenAll(bo.PressAsync("About you", "Send to Ana", "Let me finish, then ask"), bo.PressAsync("About you", "Send to Ana", "Let me finish, then ask"));
        await ana.SeesAsync("Let me finish, then ask");
        await Pictures.LookAsync(ana.Page, "introduced");
    }

    private async Task KickoffAsync()
    {
        const string First = "Kickoff with Bo, 1 of 3";
        const string Second = "Kickoff with Bo, 2 of 3";
        await ana.PressAsync(Steps, "Answer the kickoff");
        await ana.PressAsync(First, "Next");
        await ana.SeesAsync("Please answer this one.");
        await ana.FillAsync(First, "What would make this worth your time?", "To pass on what nobody told me");
        await ana.ChooseAsync(First, "Questions");
        await ana.PressAsync(First, "Next");
        foreach (var choice in (string[])["Twice a month", "30 minutes", "Bo books", "The same day", "Gently, with time"])
            await ana.ChooseAsync(Second, choice);
        await Pictures.LookAsync(ana.Page, "kickoff");
        await ana.PressAsync(Second, "Next");
        await ana.PressAsync("Kickoff with Bo, 3 of 3", "Done");
        await ana.SeesNoMoreAsync("Kickoff with Bo");
        await bo.PressAsync(BosSteps, "Answer the kickoff");
        await bo.PressAsync("Kickoff with Ana, 1 of 3", "Next", "Courage for the move");
        await bo.PressAsync("Kickoff with Ana, 2 of 3", "Next");
        await bo.PressAsync("Kickoff with Ana, 3 of 3", "Done");
        await ana.PressAsync("Bo and you: how often?", "See side by side", behindMore: true);
        await ana.SeesAsync("Courage for the move");
        await Pictures.LookAsync(ana.Page, "side-by-side");
        await ana.PressAsync("Courage for the move", "Close");
        await ana.PressAsync("Bo and you: how often?", "Twice a month");
        await bo.PressAsync("Ana and you: how often?", "Twice a month");
    }

    private async Task SignAsync()
    {
        await bo.PressAsync("Agreement with Ana, version 1", "Read and sign");
        await bo.PressAsync("Agreement, version 1", "Sign");
        await ana.PressAsync("Agreement with Bo, version 1", "Read and sign");
        await Pictures.LookAsync(ana.Page, "sign");
        await ana.PressAsync("Courage for the move", "Sign");
        await ana.SeesAsync("✓ Signed by Bo and you, version 1");
        await bo.SeesAsync("✓ Signed by Ana and you, version 1");
    }

    private async Task PromptAsync(SandboxClient kim)
    {
        await UntilAsync(kim, "Did you and Bo meet?");
        await Pictures.TakeAsync(ana.Page, "playground", 1280, 860, folder: "manifests/teams");
        await ana.PressAsync("Did you and Bo meet?", "Yes");
        await ana.SeesAsync("✓ You met Bo. Noted.");
        await bo.PressAsync("Did you and Ana meet?", "Not yet");
        await bo.SeesAsync("✓ Not yet with Ana. TrustBot asks once more in a week.");
    }

    private async Task ReflectAsync(SandboxClient kim)
    {
        await UntilAsync(kim, Notes);
        await ana.PressAsync(Notes, "Write");
        await ana.FillFirstAsync("A note for yourself", "I talked too much");
        await ana.PressAsync("A note for yourself", "Keep it");
        await ana.FillAsync("What may Bo read?", "What may Bo read?", "Stop me when I lecture");
        await ana.PressAsync("What may Bo read?", "See what is sent");
        await ana.PressAsync("Exactly this is sent", "Send to Bo");
        await ana.SeesAsync("✓ Noted: your own time about Bo and you");
        await ana.SeesNoMoreAsync("Exactly this is sent");
        await bo.ReadsAsync("Stop me when I lecture");
    }

    private async Task WordsAsync()
    {
        await ana.SayAsync("help");
        await ana.PressAsync("What TrustBot can do for you", "My notebook", behindMore: true);
        await ana.PressAsync("Your notebook about Bo and you", "My notes");
        await ana.SeesAsync("I talked too much");
        await Pictures.LookAsync(ana.Page, "help");
        await ana.PressAsync("I talked too much", "Close");
        await ana.SayAsync("settings");
        await ana.PressAsync("Your settings", "Change days or hour");
        await ana.FillAsync("For example 9:30", "Time", "25:99");
        await ana.PressAsync("For example 9:30", "Save");
        await ana.SeesAsync("Please write the time as 9:30.");
        await Pictures.LookAsync(ana.Page, "error");
        await ana.PressAsync("For example 9:30", "Later");
        await ana.SeesNoMoreAsync("For example 9:30");
    }

    /// <summary>By now every form has made room for one line, in either chat, and nobody was greeted or told twice.</summary>
    private void NothingStandsWhereItWasTyped()
    {
        foreach (var words in (string[])["Mornings before nine", "To pass on what nobody told me", "I talked too much", "Stop me when I lecture"])
            Assert.DoesNotContain(log.In(Playground.PageChat), message => message.Holds(words));
        foreach (var words in (string[])["Let me finish, then ask", "Courage for the move"])
            Assert.DoesNotContain(log.In(bo.Chat), message => message.Holds(words));
        Assert.Single(log.In(Playground.PageChat), message => message.Title == "Hello Ana");
        Assert.Single(log.In(Playground.PageChat), message => message.Holds("Let me finish, then ask"));
        Assert.Single(log.In(bo.Chat), message => message.Title == "Hello Bo");
    }

    /// <summary>On to the next thing that happens, until this has come to Ana.</summary>
    private async Task UntilAsync(SandboxClient kim, string title)
    {
        for (var steps = 0; steps < 40 && !log.In(Playground.PageChat).Any(message => message.Title == title); steps++)
            await kim.MoveAsync("next");
        await ana.SeesAsync(title);
    }
}
