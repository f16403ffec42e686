using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;
using TrustBot.People;
using TrustBot.Programmes;

namespace TrustBot.Tests.CoordinatorConsole;

/// <summary>How long what is kept, whom a file names to be talked to, and how somebody who was forgotten comes back.</summary>
public sealed partial class PeoplePagesTests : IAsyncLifetime
{
    private const string Header = "mentor,mentor_name,mentee,mentee_name,contact_mail,contact_name,contact_job,contact_outside\r\n";

    private ConsoleHost host = null!;

    public async ValueTask InitializeAsync() => host = await ConsoleHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_days_that_were_saved_stand_in_the_programme()
    {
        Assert.Contains("The settings are saved", await SaveAsync("14", "400", "60"));

        var saved = await ProgrammeAsync();
        Assert.Equal((14, 400, 60), (saved.TextDays, saved.AgreementDays, saved.CaseDays));
        Assert.Contains("value=\"400\"", await host.GetAsync("/console/spring/settings"));
    }

    [Theory]
    [InlineData("6", "365", "30", "from 7 to 365")]
    [InlineData("366", "365", "30", "from 7 to 365")]
    [InlineData("30", "1826", "30", "from 7 to 1,825")]
    [InlineData("30", "365", "20", "from 21 to 730")]
    [InlineData("-7", "365", "30", "from 7 to 365")]
    [InlineData("thirty", "365", "30", "from 7 to 365")]
    [InlineData("", "365", "30", "from 7 to 365")]
    [InlineData("90", "60", "30", "at least as long")]
    public async Task Days_that_can_not_be_are_named_and_nothing_is_saved(string text, string agreement, string cases, string says)
    {
        var page = await SaveAsync(text, agreement, cases);

        Assert.Contains(says, page);
        Assert.Contains("Nothing was saved", page);
        var stands = await ProgrammeAsync();
        Assert.Equal((30, 365, 30), (stands.TextDays, stands.AgreementDays, stands.CaseDays));
    }

    [Fact]
    public async Task A_files_contact_is_shown_first_and_then_asked_once_and_changes_nobody_who_is_there()
    {
        var csv = Header + "a@example.org,Ana,b@example.org,Bo,sam@example.org,Sam Oyelaran,occupational health,\r\nc@example.org,Cy,d@example.org,Di,noor.haddad@example.org,Another Name,another job,\r\n";
        var page = await host.UploadAsync(csv);
        Assert.Contains("is asked in chat for the promise", page);
        Assert.Contains("is a contact already", page);
        Assert.Single((await ProgrammeAsync()).Contacts);

        await host.PostAsync($"/console/spring/import/{Token().Match(page).Value}");

        var contacts = (await ProgrammeAsync()).Contacts;
        Assert.Equal(["Noor Haddad, staff counsellor", "Sam Oyelaran, occupational health"], contacts.Select(contact => $"{contact.Name}, {contact.Job}"));
        Assert.Null(contacts[1].Promised);
        Assert.Contains("spring", (await PersonAsync("sam@example.org"))!.ContactOf.Select(programme => programme.Value));
        Assert.Contains("Everything is here already", await host.UploadAsync(csv));
    }

    [Fact]
    public async Task A_file_can_bring_contacts_alone_and_its_bad_row_says_why()
    {
        await host.PostAsync($"/console/spring/import/{Token().Match(await host.UploadAsync(Header + "a@example.org,Ana,b@example.org,Bo,,,,\r\n")).Value}");

        var page = await host.UploadAsync(Header + "a@example.org,Ana,b@example.org,Bo,sam@example.org,Sam,health,\r\nc@example.org,Cy,d@example.org,Di,lou@example.org,Lou,,\r\n");

        Assert.Contains("Add 1 contact", page);
        Assert.Contains("The contact&#x27;s job is missing", page);
        Assert.Contains("1 contact is asked", await host.PostAsync($"/console/spring/import/{Token().Match(page).Value}"));
        Assert.Equal(2, (await ProgrammeAsync()).Contacts.Length);
    }

    [Fact]
    public async Task Without_anybody_outside_the_team_the_dry_run_says_that_nobody_can_be_invited()
    {
        var programmes = host.Services.GetRequiredService<ProgrammeStore>();
        await programmes.ChangeAsync(ProgrammeDesk.Default, programme => programme with { Contacts = [programme.Contacts[0] with { Outside = false }] }, new("test", null), false, Cancellation);

        Assert.Contains("Neither the programme nor this file", await host.UploadAsync(Header + "a@example.org,Ana,b@example.org,Bo,sam@example.org,Sam,health,no\r\n"));
        Assert.DoesNotContain("Neither the programme nor this file", await host.UploadAsync(Header + "a@example.org,Ana,b@example.org,Bo,sam@example.org,Sam,health,yes\r\n"));
    }

    [Fact]
    public async Task Whoever_was_forgotten_comes_back_only_by_their_own_wish_and_as_somebody_new()
    {
        var csv = Header + "a@example.org,Ana,b@example.org,Bo,,,,\r\n";
        await host.PostAsync($"/console/spring/import/{Token().Match(await host.UploadAsync(csv)).Value}");
        var before = (await PersonAsync("b@example.org"))!.Id;
        await ForgetAsync(before);
        Assert.Contains("/welcome-back", await host.UploadAsync(csv));

        Assert.Contains("Please confirm", await host.PostAsync("/console/spring/welcome-back", ("mail", "b@example.org")));
        Assert.Contains("no mail address", await host.PostAsync("/console/spring/welcome-back", ("mail", "b"), ("sure", "yes")));
        Assert.Contains("Nobody of this address is forgotten", await host.PostAsync("/console/spring/welcome-back", ("mail", "a@example.org"), ("sure", "yes")));
        Assert.Equal(before, (await PersonAsync("b@example.org"))!.Id);
        Assert.Contains("The next import takes this person", await host.PostAsync("/console/spring/welcome-back", ("mail", "b@example.org"), ("sure", "yes")));

        Assert.Contains("Import 1 pair", await host.UploadAsync(csv));
        Assert.Null(await PersonAsync("b@example.org"));
    }

    [Fact]
    public async Task Nobody_comes_back_while_their_words_are_still_being_deleted()
    {
        await host.PostAsync($"/console/spring/import/{Token().Match(await host.UploadAsync(Header + "a@example.org,Ana,b@example.org,Bo,,,,\r\n")).Value}");
        var people = host.Services.GetRequiredService<PersonStore>();
        await people.BeginForgettingAsync((await PersonAsync("b@example.org"))!.Id, default, Cancellation);

        Assert.Contains("still being deleted", await host.PostAsync("/console/spring/welcome-back", ("mail", "b@example.org"), ("sure", "yes")));
        Assert.NotNull(await PersonAsync("b@example.org"));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<string> SaveAsync(string text, string agreement, string cases) => host.PostAsync(
        "/console/spring/settings",
        ("name", "Spring"), ("language", "en"), ("contact", "Noor Haddad"), ("job", "staff counsellor"), ("mail", ""), ("who", "noor"), ("outside", "0"), ("emergency", "112"), ("wins", ""),
        ("text-days", text), ("agreement-days", agreement), ("case-days", cases));

    private async Task ForgetAsync(TrustBot.Core.Pairs.PersonId id)
    {
        var people = host.Services.GetRequiredService<PersonStore>();
        await people.BeginForgettingAsync(id, default, Cancellation);
        await people.ForgetAsync(id, new Forgetting(default, Done: false), Cancellation);
    }

    private async Task<Programme> ProgrammeAsync() => (await host.Services.GetRequiredService<ProgrammeStore>().ReadFreshAsync(ProgrammeDesk.Default, Cancellation))!;

    private async Task<Person?> PersonAsync(string mail)
    {
        var people = host.Services.GetRequiredService<PersonStore>();
        return await people.FindByMailAsync(mail, Cancellation) is { } id ? (await people.ReadFreshAsync(id, Cancellation))?.Value : null;
    }

    [GeneratedRegex("(?<=/import/)[0-9a-f]{32}")]
    private static partial Regex Token();
}
