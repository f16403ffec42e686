using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Programmes;

namespace TrustBot.CoordinatorConsole.Texts;

internal sealed partial class EnglishTexts
{
    public override string RhythmOfProgramme => "The programme's rhythm";
    public override string RhythmOf(string mentor, string mentee) => $"The rhythm of {mentee} and {mentor}";
    public override string RhythmText => "How often TrustBot has a question. The days are yours to choose; the hour is each person's own. People can always slow it down for themselves.";
    public override string RhythmOfPairText => "A rhythm of their own, when the programme's does not suit these two.";
    public override string Now(string rhythm) => $"Now: {rhythm}.";
    public override string FollowsProgramme => "This pair follows the programme.";
    public override string FollowProgramme => "Follow the programme again";
    public override string HowOften => "How often";
    public override string EveryWeeks(int n) => n switch { 1 => "Every week", 2 => "Every two weeks", 3 => "Every three weeks", _ => $"Every {n} weeks" };
    public override string OnceAMonth => "Once a month";
    public override string SomeWorkDays => "Every few work days";
    public override string OnDay => "Day of the week";
    public override string WhichOfMonth => "In the month";
    public override string FirstOfMonth => "the first one";
    public override string LastOfMonth => "the last one";
    public override string WorkDays => "Work days between";
    public override string StartsOn => "Begins on";
    public override string ShowDates => "Show the next five dates";
    public override string NextFive => "The next five dates";
    public override string NextFiveHint => "Each in the person's own local time. Nothing is saved yet.";
    public override string DatesOf(string name, string zone) => $"{name}, {Place(zone)} time";
    public override string NobodyJoined => "There is nobody in the programme yet, so these are the programme's own hours.";
    public override string SaveRhythm => "Save this rhythm";
    public override string RhythmSaved => "The new rhythm is saved. It counts from the next date on.";
    public override string RhythmInvalid => "This rhythm can't be read. Choose how often and on which day, then look at the dates again.";
    public override string RhythmHasChanged => "Somebody changed the rhythm meanwhile, so nothing was saved. This is how it stands now.";

    public override string Describe(Cadence cadence) => cadence switch
    {
        Cadence.EveryWeeks weeks => $"{Lower(EveryWeeks(weeks.N))}, on {DaysOf(weeks.Days)}",
        Cadence.MonthlyOnNth { Nth: Cadence.Last } monthly => $"once a month, on the last {DayName(monthly.Day)}",
        Cadence.MonthlyOnNth monthly => $"once a month, on the {Ordinal(monthly.Nth)} {DayName(monthly.Day)}",
        Cadence.MonthlyOnDay monthly => $"once a month, on day {monthly.Day}",
        Cadence.EveryWorkDays { N: 1 } => "every work day",
        Cadence.EveryWorkDays workDays => $"every {workDays.N} work days",
        _ => throw new ArgumentOutOfRangeException(nameof(cadence)),
    };

    public override string SettingsTitle => "Programme settings";
    public override string ProgrammeName => "Name of the programme";
    public override string ProgrammeLanguage => "Language";
    public override string ProgrammeLanguageHint => "For people whose own language isn't known. Everybody can choose their own.";
    public override string Contacts => "Whom people can talk to";
    public override string ContactsText => "Somebody outside the programme team, with their job. They ask before speaking to anyone, unless someone is in danger. Leave a row empty to drop it.";
    public override string ContactName => "Name";
    public override string ContactJob => "Job";
    public override string Save => "Save settings";
    public override string SettingsSaved => "The settings are saved.";
    public override string SettingsUnchanged => "Nothing was saved: please look at the marked line.";
    public override string NameNeeded(int most) => $"The programme needs a name of up to {most} characters.";
    public override string ContactNeedsBoth(int most) => $"A contact needs a name and a job, each of up to {most} characters.";
    public override string ContactMail => "Mail address";
    public override string ContactMailHint => "Only a fingerprint of it is kept, so this field is empty again next time. Leave it empty to keep the person.";
    public override string ContactMailWrong => "That is no mail address. It looks like noor.haddad@example.org.";
    public override string ContactOutside => "Outside the programme team";
    public override string ContactAsked(string name) => $"{name} was asked in chat to promise it, and is named to nobody before that.";
    public override string ContactPromised(string name) => $"{name} has promised it.";
    public override string ContactDeclined(string name) => $"{name} would rather not, and is named to nobody.";
    public override string ContactWithoutMail(string name) => $"{name} has no mail address here, so TrustBot can't ask for the promise.";
    public override string ContactInSandbox(string name) => $"Here you can answer for {name}: choose {name} in the mentor’s header, and press I promise.";
    public override string CannotStart => "Nobody is invited before somebody outside your team has promised to be there for them. Name somebody under Settings; TrustBot asks them in chat.";
    public override string Emergency => "In danger, call";
    public override string EmergencyHint => "A number or a link, such as 112. It stands wherever somebody looks for help.";
    public override string ContactNeeded => "Please keep at least one contact: people need somebody to turn to.";
    public override string WinsChannel => "Channel for good news";
    public override string WinsChannelHint => "Everybody in it reads what is posted. A win goes there only if both of a pair agree to its exact text. Leave it empty, and nothing is ever posted.";
    public override string WinsChannelOdd(int most) => $"A channel's name has up to {most} characters: letters, digits, hyphens and underscores, such as #wins.";

    private string DaysOf(WeekDays days) => string.Join(", ", days.InOrder().Select(DayName));

    private static string Ordinal(int nth) => nth switch { 1 => "first", 2 => "second", 3 => "third", _ => "fourth" };

    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
