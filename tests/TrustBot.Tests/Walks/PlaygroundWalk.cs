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

    private SandboxClient kim = null!;
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
        using var sandbox = kim = new SandboxClient(program.Address);
        await using var playground = await Playground.StartAsync(program.Address, ports, Users);
        await using var listening = log = await PlaygroundLog.ListenAsync(playground);
        await kim.ImportAsync(Pairs);
        var page = await browser.OpenAsync(1280, 900);
        await using var window = page.Context;

        await InstallAsync(page, playground);
        await JoinAsync();
        await IntroduceAsync();
        await KickoffAsync();
        await SignAsync();
        await PromptAsync();
        await WordsAsync();

        ana.NothingWentWrong();
        Assert.Empty(log.Troubles);
    }

    private async Task InstallAsync(IPage page, Playground playground)
    {
        bo = await PlaygroundPerson.OfAsync(playground, log, Users[1]);
        ana = await PlaygroundPage.OpenAsync(page, playground);
        await ana.SeesAsync("Hello Ana");
        // Reported twice, under two names.
        await Task.WhenAll(bo.InstallAsync("one"), bo.InstallAsync("two"));
        await bo.SeesAsync("Hello Bo");
        foreach (var (user, words) in (IEnumerable<(PlaygroundUser, string)>)[(Users[2], "Hello Lea"), (Users[3], "Hello Priya"), (Users[4], "I do not know you yet")])
        {
            var other = await PlaygroundPerson.OfAsync(playground, log, user);
            await other.InstallAsync();
            await other.ReadsAsync(words);
        }
        await ana.StationAsync("install");
    }

    private async Task JoinAsync()
    {
        await kim.InviteAsync();
        await ana.SeesAsync("Would you mentor Bo Lind?");
        await ana.StationAsync("invited");
        await ana.PressAsync("Would you mentor Bo Lind?", "What is stored");
        await ana.SeesAsync("Who can see what");
        await ana.StationAsync("privacy");
        await ana.PressAsync("Who can see what", "Full notice");
        await ana.SeesAsync("Everything you write is encrypted");
        await ana.StationAsync("notice");
        await ana.PressAsync("Everything you write is encrypted", "Close");
        await ana.StationAsync("noticeclosed");
        await ana.PressAsync("Would you mentor Bo Lind?", "Join");
        await bo.PressAsync("Ana Ruiz as your mentor?", "Join");
        await ana.PressAsync("When suits you?", "Thursdays, 13:00");
        await ana.SeesAsync("TrustBot writes to you on Thursdays at 13:00 (Europe/Madrid)");
        await bo.PressAsync("When suits you?", "Tuesdays, 09:30");
        await ana.StationAsync("joined");
    }

    private async Task IntroduceAsync()
    {
        await ana.PressAsync("You and Bo: four short steps", "About you");
        await ana.FillAsync("About you", "What would you like to be called?", "Ana");
        await ana.FillAsync("About you", "How are you best reached?", "Mornings before nine");
        await ana.StationAsync("intro");
        await ana.PressAsync("How are you best reached?", "Send to Bo");
        await ana.SeesAsync("What you wrote no longer stands here");
        await bo.ReadsAsync("Mornings before nine");
        await ana.StationAsync("introsent");
        await ana.NeverReadsAsync("Mornings before nine");
        await bo.PressAsync("You and Ana: four short steps", "About you");
        await bo.PressAsync("About you", "Send to Ana", "Let me finish, then ask");
        await ana.SeesAsync("Let me finish, then ask");
        await ana.StationAsync("introgot");
    }

    private async Task KickoffAsync()
    {
        await ana.PressAsync("You and Bo: four short steps", "Answer the kickoff");
        await ana.PressAsync("Kickoff with Bo, 1 of 3", "Next");
        await ana.SeesAsync("Please answer this one.");
        await ana.StationAsync("kickoff1");
        await ana.FillAsync("Kickoff with Bo, 1 of 3", "What would make this worth your time?", "To pass on what nobody told me");
        await ana.ChooseAsync("Kickoff with Bo, 1 of 3", "Questions");
        await ana.PressAsync("Kickoff with Bo, 1 of 3", "Next");
        await ana.SeesAsync("Kickoff with Bo, 2 of 3");
        foreach (var choice in (string[])["Twice a month", "30 minutes", "Bo books", "The same day", "Gently, with time"])
            await ana.ChooseAsync("Kickoff with Bo, 2 of 3", choice);
        await ana.StationAsync("kickoff2");
        await ana.PressAsync("Kickoff with Bo, 2 of 3", "Next");
        await ana.StationAsync("kickoff3");
        await ana.PressAsync("Kickoff with Bo, 3 of 3", "Done");
        await ana.StationAsync("kickoffdone");
        await ana.NeverReadsAsync("To pass on what nobody told me");
        await bo.PressAsync("You and Ana: four short steps", "Answer the kickoff");
        await bo.PressAsync("Kickoff with Ana, 1 of 3", "Next", "Courage for the move");
        await bo.PressAsync("Kickoff with Ana, 2 of 3", "Next");
        await bo.PressAsync("Kickoff with Ana, 3 of 3", "Done");
        await ana.SeesAsync("Bo and you: how often?");
        await ana.PressAsync("Bo and you: how often?", "See side by side", behindMore: true);
        await ana.SeesAsync("Courage for the move");
        await ana.StationAsync("gap");
        await ana.PressAsync("Courage for the move", "Close");
        await ana.PressAsync("Bo and you: how often?", "Twice a month");
        await bo.PressAsync("Ana and you: how often?", "Twice a month");
        await ana.StationAsync("gap2");
    }

    private async Task SignAsync()
    {
        await bo.PressAsync("Agreement with Ana, version 1", "Read and sign");
        await bo.PressAsync("Agreement, version 1", "Sign");
        await ana.PressAsync("Agreement with Bo, version 1", "Read and sign");
        await ana.StationAsync("sign");
        await ana.PressAsync("Twice a month", "Sign");
        await ana.SeesAsync("Signed by Bo and you, version 1");
        await ana.StationAsync("signed");
    }

    private async Task PromptAsync()
    {
        await UntilAsync("Did you and Bo meet?");
        await ana.StationAsync("prompt");
        await ana.PressAsync("Did you and Bo meet?", "Yes");
        await ana.SeesAsync("You met Bo. Noted.");
        await bo.PressAsync("Did you and Ana meet?", "Not yet");
        await bo.SeesAsync("✓ Not yet with Ana. TrustBot asks once more in a week.");
        await UntilAsync(Notes);
        await ana.StationAsync("reflect");
        await ana.PressAsync(Notes, "Write");
        await ana.SeesAsync("A note for yourself");
        await ana.StationAsync("note");
        await ana.Card("A note for yourself").GetByRole(AriaRole.Textbox).First.FillAsync("I talked too much");
        await ana.PressAsync("A note for yourself", "Keep it");
        await ana.SeesAsync("What may Bo read?");
        await ana.StationAsync("share");
        await ana.FillAsync("What may Bo read?", "What may Bo read?", "Stop me when I lecture");
        await ana.PressAsync("What may Bo read?", "See what is sent");
        await ana.SeesAsync("Exactly this is sent");
        await ana.StationAsync("exactly");
        await ana.PressAsync("Exactly this is sent", "Send to Bo");
        await ana.SeesAsync("Noted: your own time about Bo and you");
        await bo.ReadsAsync("Stop me when I lecture");
        await ana.NeverReadsAsync("I talked too much");
        await ana.NeverReadsAsync("Stop me when I lecture");
        await ana.StationAsync("answered");
    }

    private async Task WordsAsync()
    {
        await ana.SayAsync("help");
        await ana.SeesAsync("What TrustBot can do for you");
        await ana.Card("What TrustBot can do for you").GetByRole(AriaRole.Button, new() { Name = "More", Exact = true }).ClickAsync();
        await ana.StationAsync("help");
        await ana.SayAsync("settings");
        await ana.PressAsync("Your settings", "Change days or hour");
        await ana.FillAsync("When suits you?", "Time", "25:99");
        await ana.PressAsync("Time zone", "Save");
        await ana.SeesAsync("Please write the time as 9:30.");
        await ana.StationAsync("error");
        await ana.PressAsync("Time zone", "Later");
        await ana.SayAsync("status");
        await ana.SeesAsync("You and Bo");
        await ana.SayAsync("agreement");
        await ana.StationAsync("end");
        await ana.Page.SetViewportSizeAsync(420, 860);
        await ana.StationAsync("narrow");
    }

    /// <summary>On to the next thing that happens, until this has come to Ana.</summary>
    private async Task UntilAsync(string title)
    {
        for (var steps = 0; steps < 40 && !log.In(Playground.PageChat).Any(message => message.Title == title); steps++)
            await kim.MoveAsync("next");
        await ana.SeesAsync(title);
    }
}
