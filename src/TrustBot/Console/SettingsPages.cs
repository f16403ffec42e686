using System.Collections.Immutable;
using System.Globalization;
using TrustBot.CoordinatorConsole.Pages;
using TrustBot.CoordinatorConsole.Texts;
using TrustBot.CoordinatorConsole.Web;
using TrustBot.Core.Import;
using TrustBot.Core.Pairs;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Programmes;

namespace TrustBot.CoordinatorConsole;

internal static class SettingsPages
{
    private const int MostCharacters = 80;

    public static void Map(RouteGroupBuilder programme)
    {
        programme.MapGet("/settings", (HttpContext http) => VisitFilter.VisitOf(http).Show<SettingsPage>(Stands(VisitFilter.VisitOf(http).Programme, VisitFilter.VisitOf(http).Texts)));
        programme.MapPost("/settings", SaveAsync);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, ProgrammeDesk desk)
    {
        var visit = VisitFilter.VisitOf(http);
        var typed = Read(visit, await visit.FormAsync());
        if (typed.NameProblem is not null || typed.ContactProblem is not null || typed.WinsProblem is not null || typed.Kept.Any(row => row.Problem is not null))
            return visit.Show<SettingsPage>(typed, new Notice(visit.Texts.SettingsUnchanged, Problem: true));
        var contacts = typed.Contacts.Where(row => !row.IsEmpty).Select(row => row.ToDraft()).ToImmutableArray();
        var emergency = typed.Emergency.Length == 0 ? null : typed.Emergency;
        var draft = new SettingsDraft(typed.Name, typed.Language, contacts, emergency, ChannelOf(typed.Wins), KeptFields.DaysIn(typed.Kept));
        var saved = await desk.SaveSettingsAsync(visit.Programme, visit.Who, draft, visit.Cancellation);
        return saved is null
            ? visit.Lost(visit.Texts.NoSuchPage)
            : visit.With(saved).Done<SettingsPage>("/settings", Stands(saved, visit.Texts), new Notice(visit.Texts.SettingsSaved));
    }

    private static SettingsModel Stands(Programme programme, ConsoleTexts texts) => new(
        programme.Name,
        programme.Language,
        WithEmptyRow([.. programme.Contacts.Select(contact => new ContactRow(contact.Name, contact.Job, "", contact.Person?.Value ?? "", contact.Outside) { Stands = contact })]),
        programme.Emergency ?? "",
        null,
        null)
    { Wins = programme.WinsChannel?.Value ?? "", Kept = KeptFields.Stands(KeptDays.Of(programme), texts) };

    private static SettingsModel Read(ConsoleVisit visit, IFormCollection form)
    {
        var name = OneLine.Clean(form["name"]);
        var wins = OneLine.Clean(form["wins"]);
        var emergency = OneLine.Clean(form["emergency"]);
        var outside = form["outside"].ToHashSet();
        var contacts = Enumerable.Range(0, Math.Min(Programme.MostContacts, form["contact"].Count))
            .Select(i => new ContactRow(At("contact", i), At("job", i), At("mail", i), At("who", i), outside.Contains(i.ToString(CultureInfo.InvariantCulture))))
            .Select(row => row with { Stands = visit.Programme.Contacts.FirstOrDefault(contact => contact.Person?.Value == row.Who) })
            .ToImmutableArray();
        return new SettingsModel(
            name,
            Languages.FromCode(form["language"]) ?? visit.Programme.Language,
            contacts.IsEmpty ? WithEmptyRow(contacts) : contacts,
            emergency.Length > MostCharacters ? emergency[..MostCharacters] : emergency,
            name.Length is 0 or > MostCharacters ? visit.Texts.NameNeeded(MostCharacters) : null,
            ProblemOf(visit, contacts))
        {
            Wins = wins,
            Kept = KeptFields.Read(KeptDays.Of(visit.Programme), form, visit.Texts),
            WinsProblem = wins.Length > 0 && ChannelOf(wins) is null ? visit.Texts.WinsChannelOdd(ChannelId.Longest) : null,
        };

        string At(string field, int i) => i < form[field].Count ? OneLine.Clean(form[field][i]) : "";
    }

    /// <returns>Null for what is no channel's name.</returns>
    private static ChannelId? ChannelOf(string typed)
    {
        var name = typed.TrimStart('#').ToLowerInvariant();
        return name.Length is > 0 and < ChannelId.Longest && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_') ? new ChannelId($"#{name}") : null;
    }

    private static (int Row, string Text)? ProblemOf(ConsoleVisit visit, ImmutableArray<ContactRow> contacts)
    {
        for (var i = 0; i < contacts.Length; i++)
        {
            if (!contacts[i].IsEmpty && !(IsGood(contacts[i].Name) && IsGood(contacts[i].Job)))
                return (i, visit.Texts.ContactNeedsBoth(MostCharacters));
            if (contacts[i].Mail.Length > 0 && Mail.Parse(contacts[i].Mail) is null)
                return (i, visit.Texts.ContactMailWrong);
        }
        return contacts.All(row => row.IsEmpty) ? (0, visit.Texts.ContactNeeded) : null;
    }

    private static bool IsGood(string text) => text.Length is > 0 and <= MostCharacters;

    private static ImmutableArray<ContactRow> WithEmptyRow(ImmutableArray<ContactRow> contacts) =>
        contacts.Length < Programme.MostContacts ? contacts.Add(new ContactRow("", "", "", "", Outside: true)) : contacts;
}
