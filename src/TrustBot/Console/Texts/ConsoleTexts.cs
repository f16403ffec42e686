using System.Globalization;
using NodaTime;
using TrustBot.Core.Import;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;

namespace TrustBot.CoordinatorConsole.Texts;

/// <summary>Every sentence of the console. A language that lacks one does not compile.</summary>
public abstract partial class ConsoleTexts
{
    public static ConsoleTexts In(Language language) => language switch
    {
        Language.English => EnglishTexts.Instance,
        Language.German => GermanTexts.Instance,
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, null),
    };

    public abstract Language Language { get; }
    public abstract CultureInfo Culture { get; }

    // Everywhere
    public abstract string Pairs { get; }
    public abstract string Invitations { get; }
    public abstract string Import { get; }
    public abstract string Rhythm { get; }
    public abstract string Settings { get; }
    public abstract string Pages { get; }
    public abstract string BackToPairs { get; }
    public abstract string Later { get; }
    public abstract string TryAgain { get; }
    public abstract string WentWrong { get; }
    public abstract string NoSuchPage { get; }
    public abstract string NoSuchPair { get; }
    public abstract string Mentor { get; }
    public abstract string Mentee { get; }
    public abstract string NameOf(Language language);
    public abstract string Number(int number);

    // Start and import
    public abstract string StartTitle { get; }
    public abstract string StartText { get; }
    public abstract string ImportTitle { get; }
    public abstract string UseSample { get; }
    public abstract string ChooseFile { get; }
    public abstract string ShowDryRun { get; }
    public abstract string FileNeeds { get; }
    public abstract string Template { get; }
    public abstract string SampleFile { get; }
    public abstract string NoFileChosen { get; }
    public abstract string UploadGone { get; }

    // Dry run
    public abstract string DryRunTitle(int proposable, int rowsWithErrors);
    public abstract string NothingNew { get; }
    public abstract string NothingStoredYet { get; }
    public abstract string FileRefused { get; }
    public abstract string NeedsALook { get; }
    public abstract string WorthALook { get; }
    public abstract string Line(int line);
    public abstract string WholeFile { get; }
    public abstract string AndMore(int number);
    public abstract string CanBeProposed { get; }
    public abstract string AlreadyHere { get; }

    public abstract string HasEnded { get; }
    public abstract string NotPossible { get; }
    public abstract string AskedToBeForgotten { get; }
    public abstract string WhatIsStored { get; }
    public abstract string StoredOfPeople { get; }
    public abstract string StoredOfPairs { get; }
    public abstract string StoredNobodyHears { get; }
    public abstract string ImportPairs(int number);
    public abstract string ChooseAnother { get; }
    public abstract string Imported(int number);
    public abstract string ImportedNothing { get; }
    public abstract string ImportedNext { get; }
    public abstract string PrepareInvitations { get; }
    public abstract string Column(PairColumn column);
    public abstract string Problem(RowProblem problem, string? ignoredHeader);

    // Invitations
    public abstract string InvitationsText { get; }
    public abstract string NobodyToInvite { get; }
    public abstract string WhoIsInvited { get; }
    public abstract string SendOn { get; }
    public abstract string SendOnHint(LocalDate today);
    public abstract string SendInvitations(int number);
    public abstract string ReadFirst { get; }
    public abstract string Preview { get; }
    public abstract string PreviewOf(string mentor, string mentee);
    public abstract string Reads(string name, Language language);
    public abstract string NoPreview { get; }
    public abstract string PlannedTitle { get; }
    public abstract string GoesOut(LocalDate on);
    public abstract string CancelInvitation { get; }
    public abstract string InvitationsSent(int number, LocalDate? on);
    public abstract string InvitationCancelled { get; }
    public abstract string InvitationGone { get; }
    public abstract string ChooseSomebody { get; }
    public abstract string DateNotUnderstood { get; }

    // Home
    public abstract string NothingNeedsYou { get; }
    public abstract string WaitForInvitation(int number);
    public abstract string WantsAnother(string name);

    public abstract string Away(int people);

    /// <param name="why">Null for somebody whom no platform has found.</param>
    public abstract string WhyAway(Reach? why);

    public abstract string AwayWaits { get; }
    public abstract string PairHeading { get; }
    public abstract string StageHeading { get; }
    public abstract string ActiveHeading { get; }
    public abstract string FactsOnly { get; }
    public abstract string Stage(PairStage stage, LocalDate? until);
    public abstract string Active(ActivityBand band);
    public abstract string OwnRhythm { get; }
    public abstract string ChangeRhythm { get; }
    public abstract string Page(int page, int of);
    public abstract string Previous { get; }
    public abstract string Next { get; }

    // Rhythm
    public abstract string RhythmOfProgramme { get; }
    public abstract string RhythmOf(string mentor, string mentee);
    public abstract string RhythmText { get; }
    public abstract string RhythmOfPairText { get; }
    public abstract string Now(string rhythm);
    public abstract string FollowsProgramme { get; }
    public abstract string FollowProgramme { get; }
    public abstract string HowOften { get; }
    public abstract string EveryWeeks(int n);
    public abstract string OnceAMonth { get; }
    public abstract string SomeWorkDays { get; }
    public abstract string OnDay { get; }
    public abstract string WhichOfMonth { get; }
    public abstract string FirstOfMonth { get; }
    public abstract string LastOfMonth { get; }
    public abstract string WorkDays { get; }
    public abstract string StartsOn { get; }
    public abstract string ShowDates { get; }
    public abstract string NextFive { get; }
    public abstract string NextFiveHint { get; }
    public abstract string DatesOf(string name, string zone);
    public abstract string NobodyJoined { get; }
    public abstract string SaveRhythm { get; }
    public abstract string RhythmSaved { get; }
    public abstract string RhythmInvalid { get; }
    public abstract string RhythmHasChanged { get; }
    public abstract string Describe(Cadence cadence);

    // Settings
    public abstract string SettingsTitle { get; }
    public abstract string ProgrammeName { get; }
    public abstract string ProgrammeLanguage { get; }
    public abstract string ProgrammeLanguageHint { get; }
    public abstract string Contacts { get; }
    public abstract string ContactsText { get; }
    public abstract string ContactName { get; }
    public abstract string ContactJob { get; }
    public abstract string Save { get; }
    public abstract string SettingsSaved { get; }
    public abstract string SettingsUnchanged { get; }
    public abstract string NameNeeded(int most);
    public abstract string ContactNeedsBoth(int most);
    public abstract string ContactNeeded { get; }
    public abstract string ContactMail { get; }
    public abstract string ContactMailHint { get; }
    public abstract string ContactMailWrong { get; }
    public abstract string ContactOutside { get; }
    public abstract string ContactAsked(string name);
    public abstract string ContactPromised(string name);
    public abstract string ContactDeclined(string name);
    public abstract string ContactWithoutMail(string name);
    public abstract string ContactInSandbox(string name);
    public abstract string CannotStart { get; }
    public abstract string Emergency { get; }
    public abstract string EmergencyHint { get; }
    public abstract string WinsChannel { get; }
    public abstract string WinsChannelHint { get; }
    public abstract string WinsChannelOdd(int most);

    public string DayName(IsoDayOfWeek day) => Culture.DateTimeFormat.GetDayName((DayOfWeek)((int)day % 7));

    public string Date(LocalDate date) => date.ToString(DatePattern, Culture);

    public string Moment(Instant at, string zone) => Moment(at.InZone(DateTimeZoneProviders.Tzdb[zone]));

    /// <summary>"Tue 16 June, 09:30": as a person's own clock and calendar show it.</summary>
    public string Moment(ZonedDateTime local) => local.LocalDateTime.ToString(MomentPattern, Culture);

    /// <summary>"Europe/Madrid" as people say it.</summary>
    public static string Place(string zone) => zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');

    protected abstract string DatePattern { get; }
    protected abstract string MomentPattern { get; }
}
