using System.Globalization;
using NodaTime;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;

namespace TrustBot.CoordinatorConsole.Texts;

internal sealed partial class EnglishTexts : ConsoleTexts
{
    public static readonly EnglishTexts Instance = new();

    public override Language Language => Language.English;
    public override CultureInfo Culture { get; } = CultureInfo.GetCultureInfo("en-GB");

    public override string Pairs => "Pairs";
    public override string Invitations => "Invitations";
    public override string Import => "Import";
    public override string Rhythm => "Rhythm";
    public override string Settings => "Settings";
    public override string Pages => "Pages of the programme";
    public override string BackToPairs => "To the pairs";
    public override string Later => "Later";
    public override string TryAgain => "Try again";
    public override string WentWrong => "That did not work, and nothing was half done. What was stored before is still there. Try it again in a moment.";
    public override string NoSuchPage => "There is no such page. The list of pairs is a good place to go on.";
    public override string NoSuchPair => "There is no such pair in this programme. The list shows those that there are.";
    public override string Mentor => "Mentor";
    public override string Mentee => "Mentee";
    public override string NameOf(Language language) => language == Language.German ? "German" : "English";
    public override string Number(int number) => number.ToString("N0", Culture);

    public override string StartTitle => "Two people who could learn from each other?";
    public override string StartText => "Bring your list of pairs as a CSV file. You see what would happen before anything is stored, and nobody is written to yet.";
    public override string ImportTitle => "Bring more pairs";
    public override string UseSample => "Use the sample file";
    public override string ChooseFile => "Choose a file";
    public override string ShowDryRun => "Look at it first";
    public override string FileNeeds => "The file needs two columns, mentor and mentee, with a mail address in each row. Names, a reason, languages, time zones, a cohort and people to talk to are welcome. Up to 20,000 rows, 5 MB.";
    public override string Template => "Download an empty template";
    public override string SampleFile => "Download the sample";
    public override string NoFileChosen => "No file arrived. Choose a CSV file, or start with the sample.";
    public override string UploadGone => "This dry run has closed: it is kept for half an hour, and not over a restart. Nothing was imported by it. Choose the file again.";

    public override string DryRunTitle(int proposable, int rowsWithErrors) => (proposable, rowsWithErrors) switch
    {
        (_, 0) => CanBe(proposable),
        _ => $"{CanBe(proposable)}, {Needs(rowsWithErrors)}",
    };

    public override string NothingNew => "Everything is here already";
    public override string NothingStoredYet => "This is a dry run. Nothing is stored yet.";
    public override string FileRefused => "This file can't be read yet";
    public override string NeedsALook => "Needs a look";
    public override string WorthALook => "Worth a look, imported all the same";
    public override string Line(int line) => $"Line {Number(line)}";
    public override string WholeFile => "The file";
    public override string AndMore(int number) => $"and {Number(number)} more";
    public override string CanBeProposed => "Can be proposed";
    public override string AlreadyHere => "already here: nothing changes";

    public override string HasEnded => "these two were a pair that has ended: nothing begins again";
    public override string AskedToBeForgotten => "asked to be forgotten: is not made anew";
    public override string NotPossible => "can't be proposed now";
    public override string WhatIsStored => "What will be stored";
    public override string StoredOfPeople => "Of each person: name, language and time zone. Of the mail address only a keyed fingerprint, never the address itself.";
    public override string StoredOfPairs => "Of each pair: who is mentor and who is mentee, your reason (encrypted) and the cohort.";
    public override string StoredNobodyHears => "No pair hears from TrustBot until you send the invitations.";
    public override string ImportPairs(int number) => number == 1 ? "Import 1 pair" : $"Import {Number(number)} pairs";
    public override string ChooseAnother => "Choose another file";
    public override string Imported(int number) => number == 1 ? "1 pair is here" : $"{Number(number)} pairs are here";
    public override string ImportedNothing => "Everything was here already, and nothing changed.";
    public override string ImportedNext => "No pair has heard from TrustBot yet. The invitations are a step of their own, whenever you like.";
    public override string PrepareInvitations => "Prepare invitations";

    public override string InvitationsText => "Each of the two decides alone, and a no is told to nobody. You see only whether a pair started.";
    public override string NobodyToInvite => "Every pair has its invitation.";
    public override string WhoIsInvited => "Who is invited";
    public override string SendOn => "Send on";
    public override string SendOnHint(LocalDate today) => $"Today, {Date(today)}, means now. Everybody reads it within their own working hours.";
    public override string SendInvitations(int number) => number == 1 ? "Send the invitation" : "Send invitations";
    public override string ReadFirst => "What they will read";
    public override string Preview => "Preview";
    public override string PreviewOf(string mentor, string mentee) => $"The invitations for {mentee} and {mentor}";
    public override string Reads(string name, Language language) => $"{name} reads, in {NameOf(language)}";
    public override string NoPreview => "There is no preview of this one right now.";
    public override string PlannedTitle => "On their way";
    public override string GoesOut(LocalDate on) => $"goes out on {Date(on)}";
    public override string CancelInvitation => "Cancel";
    public override string InvitationsSent(int number, LocalDate? on) => (number, on) switch
    {
        (0, _) => "Those invitations were on their way already. Nothing was sent twice.",
        (1, null) => "1 invitation is on its way.",
        (_, null) => $"{Number(number)} invitations are on their way.",
        (1, { } date) => $"1 invitation goes out on {Date(date)}. Until then you can cancel it.",
        (_, { } date) => $"{Number(number)} invitations go out on {Date(date)}. Until then you can cancel them.",
    };

    public override string InvitationCancelled => "The invitation is cancelled. Nobody was written to.";
    public override string InvitationGone => "That invitation had gone out already, so it could not be cancelled.";
    public override string ChooseSomebody => "Nobody was ticked, so nothing was sent. Tick the pairs to invite.";
    public override string DateNotUnderstood => "The date has to be today or later, within a year. Choose another one.";

    public override string NothingNeedsYou => "Nothing needs you today.";
    public override string WaitForInvitation(int number) => number == 1 ? "1 pair has no invitation yet." : $"{Number(number)} pairs have no invitation yet.";
    public override string Away(int people) => people == 1 ? "One person can't be reached now" : $"{people} people can't be reached now";

    public override string WhyAway(Reach? why) => why switch
    {
        null => "not reachable yet. Ask them to install TrustBot in Teams or Slack, with the mail address of your file.",
        Reach.Removed => "the app was removed. Installing it again is enough.",
        Reach.Blocked => "the app is blocked. Unblocking it, or writing to it, is enough.",
        Reach.TurnedOff => "an administrator does not allow the app for this person. Ask IT.",
        Reach.Guest => "a guest in your organisation. Ask IT whether guests may use the app.",
        Reach.Left => "their account is closed. If they left, end the pair.",
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };

    public override string AwayWaits => "What is meant for them waits for as long as it is of use. After two weeks the other one of their pair reads that you will get in touch.";

    public override string WantsAnother(string name) => $"{name} would like to be proposed to somebody else.";
    public override string PairHeading => "Pair";
    public override string StageHeading => "Where they are";
    public override string ActiveHeading => "Last active together";
    public override string FactsOnly => "Facts about the process only. No words, and never who answered.";

    public override string Stage(PairStage stage, LocalDate? until) => (stage, until) switch
    {
        (PairStage.Proposed, _) => "proposed",
        (PairStage.Planned, _) => "invitation planned",
        (PairStage.Invited, { } date) => $"invited, open until {Date(date)}",
        (PairStage.Invited, _) => "invited",
        (PairStage.Joined, _) => "joined",
        (PairStage.Kickoff, _) => "kickoff",
        (PairStage.AgreementSigned, _) => "signed",
        (PairStage.Resting, { } date) => $"resting until {Date(date)}",
        (PairStage.Resting, _) => "resting",
        (PairStage.DidNotStart, _) => "did not start",
        (PairStage.Ending, { } date) => $"ends on {Date(date)}",
        (PairStage.Ending, _) => "ends",
        (PairStage.Closed, { } date) => $"closed on {Date(date)}",
        (PairStage.Closed, _) => "closed",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    public override string Active(ActivityBand band) => band switch
    {
        ActivityBand.ThisWeek => "this week",
        ActivityBand.ThisMonth => "this month",
        ActivityBand.Longer => "longer ago",
        _ => throw new ArgumentOutOfRangeException(nameof(band), band, null),
    };

    public override string OwnRhythm => "own rhythm";
    public override string ChangeRhythm => "Rhythm";
    public override string Page(int page, int of) => $"Page {page} of {of}";
    public override string Previous => "Back";
    public override string Next => "On";

    private string CanBe(int number) => number == 1 ? "1 pair can be proposed" : $"{Number(number)} pairs can be proposed";

    private string Needs(int number) => number == 1 ? "1 row needs a look" : $"{Number(number)} rows need a look";

    protected override string DatePattern => "ddd d MMMM";
    protected override string MomentPattern => "ddd d MMMM, HH:mm";
}
