using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Programmes;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.Tests.Rights;

/// <summary>The whole program with its own files: a link that works once, a file that says who was forgotten, and a backup that is put back.</summary>
public sealed class RunningRightsTests : IDisposable
{
    private static readonly PersonId Ana = new("0a0a0a");
    private static readonly PersonId Bo = new("0b0b0b");
    private static readonly PairId Pair = new("0c0c0c");

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trustbot-rights-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(folder.FullName, "data", "trustbot.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_link_gives_each_file_once_to_whoever_has_it_and_holds_nothing_of_the_partners_own()
    {
        await using var app = await StartAsync();
        await WriteAsync(app);
        var form = await PressAsync(app, Bo, PeopleActions.Download);
        var url = Assert.Single(form!.Parts.OfType<FormPart.Download>()).Url;
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };

        Assert.Contains("trustbot-data.json", await client.GetStringAsync(new Uri(url, UriKind.Relative), Cancellation), StringComparison.Ordinal);
        var text = await TakeAsync(client, url, "trustbot-data.txt");
        var json = await TakeAsync(client, url, "trustbot-data.json");
        foreach (var file in (string?[])[text, json])
        {
            Assert.Contains("Bo keeps this", file, StringComparison.Ordinal);
            Assert.DoesNotContain("Ana keeps this", file, StringComparison.Ordinal);
        }
        using var document = JsonDocument.Parse(json!);
        Assert.Equal("Bo Canarinho", document.RootElement.GetProperty("person").GetProperty("name").GetString());
        Assert.Null(await TakeAsync(client, url, "trustbot-data.txt"));
        using var again = await client.GetAsync(new Uri(url, UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        using var guessed = await client.GetAsync(new Uri(url.Replace(Bo.Value, Ana.Value, StringComparison.Ordinal), UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, guessed.StatusCode);
    }

    [Fact]
    public async Task Not_a_byte_of_the_name_is_left_in_the_file_and_a_backup_that_is_put_back_forgets_again()
    {
        var backup = Path.Combine(folder.FullName, "backup.db");
        await using (var app = await StartAsync())
        {
            await WriteAsync(app);
            // What is broken off in the middle of a call is left alone for a minute or two.
            await QuietAsync(app);
            await app.StopAsync(Cancellation);
        }
        File.Copy(Database, backup);
        Assert.Contains("Canarinho", await BytesAsync(backup), StringComparison.Ordinal);
        await using (var app = await StartAsync())
        {
            await ForgetAsync(app);
            await app.StopAsync(Cancellation);
        }
        await AssertGoneAsync();
        Assert.Contains(Bo.Value, await File.ReadAllTextAsync(Path.Combine(folder.FullName, "keys", "erased.log"), Cancellation), StringComparison.Ordinal);

        foreach (var part in (string[])["", "-wal", "-shm"])
            File.Delete(Database + part);
        File.Copy(backup, Database);
        await using (var app = await StartAsync())
        {
            var keys = await KeysAsync(app);
            Assert.Contains($"key:{Ana}", keys);
            Assert.DoesNotContain(keys, key => key.Contains(Bo.Value, StringComparison.Ordinal));
            await UntilDoneAsync(app);
            await app.StopAsync(Cancellation);
        }
        await AssertGoneAsync();
    }

    private async Task<WebApplication> StartAsync()
    {
        var app = TrustBotHost.Build(["--environment=Development", "--urls=http://127.0.0.1:0", $"--TrustBot:DataDirectory={Path.Combine(folder.FullName, "data")}", "--Logging:LogLevel:Default=None"]);
        await app.StartAsync(Cancellation);
        return app;
    }

    private static async Task WriteAsync(WebApplication app)
    {
        var people = app.Services.GetRequiredService<PersonStore>();
        var pairs = app.Services.GetRequiredService<PairEngine>();
        var hours = WorkingHours.UsualIn("Europe/Berlin");
        foreach (var (id, name) in (ImmutableArray<(PersonId, string)>)[(Ana, "Ana Ruiz"), (Bo, "Bo Canarinho")])
        {
            var person = new Person { Id = id, Name = name, Language = Language.English, Hours = hours, HoursChosen = true, Address = new Address("sandbox", id.Value) };
            await people.EnsureAsync($"{id}@example.org", person, Cancellation);
        }
        var programme = new Programme
        {
            Id = new ProgrammeId("autumn"),
            Name = "Autumn",
            Coordinator = new PersonId("kim"),
            CoordinatorName = "Kim Berger",
            Cadence = Cadence.EveryTwoWeeks(new LocalDate(2026, 3, 3)),
            Language = Language.English,
            Hours = hours,
        };
        await app.Services.GetRequiredService<ProgrammeStore>().EnsureAsync(programme, Cancellation);
        await pairs.HandleAsync(Pair, new Input.Proposed(Pair, programme.Id, Ana, Bo, programme.Coordinator, Words.None, null), Cancellation);
        await pairs.HandleAsync(Pair, new Input.Invited(app.Services.GetRequiredService<StoryClock>().Now), Cancellation);
        foreach (var id in (PersonId[])[Ana, Bo])
            await pairs.HandleAsync(Pair, new Input.Pressed(id, new ActionId("joining.join.v1"), null, null), Cancellation);
        foreach (var (id, note) in (ImmutableArray<(PersonId, string)>)[(Ana, "Ana keeps this"), (Bo, "Bo keeps this")])
        {
            var form = (await pairs.HandleAsync(Pair, new Input.Pressed(id, new ActionId("reflection.write.v1"), null, null), Cancellation)).Form!;
            await SubmitAsync(app, id, form, "first", note);
        }
    }

    private static async Task ForgetAsync(WebApplication app)
    {
        await SubmitAsync(app, Bo, (await PressAsync(app, Bo, PeopleActions.ForgetMe))!, "sure", "yes");
        await UntilDoneAsync(app);
    }

    /// <summary>Until no message is on its way.</summary>
    private static async Task QuietAsync(WebApplication app)
    {
        var (table, clock) = (app.Services.GetRequiredService<ITable>(), app.Services.GetRequiredService<StoryClock>());
        var (from, until) = Keys.All("send");
        var underWay = new List<SendRow>();
        await Until.HoldsAsync(IsQuietAsync, Longest, () => $"Still on its way: {string.Join(", ", underWay.Select(row => $"{row.Send.Key} {row.State.GetType().Name}"))}");

        async Task<bool> IsQuietAsync()
        {
            await app.Services.GetRequiredService<Waker>().RunUntilIdleAsync(Cancellation);
            IReadOnlyList<Row> rows =
            [
                .. await table.ReadRangeAsync(Tables.Pairs, Keys.Partition(Pair.Value), from, until, 0, Cancellation),
                .. await table.ReadRangeAsync(Tables.People, Keys.Partition(Bo.Value), from, until, 0, Cancellation),
            ];
            underWay = [.. rows.Select(row => PairJson.Read<SendRow>(row.Data)).Where(row => row.State is SendState.Trying || (row.State is SendState.Fresh && row.Send.NotBefore <= clock.Now))];
            return underWay.Count == 0;
        }
    }

    /// <summary>What the wakes do, as often as it takes.</summary>
    private static async Task UntilDoneAsync(WebApplication app)
    {
        var dispatcher = app.Services.GetRequiredService<Dispatcher>();
        await Until.HoldsAsync(IsDoneAsync, Longest, () => "Bo is not forgotten.");

        async Task<bool> IsDoneAsync()
        {
            foreach (var subject in (Subject[])[Subject.Of(Pair), Subject.Of(Bo)])
                await dispatcher.RunAsync(subject, Cancellation);
            return (await app.Services.GetRequiredService<PersonStore>().ReadFreshAsync(Bo, Cancellation))!.Value.Forgetting is { Done: true };
        }
    }

    private static ValueTask<Form?> PressAsync(WebApplication app, PersonId by, ActionId action) =>
        app.Services.GetRequiredService<Inbox>().PressAsync(by, null, action, null, null, Cancellation);

    private static async Task SubmitAsync(WebApplication app, PersonId by, Form form, string field, string answer)
    {
        var answers = new FormAnswers(ImmutableDictionary<string, Words>.Empty.Add(field, new Words(answer)));
        var reply = await app.Services.GetRequiredService<Inbox>().SubmitAsync(by, new Submission(form.Id, form.Pair, form.Argument, answers, form.Nonce, form.BasedOn, null), Cancellation);
        Assert.IsNotType<FormReply.Errors>(reply);
    }

    private static async Task<string?> TakeAsync(HttpClient client, string url, string file)
    {
        using var answer = await client.PostAsync(new Uri($"{url}/{file}", UriKind.Relative), null, Cancellation);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(Cancellation) : null;
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(WebApplication app)
    {
        var table = app.Services.GetRequiredService<ITable>();
        return [.. (await table.ReadRangeAsync(Tables.Pairs, Keys.Partition(Pair.Value), "key:", "key;", 0, Cancellation)).Select(row => row.Key),
            .. (await table.ReadRangeAsync(Tables.Pairs, Keys.Partition(Pair.Value), "words:", "words;", 0, Cancellation)).Select(row => row.Key)];
    }

    private async Task AssertGoneAsync()
    {
        foreach (var file in (string[])[Database, Database + "-wal"])
            Assert.DoesNotContain("Canarinho", await BytesAsync(file), StringComparison.Ordinal);
    }

    private static async Task<string> BytesAsync(string file) => File.Exists(file) ? Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Cancellation)) : "";
}
