using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace TrustBot.Tests.Walks;

/// <summary>The whole story in a browser, as a newcomer lives it, over the real program, which is killed at the end and comes back.</summary>
[Collection(OneAtATime.Name)]
public sealed class StoryWalk(Browser browser)
{
    private const string Bo = "Bo Lind";
    private const string Ana = "Ana Ruiz";
    private const string Mira = "Mira Sahin";
    private const string Jonas = "Jonas Weber";

    private const string Own =
        """
        mentor,mentor_name,mentee,mentee_name,mentor_zone,mentee_zone
        lea.novak@example.org,Lea Novák,priya.nair@example.org,Priya Nair,America/New_York,Asia/Kolkata
        lea.novak@example.org,Lea Novák,not an address,Somebody Else,America/New_York,Asia/Kolkata
        """;

    private StoryPage story = null!;

    [Fact]
    public async Task From_a_file_of_pairs_to_a_signed_agreement_and_an_answered_prompt_and_over_a_kill()
    {
        await using var program = await RunningProgram.StartAsync();
        var page = await browser.OpenAsync(1440, 900);
        await using var window = page.Context;
        story = await StoryPage.OpenAsync(page, program.Address);

        await ImportAsync();
        await OwnFileAsync();
        await JoinAsync();
        await IntroduceAsync();
        await KickoffAsync();
        await SignAsync();
        await SignAgainAsync();
        await GermanAsync();
        await MeetAsync();
        await GoalsAsync();
        await WordsAsync();
        await LensAsync();
        await ReflectAsync();
        await RhythmAsync();
        await RestAsync();
        await KillAsync(program);

        story.NothingWentWrong();
    }

    private async Task ImportAsync()
    {
        await Assertions.Expect(story.Page.GetByText("1 of 6")).ToBeVisibleAsync();
        await story.KimReadsAsync("Two people who could learn from each other?");
        await story.KimPressesAsync("Use the sample file");
        await story.KimReadsAsync("2 pairs can be proposed, 1 row needs a look");
        await story.KimReadsAsync("Nothing is stored yet");
        await story.KimReadsAsync("the mentee's mail address is not complete", ignoreCase: true);
        await story.KimPressesAsync("Import 2 pairs");
        await story.KimReadsAsync("2 pairs are here");
        await story.KimFollowsAsync("Prepare invitations");
        await story.KimReadsAsync("Who is invited");
        // The first of the list is previewed already.
        var preview = story.Kim.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Preview.*Bo Lind") });
        if (await preview.IsVisibleAsync())
            await preview.ClickAsync();
        await story.KimReadsAsync("Bo Lind reads, in English");
        await story.KimReadsAsync("Ana Ruiz as your mentor?");
        await story.KimPressesAsync("Send invitations");
        await story.KimReadsAsync("2 invitations are on their way.");
    }

    private async Task OwnFileAsync()
    {
        await story.KimFollowsAsync("Import");
        await story.Kim.GetByLabel("Choose a file").SetInputFilesAsync(new FilePayload { Name = "own.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Own) });
        await story.KimReadsAsync("1 pair can be proposed, 1 row needs a look");
        await story.KimPressesAsync("Import 1 pair");
        await story.KimReadsAsync("1 pair is here");
        await story.KimFollowsAsync("Prepare invitations");
        await story.KimPressesAsync("Send the invitation");
        await story.KimReadsAsync("1 invitation is on its way.");
        await story.PickAsync("mentee", "Priya Nair");
        await Assertions.Expect(story.Pane("Priya Nair")).ToContainTextAsync("in Kolkata");
    }

    private async Task JoinAsync()
    {
        await story.PickAsync("mentee", Bo);
        await story.PickAsync("mentor", Ana);
        await Assertions.Expect(story.Pane(Bo)).ToContainTextAsync("Kim Berger has a proposal for you");
        await story.ReadsAsync(Bo, "Ana Ruiz as your mentor?", "she made the move to intensive care that you plan");
        await story.PressAsync(Bo, "Ana Ruiz as your mentor?", "What is stored");
        await story.ReadsAsync(Bo, "Who can see what", "Hospital IT runs the server, holds its key, and could read it all.");
        await story.PressAsync(Bo, "Who can see what", "Full notice");
        await Assertions.Expect(story.Sheet(Bo)).ToContainTextAsync("Everything you write is encrypted");
        await story.InSheetAsync(Bo, "Close");
        await story.PressAsync(Bo, "Ana Ruiz as your mentor?", "Join");
        await story.PressAsync(Ana, "Would you mentor Bo Lind?", "Join");
        await story.PressAsync(Bo, "When suits you?", "Tuesdays, 09:30");
        await story.SeesAsync(Bo, "TrustBot writes to you on Tuesdays at 09:30 (Europe/Berlin)");
        await story.PressAsync(Ana, "When suits you?", "Thursdays, 13:00");
        await story.SeesAsync(Ana, "TrustBot writes to you on Thursdays at 13:00 (Europe/Madrid)");
    }

    private async Task IntroduceAsync()
    {
        await story.PressAsync(Ana, "You and Bo: four short steps", "About you");
        await story.FillAsync(Ana, "Send to Bo");
        await story.ReadsAsync(Bo, "Ana, in their own words", "Mornings before nine");
        await story.PressAsync(Bo, "You and Ana: four short steps", "About you");
        await story.FillAsync(Bo, "Send to Ana");
        await story.ReadsAsync(Ana, "Bo, in their own words", "Let me finish, then ask");
    }

    private async Task KickoffAsync()
    {
        await story.GuideAsync(3);
        await story.PressAsync(Bo, "You and Ana: four short steps", "Answer the kickoff");
        await story.PressAsync(Ana, "You and Bo: four short steps", "Answer the kickoff");
        await story.SheetIsAsync(Bo, "Kickoff with Ana, 1 of 3");
        await story.SheetIsAsync(Ana, "Kickoff with Bo, 1 of 3");
        await story.InSheetAsync(Bo, "Fill with an example");
        await story.InSheetAsync(Ana, "Fill with an example");
        await Pictures.TakeAsync(story.Page, "kickoff");
        await story.InSheetAsync(Bo, "Next");
        await story.SheetIsAsync(Bo, "Kickoff with Ana, 2 of 3");
        await story.FillAsync(Bo, "Next");
        await story.SheetIsAsync(Bo, "Kickoff with Ana, 3 of 3");
        await story.FillAsync(Bo, "Done");
        await story.NoSheetAsync(Bo);
        await Assertions.Expect(story.Chat(Ana)).Not.ToContainTextAsync("To dare the move");
        await story.InSheetAsync(Ana, "Next");
        await story.SheetIsAsync(Ana, "Kickoff with Bo, 2 of 3");
        await story.FillAsync(Ana, "Next");
        await story.SheetIsAsync(Ana, "Kickoff with Bo, 3 of 3");
        await story.FillAsync(Ana, "Done");
        await story.NoSheetAsync(Ana);
        await story.ReadsAsync(Bo, "Ana and you: how often?", "Both are good answers.");
        await story.PressAsync(Bo, "Ana and you: how often?", "See side by side", behindMore: true);
        foreach (var word in (string[])["the same", "close: the lighter one starts", "a gap to choose", "To pass on what nobody told me at the time"])
            await Assertions.Expect(story.Sheet(Bo)).ToContainTextAsync(word);
        await story.InSheetAsync(Bo, "Close");
        await story.PressAsync(Bo, "Ana and you: how often?", "Every week");
        await story.PressAsync(Ana, "Bo and you: how often?", "Twice a month");
    }

    private async Task SignAsync()
    {
        await story.GuideAsync(4);
        await story.PressAsync(Bo, "Agreement with Ana, version 1", "Read and sign");
        await Assertions.Expect(story.Sheet(Bo)).ToContainTextAsync("Twice a month");
        await story.InSheetAsync(Bo, "Sign");
        await story.ReadsAsync(Bo, "Agreement with Ana, version 1", "You signed. It counts when both of you have signed.");
        await story.PressAsync(Ana, "Agreement with Bo, version 1", "Read and sign");
        await Pictures.TakeAsync(story.Page, "sandbox");
        await Pictures.TakeAsync(story.Page, "sandbox-dark", colours: ColorScheme.Dark);
        await story.InSheetAsync(Ana, "Sign");
        await story.SeesAsync(Ana, "Signed by Bo and you, version 1");
        await story.SeesAsync(Bo, "Signed by Ana and you, version 1");
        await story.KimFollowsAsync("Pairs");
        await story.KimReadsAsync("signed");
        await story.ScrollToTheEndAsync(Ana);
        await story.ScrollToTheEndAsync(Bo);
        await Pictures.TakeAsync(story.Page, "signed");
    }

    private async Task SignAgainAsync()
    {
        await story.SayAsync(Bo, "agrement");
        await story.PressAsync(Bo, "Agreement with Ana, version 1", "Change a line");
        await Assertions.Expect(story.Sheet(Bo)).ToContainTextAsync("clears both signatures");
        await story.Sheet(Bo).GetByRole(AriaRole.Radio, new() { Name = "Three times a month" }).CheckAsync();
        await story.InSheetAsync(Bo, "Save for both");
        await story.ReadsAsync(Ana, "Agreement with Bo, version 2", "It counts when both of you have signed.");
        await Assertions.Expect(story.Card(Bo, "Agreement with Ana, version 2")).Not.ToContainTextAsync("You signed");
        await story.PressAsync(Bo, "Agreement with Ana, version 2", "Read and sign");
        await story.InSheetAsync(Bo, "Sign");
        await story.PressAsync(Ana, "Agreement with Bo, version 2", "Read and sign");
        await story.InSheetAsync(Ana, "Sign");
        await story.SeesAsync(Ana, "Signed by Bo and you, version 2");
        await story.SeesAsync(Bo, "Signed by Ana and you, version 2");
    }

    private async Task MeetAsync()
    {
        await story.GuideAsync(5);
        await story.PressAsync(Ana, "When do you and Bo meet next?", "In a week");
        await story.MoveAsync("+ 1 hour");
        await story.MoveAsync("+ 1 day");
        await story.UntilAsync(Bo, "Did you and Ana meet?");
        await Assertions.Expect(story.Card(Bo, "Did you and Ana meet?").GetByRole(AriaRole.Time)).ToHaveTextAsync("09:30");
        await story.UntilAsync(Ana, "Did you and Bo meet?");
        await Assertions.Expect(story.Card(Ana, "Did you and Bo meet?").GetByRole(AriaRole.Time)).ToHaveTextAsync("13:00");
        await story.PressAsync(Bo, "Did you and Ana meet?", "Yes");
        await story.SeesAsync(Bo, "You met Ana. Noted.");
        await story.PressAsync(Ana, "Did you and Bo meet?", "Not yet");
        await story.SeesAsync(Ana, "Not yet with Bo. TrustBot asks once more in a week.");
    }

    private async Task GoalsAsync()
    {
        await story.SayAsync(Bo, "goals");
        await story.PressAsync(Bo, "Your goals with Ana", "Add a goal");
        await story.InSheetAsync(Bo, "Fill with an example");
        await story.Sheet(Bo).GetByRole(AriaRole.Checkbox, new() { Name = "Share with Ana" }).CheckAsync();
        await story.InSheetAsync(Bo, "Save");
        await story.ReadsAsync(Ana, "Bo shares a goal with you", "Run a handover alone");
        await story.PressAsync(Bo, "Your goals with Ana", "Add a goal");
        await story.Sheet(Bo).GetByLabel("What would you like to reach?").FillAsync("A goal of my own");
        await story.InSheetAsync(Bo, "Save");
        await story.ReadsAsync(Bo, "Your goals with Ana", "2 goals so far.");
        await Assertions.Expect(story.Chat(Ana)).Not.ToContainTextAsync("A goal of my own");
    }

    private async Task WordsAsync()
    {
        await story.SayAsync(Bo, "staus");
        await story.ReadsAsync(Bo, "You and Ana", "signed, version 2");
        await story.SayAsync(Bo, "privcy");
        await Assertions.Expect(story.Chat(Bo).GetByRole(AriaRole.Article, new() { Name = "Who can see what" })).ToHaveCountAsync(2);
        await story.SayAsync(Bo, "what is the weather");
        await story.ReadsAsync(Bo, "What TrustBot can do for you", "Words that always work");
        await story.SayAsync(Ana, "help");
        await story.PressAsync(Ana, "What TrustBot can do for you", "Where we stand");
        await story.ReadsAsync(Ana, "You and Bo", "signed, version 2");
    }

    private async Task LensAsync()
    {
        var lens = story.Card(Ana, "Bo shares a goal with you").GetByRole(AriaRole.Button, new() { Name = "Who sees this: you and Bo" });
        await lens.ClickAsync();
        await Assertions.Expect(story.Page.GetByText("You and Bo can see this. Kim cannot.")).ToBeVisibleAsync();
        await Assertions.Expect(lens).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(story.Kim).ToHaveCSSAsync("opacity", "0.3");
        await Assertions.Expect(story.Pane(Bo)).ToHaveCSSAsync("opacity", "1");
        await lens.ClickAsync();
        await Assertions.Expect(story.Kim).ToHaveCSSAsync("opacity", "1");
    }

    private async Task ReflectAsync()
    {
        var title = "Ana and you: a minute for your own notes";
        await story.UntilAsync(Bo, title);
        await Assertions.Expect(story.Card(Bo, title).GetByRole(AriaRole.Time)).ToHaveTextAsync("09:30");
        await story.UntilAsync(Ana, "Bo and you: a minute for your own notes");
        await Assertions.Expect(story.Card(Ana, "Bo and you: a minute for your own notes").GetByRole(AriaRole.Time)).ToHaveTextAsync("13:00");
        await story.ScrollToTheEndAsync(Ana);
        await story.ScrollToTheEndAsync(Bo);
        await Pictures.TakeAsync(story.Page, "prompts");
        await PhoneAsync();
        await story.PressAsync(Bo, title, "Write");
        await story.FillAsync(Bo, "Keep it");
        await story.SheetIsAsync(Bo, "Share a line");
        await story.Sheet(Bo).GetByLabel("What may Ana read?").FillAsync("Say when I don't follow, at once");
        await story.InSheetAsync(Bo, "See what is sent");
        await story.SheetIsAsync(Bo, "Exactly this is sent");
        await Assertions.Expect(story.Sheet(Bo)).ToContainTextAsync("Ana gets:");
        await Assertions.Expect(story.Chat(Ana)).Not.ToContainTextAsync("Say when I don't follow");
        await story.InSheetAsync(Bo, "Send to Ana");
        await story.NoSheetAsync(Bo);
        await story.SeesAsync(Bo, "Noted: your own time about Ana and you");
        await Assertions.Expect(story.Chat(Bo)).Not.ToContainTextAsync("what I was afraid of");
        await story.ReadsAsync(Ana, "Bo shares a thought with you", "Say when I don't follow, at once");
        await story.PressAsync(Ana, "Bo shares a thought with you", "I have been there");
        await story.ReadsAsync(Bo, "Ana read your line", "Ana has been there too, and says so.");
        await story.PressAsync(Ana, "Bo and you: a minute for your own notes", "Pass", behindMore: true);
        await story.SeesAsync(Ana, "Noted: your own time about Bo and you");
    }

    /// <summary>A second window, as narrow as a phone, shows the same chat.</summary>
    private async Task PhoneAsync()
    {
        var phone = await browser.OpenAsync(390, 844);
        await using var window = phone.Context;
        await phone.GotoAsync(story.Page.Url);
        await phone.GetByRole(AriaRole.Tab, new() { Name = "Bo" }).ClickAsync();
        await Assertions.Expect(phone.GetByRole(AriaRole.Article, new() { Name = "Ana and you: a minute for your own notes" })).ToBeVisibleAsync();
        await Assertions.Expect(phone.GetByRole(AriaRole.Article, new() { Name = "Bo and you" })).ToHaveCountAsync(0);
        await phone.GetByRole(AriaRole.Log, new() { Name = $"Chat of {Bo} with TrustBot" }).EvaluateAsync("chat => { chat.scrollTop = chat.scrollHeight; }");
        await Pictures.TakeAsync(phone, "phone", 390, 844);
    }

    private async Task RhythmAsync()
    {
        await story.GuideAsync(6);
        await story.KimFollowsAsync("Rhythm");
        await story.KimReadsAsync("The programme's rhythm");
        await story.Kim.GetByLabel("Every three weeks").CheckAsync();
        await story.KimPressesAsync("Show the next five dates");
        await story.KimReadsAsync("Bo Lind, Berlin time");
        await Assertions.Expect(story.Kim.GetByRole(AriaRole.List).First.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(5);
        await story.KimPressesAsync("Save this rhythm");
        await story.KimReadsAsync("Now: every three weeks");
        await story.KimFollowsAsync("Pairs");
        await story.KimFollowsAsync("The rhythm of Priya Nair and Lea Novák");
        await story.Kim.GetByLabel("Once a month").CheckAsync();
        await story.KimPressesAsync("Show the next five dates");
        await story.KimReadsAsync("Priya Nair, Kolkata time");
        await story.KimReadsAsync("Lea Novák, New York time");
        await Assertions.Expect(story.Kim.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(10);
        await story.KimPressesAsync("Save this rhythm");
        await story.KimReadsAsync("Now: once a month");
        await story.KimPressesAsync("Follow the programme again");
        await story.KimReadsAsync("This pair follows the programme.");
    }

    /// <summary>The page stays in the language of the browser; what TrustBot says is in the reader's own.</summary>
    private async Task GermanAsync()
    {
        await story.PickAsync("mentee", Mira);
        await story.PickAsync("mentor", Jonas);
        await Assertions.Expect(story.Chat(Mira)).ToHaveAttributeAsync("lang", "de");
        await story.PressAsync(Mira, "Mentoring mit Jonas Weber?", "Mitmachen");
        await story.PressAsync(Jonas, "Möchtest du Mira Sahin begleiten?", "Mitmachen");
        await story.PressAsync(Mira, "Wann passt es dir?", "Immer dienstags, 09:30");
        await story.SeesAsync(Mira, "TrustBot schreibt dir dienstags um 09:30 (Europe/Berlin)");
        await story.PressAsync(Jonas, "Wann passt es dir?", "In English", behindMore: true);
        await story.PressAsync(Jonas, "When suits you?", "Fridays, 15:00");
        await story.SeesAsync(Jonas, "TrustBot writes to you on Fridays at 15:00 (Europe/Zurich)");
        await story.ReadsAsync(Mira, "Du und Jonas: vier kurze Schritte", "wann es euch passt");
        await story.SayAsync(Jonas, "sprache");
        await story.PressAsync(Jonas, "Your settings", "Auf Deutsch");
        await story.PressAsync(Jonas, "Du und Mira: vier kurze Schritte", "Über dich");
        await story.FillAsync(Jonas, "An Mira senden", "Mit Beispiel füllen");
        await story.SeesAsync(Mira, "Jonas, in eigenen Worten");
        await story.SayAsync(Mira, "hilfe");
        await story.SeesAsync(Mira, "Was TrustBot für dich tun kann");
        await GermanWindowAsync();
        await story.PickAsync("mentee", Bo);
        await story.PickAsync("mentor", Ana);
    }

    /// <summary>A browser that speaks German gets the page itself in German too.</summary>
    private async Task GermanWindowAsync()
    {
        var page = await browser.OpenAsync(1440, 900, language: "de-DE");
        await using var window = page.Context;
        var german = await StoryPage.OpenAsync(page, new Uri(story.Page.Url));
        await german.PressAsync(Mira, "Du und Jonas: vier kurze Schritte", "Auftakt beantworten");
        await german.SheetIsAsync(Mira, "Auftakt mit Jonas, 1/3");
        await german.InSheetAsync(Mira, "Mit Beispiel füllen");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Was als Nächstes geschieht" })).ToBeVisibleAsync();
        await Pictures.TakeAsync(page, "german");
        await german.InSheetAsync(Mira, "Später");
        await german.NoSheetAsync(Mira);
        german.NothingWentWrong();
    }

    private async Task RestAsync()
    {
        await story.SayAsync(Ana, "puase 2 weeks");
        await story.ReadsAsync(Ana, "You and Bo are resting", "TrustBot never says who chose it.");
        await story.UntilAsync(Bo, "You and Ana are resting");
        await story.SayAsync(Ana, "resme");
        await story.ReadsAsync(Ana, "You and Bo are resting", "You are ready again.");
        await story.PressAsync(Bo, "You and Ana are resting", "I'm ready again");
        await story.SeesAsync(Bo, "The rest with Ana is over");
        await story.SeesAsync(Ana, "The rest with Bo is over");
    }

    private async Task KillAsync(RunningProgram program)
    {
        var before = await ChatsAsync();
        var time = await story.Clock.GetByRole(AriaRole.Time).GetAttributeAsync("datetime");
        var stopped = story.Page.GetByText("this page comes back by itself");
        await story.WhileAwayAsync(async () =>
        {
            program.Kill();
            await Assertions.Expect(stopped).ToBeVisibleAsync();
            await program.AgainAsync();
            await Assertions.Expect(stopped).ToBeHiddenAsync();
        });
        await story.SayAsync(Bo, "status");
        await story.ReadsAsync(Bo, "You and Ana", "signed, version 2");
        await story.Page.ReloadAsync();
        Assert.StartsWith(before, await ChatsAsync(), StringComparison.Ordinal);
        Assert.True(string.CompareOrdinal(await story.Clock.GetByRole(AriaRole.Time).GetAttributeAsync("datetime"), time) >= 0);
        await story.KimReadsAsync("signed");
    }

    private async Task<string> ChatsAsync() => string.Join("\n", await story.Chat(Ana).GetByRole(AriaRole.Heading).AllInnerTextsAsync());
}
