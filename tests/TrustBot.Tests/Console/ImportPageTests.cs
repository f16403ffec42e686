using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TrustBot.Core.Closing;
using TrustBot.Core.Import;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Programmes;
using TrustBot.Storage;
using PairRow = TrustBot.Pairs.PairRow;

namespace TrustBot.Tests.CoordinatorConsole;

public sealed partial class ImportPageTests : IAsyncLifetime
{
    private const string Header = "mentor,mentor_name,mentee,mentee_name,reason\r\n";

    private ConsoleHost host = null!;

    public async ValueTask InitializeAsync() => host = await ConsoleHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_sample_shows_two_pairs_and_says_what_is_wrong_with_the_third_row()
    {
        Assert.Contains("Two people who could learn from each other?", await host.GetAsync("/console"));
        var page = await host.PostAsync("/console/spring/import/sample");
        Assert.Contains("2 pairs can be proposed, 1 row needs a look", page);
        Assert.Contains("Line 4", page);
        Assert.Contains("name@example.org", page);
        Assert.Contains("Import 2 pairs", page);
    }

    [Fact]
    public async Task The_index_keeps_the_order_of_the_file_and_a_second_file_goes_after_it()
    {
        await ImportAsync(Enumerable.Range(0, 130).Select(i => $"m{i}"));
        await ImportAsync(["m7", "late", "m3"]);

        var programmes = host.Services.GetRequiredService<ProgrammeStore>();
        var engine = host.Services.GetRequiredService<PairEngine>();
        var people = host.Services.GetRequiredService<PersonStore>();
        List<string> mentors = [];
        foreach (var id in await programmes.PairsAsync(ProgrammeDesk.Default, TestContext.Current.CancellationToken))
        {
            var pair = await engine.ReadAsync(id, TestContext.Current.CancellationToken);
            mentors.Add((await people.ReadAsync(pair!.Mentor, TestContext.Current.CancellationToken))!.Name);
        }
        Assert.Equal([.. Enumerable.Range(0, 130).Select(i => $"m{i}"), "late"], mentors);

        async Task ImportAsync(IEnumerable<string> names)
        {
            var rows = names.Select(name => $"{name}@example.org,{name},of.{name}@example.org,Of {name},\r\n");
            await host.PostAsync($"/console/spring/import/{TokenIn(await host.UploadAsync(Header + string.Concat(rows)))}");
        }
    }

    [Fact]
    public async Task A_dry_run_stores_nothing()
    {
        await host.PostAsync("/console/spring/import/sample");
        Assert.Empty(await PairsAsync());
        Assert.Contains("Two people who could learn from each other?", await host.GetAsync("/console"));
    }

    [Fact]
    public async Task A_confirmed_import_stores_its_pairs_once_however_often_it_is_confirmed()
    {
        var token = TokenIn(await host.PostAsync("/console/spring/import/sample"));
        Assert.Contains("2 pairs are here", await host.PostAsync($"/console/spring/import/{token}"));
        var first = await PairsAsync();
        Assert.Equal(2, first.Count);
        Assert.Contains("nothing changed", await host.PostAsync($"/console/spring/import/{token}"));
        var again = await host.PostAsync("/console/spring/import/sample");
        Assert.Contains("already here: nothing changes", again);
        Assert.Equal(first, await PairsAsync());
    }

    [Fact]
    public async Task Two_runs_at_once_store_each_pair_once()
    {
        var token = TokenIn(await host.UploadAsync(Many(200)));
        await Task.WhenAll(host.PostAsync($"/console/spring/import/{token}"), host.PostAsync($"/console/spring/import/{token}"));
        Assert.Equal(200, (await PairsAsync()).Count);
    }

    [Fact]
    public async Task An_import_cut_short_is_finished_by_running_it_again()
    {
        var import = host.Services.GetRequiredService<ImportRun>();
        var programme = (await host.Services.GetRequiredService<ProgrammeStore>().ReadFreshAsync(ProgrammeDesk.Default, Cancellation))!;
        var half = PairsCsv.Parse(Many(40), ["en"]);
        await import.RunAsync(programme, programme.Coordinator, half with { Rows = [.. half.Rows.Take(15)] }, Cancellation);
        var rest = await import.RunAsync(programme, programme.Coordinator, half, Cancellation);
        Assert.Equal((25, 15), (rest.Count(RowFate.New), rest.Count(RowFate.AlreadyHere)));
        Assert.Equal(40, (await PairsAsync()).Count);
    }

    [Fact]
    public async Task A_pair_that_has_ended_is_named_and_not_begun_again_and_one_that_only_asked_is_like_any_other()
    {
        var import = host.Services.GetRequiredService<ImportRun>();
        var programme = (await host.Services.GetRequiredService<ProgrammeStore>().ReadFreshAsync(ProgrammeDesk.Default, Cancellation))!;
        var file = PairsCsv.Parse(Many(2), ["en"]);
        await import.RunAsync(programme, programme.Coordinator, file, Cancellation);
        var (asked, ended) = ((await PairsAsync())[0], (await PairsAsync())[1]);
        await CloseAsync(asked, new ClosingState.Asked(new Wish(default, false), null));
        await CloseAsync(ended, new ClosingState.Closed(default, default, Leaving.After(null), Leaving.After(null)));

        var report = await import.RunAsync(programme, programme.Coordinator, file, Cancellation);

        Assert.Equal((1, 1), (report.Count(RowFate.AlreadyHere), report.Count(RowFate.Ended)));
        Assert.Contains("a pair that has ended", await host.UploadAsync(Many(2)));
    }

    [Fact]
    public async Task A_language_that_a_row_names_outlasts_the_profile_s_and_the_programme_s_does_not()
    {
        await host.PostAsync($"/console/spring/import/{TokenIn(await host.UploadAsync("mentor,mentee,mentor_language\r\nana@example.org,bo@example.org,de\r\n"))}");

        Assert.Equal((Language.German, Language.English), (await LanguageAsync("ana@example.org", null), await LanguageAsync("bo@example.org", null)));
        Assert.Equal(Language.German, await LanguageAsync("ana@example.org", "en-US"));
        Assert.Equal(Language.German, await LanguageAsync("bo@example.org", "de-DE"));

        async Task<Language> LanguageAsync(string mail, string? locale)
        {
            var people = host.Services.GetRequiredService<PersonStore>();
            var id = (await people.FindByMailAsync(mail, Cancellation))!.Value;
            await host.Services.GetRequiredService<PersonEngine>().HandleAsync(id, new PersonInput.Profiled(null, Languages.FromCode(locale)), Cancellation);
            return (await people.ReadFreshAsync(id, Cancellation))!.Value.Language;
        }
    }

    [Fact]
    public async Task A_token_is_good_for_half_an_hour()
    {
        var token = TokenIn(await host.PostAsync("/console/spring/import/sample"));
        host.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.Contains("Import 2 pairs", await host.GetAsync($"/console/spring/import/{token}"));
        host.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("kept for half an hour", await host.PostAsync($"/console/spring/import/{token}"));
        Assert.Empty(await PairsAsync());
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("%F0%9F%90%9D%E2%80%AE")]
    public async Task A_token_that_was_tampered_with_imports_nothing(string token)
    {
        await host.PostAsync("/console/spring/import/sample");
        Assert.Contains("Nothing was imported by it", await host.PostAsync($"/console/spring/import/{token}"));
        Assert.Empty(await PairsAsync());
    }

    [Fact]
    public async Task Each_unreadable_file_gets_a_sentence_that_says_what_to_do()
    {
        Assert.Contains("not a CSV file", await host.UploadAsync([0x50, 0x4B, 3, 4, 0, 0]));
        Assert.Contains("no column for the mentee", await host.UploadAsync("mentor,name\r\na@example.org,Ana\r\n"));
        Assert.Contains("no row below the headings", await host.UploadAsync(Header));
        Assert.Contains("quotation mark opens here", await host.UploadAsync(Header + "\"a@example.org"));
        Assert.Contains("larger than 5 MB", await host.UploadAsync(new byte[CsvBytes.MaxBytes + 1]));
        Assert.Contains("more than 20,000 rows", await host.UploadAsync(Many(PairsCsv.MaxRows + 1)));
        Assert.Contains("No file arrived", await host.PostAsync("/console/spring/import", ("file", "none")));
        Assert.Empty(await PairsAsync());
    }

    [Fact]
    public async Task What_stands_in_the_file_is_shown_as_text()
    {
        var page = await host.UploadAsync(Header + "a@example.org,<script>alert(1)</script>,b@example.org,=HYPERLINK(),why\r\n");
        Assert.DoesNotContain("<script>", page);
        Assert.Contains("&lt;script&gt;", page);
        Assert.Contains("kept as plain text", page);
    }

    [Fact]
    public async Task A_file_that_is_far_too_large_is_heard_out_and_answered()
    {
        Assert.Contains("larger than 5 MB", await host.UploadAsync(new byte[20 * 1024 * 1024]));
    }

    [Fact]
    public async Task A_page_of_its_own_goes_on_to_an_address_that_can_be_loaded_again()
    {
        host.Http.DefaultRequestHeaders.Remove("X-Fragment");
        using var answer = await host.Http.PostAsync(new Uri("/console/spring/import/sample", UriKind.Relative), null, Cancellation);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var page = await host.GetAsync(answer.Headers.Location!.OriginalString);
        Assert.StartsWith("<!DOCTYPE html>", page);
        Assert.Contains("Import 2 pairs", page);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Many(int rows)
    {
        var csv = new StringBuilder(Header);
        for (var i = 0; i < rows; i++)
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"mentor{i % 50}@example.org,Mentor {i % 50},mentee{i}@example.org,Mentee {i},because\r\n");
        return csv.ToString();
    }

    private static string TokenIn(string page) => Token().Match(page).Value;

    /// <summary>As it stands in the store weeks later.</summary>
    private async Task CloseAsync(PairId id, ClosingState closing)
    {
        var table = host.Services.GetRequiredService<ITable>();
        var row = (await table.ReadAsync(Tables.Pairs, Keys.Partition(id.Value), Keys.Pair, Cancellation))!;
        var stored = PairJson.Read<PairRow>(row.Data);
        var changed = stored with { Pair = stored.Pair with { Joining = new JoiningState.Joined(default), Closing = closing } };
        await table.WriteAsync(Tables.Pairs, Keys.Partition(id.Value), [new Change.Replace(Keys.Pair, PairJson.Write(changed), row.ETag)], Cancellation);
    }

    private async Task<IReadOnlyList<PairId>> PairsAsync() =>
        [.. (await host.Services.GetRequiredService<ProgrammeStore>().PairsAsync(ProgrammeDesk.Default, Cancellation)).OrderBy(id => id.Value, StringComparer.Ordinal)];

    [GeneratedRegex("(?<=/import/)[0-9a-f]{32}")]
    private static partial Regex Token();
}
