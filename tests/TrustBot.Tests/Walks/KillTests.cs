using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TrustBot.Tests.Walks;

/// <summary>
/// The program is killed at random moments while people write. What it acknowledged is there afterwards, once, and no message is shown
/// twice. TRUSTBOT_KILLS sets how often; 10 by itself.
/// </summary>
[Collection(OneAtATime.Name)]
public sealed class KillTests
{
    private const int KillsOfOneStore = 10;
    private const int MostNotesEach = 20;

    private const string Pairs =
        """
        mentor,mentor_name,mentee,mentee_name
        a.one@example.org,Ana One,b.one@example.org,Bo One
        a.two@example.org,Ana Two,b.two@example.org,Bo Two
        a.three@example.org,Ana Three,b.three@example.org,Bo Three
        """;

    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("TRUSTBOT_KILLS"), CultureInfo.InvariantCulture, out var kills) ? kills : KillsOfOneStore;

    [Fact]
    public async Task What_was_acknowledged_is_there_after_every_kill_and_nothing_is_there_twice()
    {
        for (var left = Kills; left > 0; left -= KillsOfOneStore)
            await WriteUnderKillsAsync(Math.Min(left, KillsOfOneStore), new Random(left));
    }

    private static async Task WriteUnderKillsAsync(int kills, Random random)
    {
        await using var program = await RunningProgram.StartAsync();
        using var client = new SandboxClient(program.Address);
        var writers = await JoinedAsync(client);
        for (var kill = 1; kill <= kills; kill++)
        {
            await UntilKilledAsync(program, writers, random);
            await program.AgainAsync();
            foreach (var writer in writers)
                await writer.SendAgainAsync();
        }
        // An hour of story time: whatever was on its way arrives, or is told to have failed.
        await client.MoveAsync("hour");
        foreach (var writer in writers)
            await writer.EverythingIsThereOnceAsync(writers.Single(other => other.IsPartnerOf(writer)));
        NoMessageTwice(program);
        var acknowledged = writers.Sum(writer => writer.Acknowledged);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills, {acknowledged} acknowledgements, {writers.Sum(writer => writer.SentAgain)} sent again.");
        Assert.True(acknowledged >= kills, "Hardly anything was written.");
    }

    /// <summary>Six people write at once; after a random number of acknowledgements, and a random moment more, the program is gone.</summary>
    private static async Task UntilKilledAsync(RunningProgram program, IReadOnlyList<Writer> writers, Random random)
    {
        var acknowledgements = random.Next(1, 9);
        var moment = random.Next(200_000);
        using var gone = new CancellationTokenSource();
        var writing = writers.Select(writer => Task.Run(async () =>
        {
            while (!gone.IsCancellationRequested && await writer.WriteAsync())
            {
                if (Interlocked.Decrement(ref acknowledgements) > 0)
                    continue;
                await gone.CancelAsync();
                Thread.SpinWait(moment);
                program.Kill();
            }
        })).ToArray();
        await Task.WhenAll(writing);
        program.Kill();
    }

    private static async Task<IReadOnlyList<Writer>> JoinedAsync(SandboxClient client)
    {
        await client.ImportAndInviteAsync(Pairs);
        var people = await client.PeopleAsync();
        foreach (var person in people)
            await client.PressAsync(person, await client.ButtonAsync(person, "Join"));
        var writers = new List<Writer>();
        foreach (var person in people)
        {
            using var said = await client.SayAsync(person, "reflect");
            said.EnsureSuccessStatusCode();
            writers.Add(new Writer(client, person, await client.ButtonAsync(person, "Write"), await client.ButtonAsync(person, "Share a line")));
        }
        return writers;
    }

    private static void NoMessageTwice(RunningProgram program)
    {
        using var chats = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = program.Chats, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        chats.Open();
        using var command = chats.CreateCommand();
        command.CommandText = "SELECT COALESCE(GROUP_CONCAT(key, ' '), '') FROM (SELECT key FROM item WHERE key IS NOT NULL GROUP BY person, key HAVING COUNT(*) > 1)";
        Assert.Equal("", (string?)command.ExecuteScalar());
    }

    /// <summary>One person who writes notes, and shares a line with the partner now and then.</summary>
    private sealed class Writer(SandboxClient client, Seated person, DrawnButton write, DrawnButton share)
    {
        private readonly ConcurrentBag<string> notes = [];
        private readonly ConcurrentBag<string> lines = [];
        private (DrawnSheet Sheet, string Field, string Text)? open;
        private int count;

        public int SentAgain { get; private set; }

        public int Acknowledged => notes.Count + lines.Count;

        public bool IsPartnerOf(Writer other) => other != this && other.Pair == Pair;

        private string Pair => write.Pair;

        /// <returns>False when the program is gone, or this person has written enough.</returns>
        public async Task<bool> WriteAsync()
        {
            if (notes.Count >= MostNotesEach || lines.Count >= MostNotesEach)
                return false;
            try
            {
                var text = $"{person.Name} no. {++count}.";
                if (count % 3 == 0)
                {
                    var chosen = await client.PressAsync(person, share);
                    var preview = await client.SubmitAsync(person, chosen!, ("line", text));
                    open = (preview!, "line", text);
                }
                else
                {
                    open = (await client.PressAsync(person, write) ?? throw new InvalidOperationException("Write opens a form."), "first", text);
                }
                await SubmitOpenAsync();
                return true;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }

        /// <summary>As a person does: what was not acknowledged stands in the window still, and is sent once more, though it may have arrived.</summary>
        public async Task SendAgainAsync()
        {
            if (open is null)
                return;
            SentAgain++;
            await SubmitOpenAsync();
        }

        public async Task EverythingIsThereOnceAsync(Writer partner)
        {
            var notebook = (await client.PressAsync(person, write with { Action = "reflection.notebook.v1", Argument = "" }))!.Html;
            foreach (var note in notes)
                Assert.Equal(1, Occurrences(notebook, note));
            var chat = System.Net.WebUtility.HtmlDecode(await client.ChatAsync(partner.Person));
            foreach (var line in lines)
                Assert.Equal(1, Occurrences(chat, line));
        }

        private Seated Person => person;

        private async Task SubmitOpenAsync()
        {
            var (sheet, field, text) = open!.Value;
            await client.SubmitAsync(person, sheet, (field, text));
            (field == "line" ? lines : notes).Add(text);
            open = null;
        }

        private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
    }
}
