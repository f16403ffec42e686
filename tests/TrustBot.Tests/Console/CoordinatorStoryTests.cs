using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TrustBot.CoordinatorConsole.Web;
using TrustBot.Core.Attention;
using TrustBot.Core.Import;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.Programmes;

namespace TrustBot.Tests.CoordinatorConsole;

public sealed class CoordinatorStoryTests : IAsyncLifetime
{
    private const string Csv =
        "mentor,mentor_name,mentee,mentee_name,reason,language,mentor_zone,mentee_zone\r\n"
        + "ana@example.org,Ana Ruiz,bo@example.org,Bo Lind,she made the move that you plan,en,Europe/Madrid,Asia/Kolkata\r\n"
        + "jonas@example.org,Jonas Weber,mira@example.org,Mira Sahin,,de,Europe/Zurich,Europe/Berlin\r\n";

    private ConsoleHost host = null!;

    public async ValueTask InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        var import = host.Services.GetRequiredService<ImportRun>();
        var programme = await ProgrammeAsync();
        await host.PromiseAsync();
        await import.RunAsync(programme, programme.Coordinator, PairsCsv.Parse(Csv, ["en", "de"]), Cancellation);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Each_side_is_previewed_in_its_own_language_with_the_coordinators_reason()
    {
        var bo = await PairAsync("Bo Lind");
        var page = await host.GetAsync($"/console/spring/invitations?preview={bo.Summary.Id}");
        Assert.Contains("she made the move that you plan", page);
        Assert.Contains("Bo Lind reads, in English", page);
        var mira = await PairAsync("Mira Sahin");
        Assert.Contains("Mira Sahin reads, in German", await host.GetAsync($"/console/spring/invitations?preview={mira.Summary.Id}"));
        Assert.Equal(PairStage.Proposed, (await PairAsync("Bo Lind")).Summary.Stage);
    }

    [Fact]
    public async Task Invitations_go_to_the_ticked_pairs_and_are_sent_once()
    {
        var bo = await PairAsync("Bo Lind");
        Assert.Contains("1 invitation is on its way", await host.PostAsync("/console/spring/invitations", ("pair", bo.Summary.Id.Value), ("on", "2026-06-01")));
        Assert.Equal(PairStage.Invited, (await PairAsync("Bo Lind")).Summary.Stage);
        Assert.Equal(PairStage.Proposed, (await PairAsync("Mira Sahin")).Summary.Stage);
        await host.PostAsync("/console/spring/invitations", ("pair", bo.Summary.Id.Value), ("on", "2026-06-01"));
        Assert.Equal(PairStage.Invited, (await PairAsync("Bo Lind")).Summary.Stage);
    }

    [Fact]
    public async Task An_invitation_for_a_later_date_can_be_cancelled_until_it_goes_out()
    {
        var bo = await PairAsync("Bo Lind");
        await host.PostAsync("/console/spring/invitations", ("pair", bo.Summary.Id.Value), ("on", "2026-06-09"));
        Assert.Equal(PairStage.Planned, (await PairAsync("Bo Lind")).Summary.Stage);
        Assert.Contains("is cancelled", await host.PostAsync($"/console/spring/invitations/{bo.Summary.Id}/cancel"));
        Assert.Equal(PairStage.Proposed, (await PairAsync("Bo Lind")).Summary.Stage);

        await host.PostAsync("/console/spring/invitations", ("pair", bo.Summary.Id.Value), ("on", "2026-06-01"));
        Assert.Contains("had gone out already", await host.PostAsync($"/console/spring/invitations/{bo.Summary.Id}/cancel"));
    }

    [Theory]
    [InlineData("2026-05-31")]
    [InlineData("2028-01-01")]
    [InlineData("tomorrow")]
    public async Task A_date_that_makes_no_sense_sends_nothing(string on)
    {
        var bo = await PairAsync("Bo Lind");
        Assert.Contains("Choose another one", await host.PostAsync("/console/spring/invitations", ("pair", bo.Summary.Id.Value), ("on", on)));
        Assert.Equal(PairStage.Proposed, (await PairAsync("Bo Lind")).Summary.Stage);
    }

    [Fact]
    public async Task The_home_page_reads_the_same_whoever_refused_until_the_deadline()
    {
        var bo = (await PairAsync("Bo Lind")).Summary;
        await host.PostAsync("/console/spring/invitations", ("pair", bo.Id.Value), ("on", "2026-06-01"));
        var before = await host.GetAsync("/console");
        await host.Services.GetRequiredService<PairEngine>().HandleAsync(bo.Id, new Input.Pressed(bo.Mentee, new ActionId("joining.decline.v1"), null, null), Cancellation);
        Assert.Equal(before, await host.GetAsync("/console"));
    }

    [Fact]
    public async Task The_next_dates_are_shown_in_each_persons_own_time_before_anything_is_saved()
    {
        var bo = await PairAsync("Bo Lind");
        var page = await host.GetAsync($"/console/spring/pairs/{bo.Summary.Id}/rhythm?preset=w1&day=4&nth=first&workdays=10&start=2026-06-01");
        Assert.Contains("Bo Lind, Kolkata time", page);
        Assert.Contains("Ana Ruiz, Madrid time", page);
        Assert.Contains("Thu 4 June, 09:30", page);
        Assert.Null((await PairAsync("Bo Lind")).Summary.OwnCadence);
    }

    [Fact]
    public async Task A_pair_gets_a_rhythm_of_its_own_and_goes_back_to_the_programmes()
    {
        var bo = await PairAsync("Bo Lind");
        var path = $"/console/spring/pairs/{bo.Summary.Id}/rhythm";
        var saved = await host.PostAsync(path, ("preset", "month"), ("day", "5"), ("nth", "last"), ("workdays", "10"), ("start", "2026-06-01"));
        Assert.Contains("once a month, on the last Friday", saved);
        Assert.Equal(new Cadence.MonthlyOnNth(Cadence.Last, IsoDayOfWeek.Friday), (await PairAsync("Bo Lind")).Summary.OwnCadence);
        Assert.Contains("This pair follows the programme.", await host.PostAsync(path + "/follow"));
        Assert.Null((await PairAsync("Bo Lind")).Summary.OwnCadence);
    }

    [Fact]
    public async Task Of_two_tabs_the_second_learns_that_the_rhythm_was_changed_and_saves_nothing()
    {
        var revision = (await ProgrammeAsync()).Revision.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains("is saved", await Save("w1"));
        Assert.Contains("Somebody changed the rhythm meanwhile", await Save("w3"));
        Assert.Equal(1, Assert.IsType<Cadence.EveryWeeks>((await ProgrammeAsync()).Cadence).N);

        Task<string> Save(string preset) => host.PostAsync(
            "/console/spring/rhythm", ("preset", preset), ("day", "2"), ("nth", "first"), ("workdays", "10"), ("start", "2026-06-01"), ("basedon", revision));
    }

    [Theory]
    [InlineData("w9", "2", "10")]
    [InlineData("w2", "8", "10")]
    [InlineData("work", "2", "0")]
    [InlineData("work", "2", "99999999999999")]
    public async Task A_form_that_was_tampered_with_changes_no_rhythm(string preset, string day, string workDays)
    {
        var before = await ProgrammeAsync();
        var page = await host.PostAsync("/console/spring/rhythm", ("preset", preset), ("day", day), ("nth", "first"), ("workdays", workDays), ("basedon", "0"));
        Assert.Contains("This rhythm can&#x27;t be read", page);
        Assert.Equal(before.Revision, (await ProgrammeAsync()).Revision);
    }

    [Fact]
    public async Task Settings_are_saved_without_anything_invisible_in_them()
    {
        await host.PostAsync("/console/spring/settings", ("name", "  Autumn\u202E  2026\n"), ("language", "de"), ("contact", "Noor Haddad"), ("job", "chaplain"), ("contact", ""), ("job", ""));
        var programme = await ProgrammeAsync();
        Assert.Equal("Autumn 2026", programme.Name);
        Assert.Equal(Language.German, programme.Language);
        Assert.Equal([new Contact("Noor Haddad", "chaplain")], programme.Contacts);
    }

    [Fact]
    public async Task Nobody_is_invited_before_somebody_outside_the_team_has_promised()
    {
        await AnswerAsync("noor", "spring|no");
        var bo = await PairAsync("Bo Lind");
        Assert.DoesNotContain("Send invitations", await host.GetAsync("/console/spring/invitations"));
        Assert.Contains("Nobody is invited before somebody outside your team has promised", await host.PostAsync("/console/spring/invitations", ("pair", bo.Summary.Id.Value), ("on", "2026-06-01")));
        Assert.Equal(PairStage.Proposed, (await PairAsync("Bo Lind")).Summary.Stage);

        // The coordinator counts as the team, whatever a form says.
        await host.PostAsync("/console/spring/settings", ("name", "Spring"), ("contact", "Kim Berger"), ("job", "coordinator"), ("mail", "kim.berger@example.org"), ("who", ""), ("outside", "0"));
        await AnswerAsync("kim", "spring|yes");
        Assert.True(Assert.Single((await ProgrammeAsync()).Contacts).Promised);
        Assert.False((await ProgrammeAsync()).CanStart);
    }

    [Fact]
    public async Task A_contact_is_found_by_mail_asked_in_chat_and_keeps_the_answer_when_the_row_is_saved_again()
    {
        var saved = await host.PostAsync(
            "/console/spring/settings", ("name", "Spring"), ("emergency", "112"),
            ("contact", "Noor Haddad"), ("job", "staff counsellor"), ("mail", ""), ("who", "noor"), ("outside", "0"),
            ("contact", "Sam Oyelaran"), ("job", "chaplain"), ("mail", "Sam.Oyelaran@example.org"), ("who", ""), ("outside", "1"));
        Assert.Contains("Noor Haddad has promised it.", saved);
        Assert.Contains("Sam Oyelaran was asked in chat", saved);
        Assert.DoesNotContain("sam.oyelaran@", saved, StringComparison.OrdinalIgnoreCase);
        var sam = (await ProgrammeAsync()).Contacts[1].Person!.Value;
        Assert.Contains(ProgrammeDesk.Default, (await host.Services.GetRequiredService<TrustBot.People.PersonStore>().ReadAsync(sam, Cancellation))!.ContactOf);
        Assert.Equal("112", (await ProgrammeAsync()).Emergency);

        await host.PostAsync("/console/spring/settings", ("name", "Spring"), ("contact", "Someone"), ("job", "x"), ("mail", ""), ("who", "ana"), ("outside", "0"));
        Assert.Null(Assert.Single((await ProgrammeAsync()).Contacts).Person);
        Assert.Contains("That is no mail address", await host.PostAsync("/console/spring/settings", ("name", "Spring"), ("contact", "Sam"), ("job", "x"), ("mail", "sam"), ("who", "")));
    }

    private ValueTask AnswerAsync(string who, string answer) => host.Services.GetRequiredService<TrustBot.Cases.Promises>().AnswerAsync(new PersonId(who), answer, Cancellation);

    [Fact]
    public async Task Settings_that_leave_nobody_to_turn_to_are_not_saved()
    {
        Assert.Contains("people need somebody to turn to", await host.PostAsync("/console/spring/settings", ("name", "Spring"), ("contact", ""), ("job", "")));
        Assert.Contains("needs a name and a job", await host.PostAsync("/console/spring/settings", ("name", "Spring"), ("contact", "Noor"), ("job", "")));
        Assert.Contains("needs a name of up to 80", await host.PostAsync("/console/spring/settings", ("name", new string('n', 40_000)), ("contact", "Noor"), ("job", "chaplain")));
        Assert.Single((await ProgrammeAsync()).Contacts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_the_form_says_is_what_it_shows_again(int weeks)
    {
        var today = new LocalDate(2026, 6, 1);
        var draft = RhythmDraft.Of(new Cadence.EveryWeeks(weeks, WeekDays.Of(IsoDayOfWeek.Sunday), today), today);
        Assert.Equal(draft, RhythmDraft.Of(draft.ToCadence(), today));
        Assert.Equal(IsoDayOfWeek.Sunday, draft.Day);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<Programme> ProgrammeAsync() =>
        (await host.Services.GetRequiredService<ProgrammeStore>().ReadFreshAsync(ProgrammeDesk.Default, Cancellation))!;

    private async Task<RosterLine> PairAsync(string mentee) =>
        (await host.Services.GetRequiredService<Roster>().ReadAsync(await ProgrammeAsync(), Cancellation)).Single(line => line.Mentee == mentee);
}
