using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace TrustBot.Core.Import;

public enum PairColumn
{
    /// <summary>A mail address, as is <see cref="Mentee"/>.</summary>
    Mentor,
    Mentee,
    MentorName,
    MenteeName,
    Reason,

    /// <summary>Of both, where the column of one of them says nothing.</summary>
    Language,
    MentorLanguage,
    MenteeLanguage,
    MentorZone,
    MenteeZone,
    Cohort,

    /// <summary>Of somebody whom the pair can talk to; like the three after it, and the same for a second person.</summary>
    ContactMail,
    ContactName,
    ContactJob,
    ContactOutside,
    BackupMail,
    BackupName,
    BackupJob,
    BackupOutside,
}

/// <summary>Which cell of a row is what, by the header.</summary>
/// <param name="Ignored">Headers that name no column, for the coordinator's eyes only: a file without a header has a person here.</param>
internal sealed record PairColumns(
    ImmutableDictionary<PairColumn, int> Places, ImmutableArray<string> Ignored, ImmutableArray<RowProblem> Problems)
{
    private static readonly FrozenDictionary<string, PairColumn> Known = Aliases().ToFrozenDictionary(a => a.Key, a => a.Column);
    private static readonly FrozenSet<string> Connectors = new[] { "of", "for", "the", "der", "des", "die", "den", "von", "vom", "fur" }.ToFrozenSet();
    private static readonly FrozenDictionary<string, (PairColumn Mail, PairColumn Name)> Bare = new Dictionary<string, (PairColumn, PairColumn)>
    {
        ["mentor"] = (PairColumn.Mentor, PairColumn.MentorName),
        ["mentorin"] = (PairColumn.Mentor, PairColumn.MentorName),
        ["mentee"] = (PairColumn.Mentee, PairColumn.MenteeName),
    }.ToFrozenDictionary();

    public static PairColumns From(CsvRecord header)
    {
        var keys = header.Cells.Select(KeyOf).ToImmutableArray();
        var places = ImmutableDictionary.CreateBuilder<PairColumn, int>();
        var ignored = ImmutableArray.CreateBuilder<string>();
        var problems = ImmutableArray.CreateBuilder<RowProblem>();
        for (var i = 0; i < keys.Length; i++)
        {
            if (Known.TryGetValue(keys[i], out var column))
                Place(column, i);
            else if (!Bare.ContainsKey(keys[i]) && header.Cells[i].Trim().Length > 0)
                Ignore(i);
        }
        // "Mentor, Mentor e-mail" is common: the plain word is a name only where another column holds the mail.
        var spelled = places.ToImmutable();
        for (var i = 0; i < keys.Length; i++)
        {
            if (Bare.TryGetValue(keys[i], out var bare))
                Place(spelled.ContainsKey(bare.Mail) && !spelled.ContainsKey(bare.Name) ? bare.Name : bare.Mail, i);
        }
        foreach (var needed in (ReadOnlySpan<PairColumn>)[PairColumn.Mentor, PairColumn.Mentee])
        {
            if (!places.ContainsKey(needed))
                problems.Add(new(header.Line, RowProblemKind.MissingColumn, needed));
        }
        return new(places.ToImmutable(), ignored.ToImmutable(), problems.ToImmutable());

        void Place(PairColumn column, int place)
        {
            if (!places.TryAdd(column, place))
                problems.Add(new(header.Line, RowProblemKind.RepeatedColumn, column, place + 1));
        }

        void Ignore(int place)
        {
            ignored.Add(Shown(header.Cells[place]));
            problems.Add(new(header.Line, RowProblemKind.UnknownColumn, Number: place + 1));
        }
    }

    private static string Shown(string header)
    {
        var text = CellText.From(header).Text;
        return text.Length <= PairsCsv.MaxName ? text : text[..PairsCsv.MaxName];
    }

    /// <summary>Letters only, without their marks: "E-Mail der Mentor:in" and "Begründung" become emailmentorin and begrundung.</summary>
    private static string KeyOf(string header)
    {
        var key = new StringBuilder();
        foreach (var word in CellText.From(header).Text.Normalize(NormalizationForm.FormKD).ToLowerInvariant().Split(' '))
        {
            var letters = string.Concat(word.Where(char.IsLetterOrDigit));
            if (!Connectors.Contains(letters))
                key.Append(letters);
        }
        return key.ToString();
    }

    private static IEnumerable<(string Key, PairColumn Column)> Aliases()
    {
        string[] mails = ["mail", "email", "emailaddress", "mailaddress", "mailadresse", "emailadresse", "address", "adresse"];
        string[] names = ["name", "fullname", "displayname", "vollername"];
        string[] languages = ["language", "lang", "locale", "sprache"];
        string[] zones = ["zone", "timezone", "tz", "zeitzone"];
        string[] reasons = ["reason", "reasonmatch", "matchreason", "why", "whythispair", "grund", "begrundung", "begruendung", "anlass", "warum"];
        string[] cohorts = ["cohort", "group", "kohorte", "gruppe", "jahrgang", "durchgang"];
        return Of("mentor", mails, PairColumn.Mentor).Concat(Of("mentorin", mails, PairColumn.Mentor)).Concat(Of("mentee", mails, PairColumn.Mentee))
            .Concat(Of("mentor", names, PairColumn.MentorName)).Concat(Of("mentorin", names, PairColumn.MentorName)).Concat(Of("mentee", names, PairColumn.MenteeName))
            .Concat(Of("mentor", languages, PairColumn.MentorLanguage)).Concat(Of("mentorin", languages, PairColumn.MentorLanguage)).Concat(Of("mentee", languages, PairColumn.MenteeLanguage))
            .Concat(Of("mentor", zones, PairColumn.MentorZone)).Concat(Of("mentorin", zones, PairColumn.MentorZone)).Concat(Of("mentee", zones, PairColumn.MenteeZone))
            .Concat(languages.Select(key => (key, PairColumn.Language)))
            .Concat(reasons.Select(key => (key, PairColumn.Reason)))
            .Concat(cohorts.Select(key => (key, PairColumn.Cohort)))
            .Concat(Contacts(mails, names));

    }

    private static IEnumerable<(string Key, PairColumn Column)> Contacts(string[] mails, string[] names)
    {
        string[] jobs = ["job", "role", "position", "aufgabe", "rolle", "funktion"];
        string[] outsides = ["outside", "extern", "external", "aussen", "au\u00dfen"];
        return ((string[])["contact", "kontakt"]).SelectMany(who =>
                Of(who, mails, PairColumn.ContactMail).Concat(Of(who, names, PairColumn.ContactName)).Concat(Of(who, jobs, PairColumn.ContactJob)).Concat(Of(who, outsides, PairColumn.ContactOutside)).Append((who, PairColumn.ContactMail)))
            .Concat(((string[])["contactbackup", "backupcontact", "backup", "kontaktvertretung", "vertretung"]).SelectMany(who =>
                Of(who, mails, PairColumn.BackupMail).Concat(Of(who, names, PairColumn.BackupName)).Concat(Of(who, jobs, PairColumn.BackupJob)).Concat(Of(who, outsides, PairColumn.BackupOutside)).Append((who, PairColumn.BackupMail))));
    }

    private static IEnumerable<(string Key, PairColumn Column)> Of(string who, string[] what, PairColumn column) =>
        what.SelectMany(word => new[] { (who + word, column), (word + who, column) });
}
