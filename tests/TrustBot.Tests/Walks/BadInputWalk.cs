using System.Net;
using System.Text;
using Microsoft.Data.Sqlite;

namespace TrustBot.Tests.Walks;

/// <summary>What no page sends, sent to the real program: each gets a clear answer, and nothing is half saved.</summary>
[Collection(OneAtATime.Name)]
public sealed class BadInputWalk : IAsyncLifetime
{
    private const string Pairs =
        """
        mentor,mentor_name,mentee,mentee_name
        ana@example.org,Ana Ruiz,bo@example.org,Bo Lind
        jonas@example.org,Jonas Weber,mira@example.org,Mira Sahin
        """;

    private readonly Dictionary<Seated, DrawnButton> notebooks = [];
    private RunningProgram program = null!;
    private SandboxClient client = null!;
    private Seated bo = null!;
    private Seated ana = null!;
    private Seated mira = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        program = await RunningProgram.StartAsync();
        client = new SandboxClient(program.Address);
        await client.ImportAndInviteAsync(Pairs);
        var people = await client.PeopleAsync();
        foreach (var person in people)
            await client.PressAsync(person, await client.ButtonAsync(person, "Join"));
        (bo, ana, mira) = (people.Single(one => one.Name == "Bo Lind"), people.Single(one => one.Name == "Ana Ruiz"), people.Single(one => one.Name == "Mira Sahin"));
        foreach (var person in (Seated[])[bo, mira])
        {
            using var said = await client.SayAsync(person, "reflect");
            notebooks[person] = await client.ButtonAsync(person, "My notes");
        }
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await program.DisposeAsync();
    }

    [Fact]
    public async Task Words_are_kept_as_written_without_what_cannot_be_seen_and_too_many_are_refused_at_the_field()
    {
        var sheet = await NoteAsync(bo);
        using (var long40 = await client.SubmitRawAsync(bo, sheet, ("first", new string('x', 40_000))))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, long40.StatusCode);
            Assert.Contains("This has 40,000 characters; there is room for 2,000.", await long40.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }
        Assert.Contains("Nothing in here yet.", await NotebookAsync(bo), StringComparison.Ordinal);

        await client.SubmitAsync(bo, sheet, ("first", "\u200Fשלום 👩‍👩‍👧‍👦 \u202Edesrever\u202C <b>&amp; \u0000\u0007end"));
        var notebook = await NotebookAsync(bo);
        Assert.Contains("שלום 👩‍👩‍👧‍👦 desrever <b>&amp; end", notebook, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', notebook);

        using (var broken = await client.SubmitBytesAsync(bo, await NoteAsync(bo), ("first", [.. "half"u8, 0xED, 0xA0, 0x80, .. "an emoji"u8])))
            Assert.Equal(HttpStatusCode.OK, broken.StatusCode);
        Assert.Contains("halfan emoji", await NotebookAsync(bo), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_tampered_with_changes_nothing_for_anybody()
    {
        var sheet = await NoteAsync(bo);
        var press = await client.ButtonAsync(bo, "Write");
        var miraPair = (await client.ButtonAsync(mira, "Write")).Pair;
        var before = await OthersAsync();

        foreach (var button in (DrawnButton[])
            [
                press with { Pair = miraPair }, press with { Pair = "no-such-pair" }, press with { Pair = new string('p', 5_000) }, press with { Pair = "a/b\\c#d?e" },
                press with { Action = "no.such.action.v1" }, press with { Action = "" }, press with { Action = "kickoff.sign.v1" }, press with { Action = "people.word.v1", Argument = $"status|{miraPair}x|" },
                press with { Action = "meetings.met.v1", Argument = "1999-01-01|yes" }, press with { Action = "reflection.reply.v1", Argument = "99999999999999|BeenThere" },
                press with { Action = "joining.decline.v1" }, press with { Action = "rest.days.v1", Argument = "100000" }, press with { Action = "people.hours.v1", Argument = "yesterday" },
                press with { Pair = miraPair, Action = "rest.days.v1", Argument = "7" }, press with { Pair = miraPair, Action = "reflection.notebook.v1" },
            ])
        {
            using var answer = await client.PressRawAsync(bo, button);
            Assert.True((int)answer.StatusCode < 500, $"{button} answered {answer.StatusCode}.");
            if (button.Pair == miraPair)
                Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
        foreach (var (name, value) in ((string, string)[])[("pair", miraPair), ("pair", "nobody's"), ("action", "nothing.v1"), ("action", "kickoff.edit-form.v1"), ("action", "goals.form.v1"), ("nonce", new string('n', 5_000)), ("basedOn", "-7"), ("argument", "1999-01-01\0")])
        {
            var tampered = new DrawnSheet(new(sheet.Hidden) { [name] = value }, sheet.Html);
            using var answer = await client.SubmitRawAsync(bo, tampered, ("unknown", "a field of no form"));
            Assert.True((int)answer.StatusCode < 500, $"{name} answered {answer.StatusCode}.");
        }
        using (var stranger = await client.SayAsync(bo with { Id = "nobody" }, "help"))
            Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);

        Assert.Equal(before, await OthersAsync());
        Assert.Contains("Nothing in here yet.", await NotebookAsync(bo), StringComparison.Ordinal);
        Assert.Contains("Nothing in here yet.", await NotebookAsync(mira), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signs_an_old_version_is_shown_the_new_one_and_has_not_signed()
    {
        foreach (var person in (Seated[])[bo, ana])
        {
            var page = await client.PressAsync(person, await client.ButtonAsync(person, "Answer the kickoff"));
            page = await client.SubmitAsync(person, page!, ("purpose", "Learn"), ("hope", "1"));
            page = await client.SubmitAsync(person, page!, ("often", "1"), ("long", "1"), ("books", "1"), ("reply", "1"), ("style", "1"));
            await client.SubmitAsync(person, page!, ("responsibilities", ""), ("boundaries", ""));
        }
        await client.MoveAsync("hour");
        var old = await client.PressAsync(ana, await client.ButtonAsync(ana, "Read and sign"));
        var edit = await client.PressAsync(bo, await client.ButtonAsync(bo, "Change a line"));
        await client.SubmitAsync(bo, edit!, ("often", "2"), ("long", "1"), ("books", "1"), ("reply", "1"), ("style", "1"), ("hope", "1"), ("purpose", "Learn"), ("responsibilities", ""), ("boundaries", ""));

        var shown = await client.SubmitAsync(ana, old!);
        Assert.Contains("while you were reading", shown!.Html, StringComparison.Ordinal);
        await client.MoveAsync("hour");
        Assert.DoesNotContain("You signed.", await client.ChatAsync(ana), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bodies_beyond_any_form_are_refused_and_nothing_of_them_is_kept()
    {
        var sheet = await NoteAsync(bo);
        using (var large = await client.SubmitRawAsync(bo, sheet, ("first", new string('x', 2_000_000))))
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        using (var middling = await client.SubmitRawAsync(bo, sheet, ("first", new string('x', 400_000))))
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, middling.StatusCode);
        using (var many = await client.SubmitRawAsync(bo, sheet, [.. Enumerable.Range(0, 5_000).Select(i => ($"f{i}", ""))]))
            Assert.True((int)many.StatusCode is >= 400 and < 500, $"5,000 fields answered {many.StatusCode}.");
        using (var said = await client.SayAsync(bo, new string('w', 40_000)))
            Assert.Equal(HttpStatusCode.NoContent, said.StatusCode);
        Assert.Contains("Nothing in here yet.", await NotebookAsync(bo), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_sites_page_can_press_nothing()
    {
        foreach (var path in (string[])["/sandbox/press", "/sandbox/submit", "/sandbox/say", "/sandbox/clock", "/sandbox/show", "/sandbox/set", "/console/spring/import/sample", "/console/spring/invitations"])
        {
            foreach (var (header, value) in ((string, string)[])[("Origin", "https://elsewhere.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Host", "elsewhere.example")])
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("person", bo.Id), new("text", "help"), new("move", "day")]) };
                request.Headers.TryAddWithoutValidation(header, value);
                using var answer = await client.Http.SendAsync(request, Cancellation);
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{path} with {header}: {value} answered {answer.StatusCode}.");
            }
        }
        foreach (var path in (string[])["/", "/console", "/sandbox/pane/mentee"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "elsewhere.example" } };
            using var answer = await client.Http.SendAsync(request, Cancellation);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_store_that_somebody_holds_is_said_plainly_and_what_was_typed_goes_through_afterwards()
    {
        var sheet = await NoteAsync(bo);
        using (var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = program.Database, Pooling = false }.ToString()))
        {
            other.Open();
            using var hold = other.CreateCommand();
            hold.CommandText = "BEGIN IMMEDIATE";
            hold.ExecuteNonQuery();

            using var refused = await client.SubmitRawAsync(bo, sheet, ("first", "Written while the store was held"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            using var health = await client.Http.GetAsync("/health", Cancellation);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
            Assert.Contains("\"down\"", await health.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
            using var page = await client.Http.GetAsync("/", Cancellation);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
        using var well = await client.Http.GetAsync("/health", Cancellation);
        Assert.Equal(HttpStatusCode.OK, well.StatusCode);
        await client.SubmitAsync(bo, sheet, ("first", "Written while the store was held"));
        await client.SubmitAsync(bo, sheet, ("first", "Written while the store was held"));
        Assert.Equal(2, (await NotebookAsync(bo)).Split("Written while the store was held").Length);
    }

    private async Task<DrawnSheet> NoteAsync(Seated person) => (await client.PressAsync(person, await client.ButtonAsync(person, "Write")))!;

    private async Task<string> NotebookAsync(Seated person) => (await client.PressAsync(person, notebooks[person]))!.Html;

    /// <summary>The chats of everybody but Bo, in whose name everything was sent.</summary>
    private async Task<string> OthersAsync()
    {
        await client.MoveAsync("hour");
        var chats = new StringBuilder();
        foreach (var person in (await client.PeopleAsync()).Where(person => person.Id != bo.Id))
            chats.AppendLine(string.Join('\n', SandboxClient.Titles(await client.ChatAsync(person))));
        return chats.ToString();
    }
}
