namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string HoursTitle => Text("hours.title");

    public string HoursText(string zone) => Text("hours.text", ("zone", zone));

    public string ChooseDays => Text("hours.choose");

    public string HoursFormTitle => Text("hours.form.title");

    public string HoursSeen(string coordinator) => Text("hours.form.seen", ("coordinator", coordinator));

    public string HoursSeenSpoken(string coordinator) => Text("hours.form.seen.spoken", ("coordinator", coordinator));

    public string HoursDaysQuestion => Text("hours.form.days");

    public string HoursTimeQuestion => Text("hours.form.time");

    public string HoursTimeHint => Text("hours.form.time-hint");

    public string HoursZoneQuestion => Text("hours.form.zone");

    public string HoursZoneHint => Text("hours.form.zone-hint");

    public string HourNotUnderstood => Text("hours.form.time-wrong");

    public string ZoneNotUnderstood => Text("hours.form.zone-wrong");

    public string SettingsTitle => Text("settings.title");

    public string SettingsName(string name) => Text("settings.name", ("name", name));

    public string ChangeName => Text("settings.change-name");

    public string NameFormTitle => Text("name.form.title");

    public string NameQuestion => Text("name.form.question");

    public string NameHint => Text("name.form.hint");

    public string NameTooLong(int most) => Text("name.form.too-long", ("most", Number(most)));

    public string NameNotUnderstood => Text("name.form.not-understood");

    public string NameSees(string partner, string coordinator) => Text("name.form.sees", ("partner", partner), ("coordinator", coordinator));

    public string NameSeesSpoken(string partner, string coordinator) => Text("name.form.sees.spoken", ("partner", partner), ("coordinator", coordinator));

    public string NameSeesAnybody => Text("name.form.sees-anybody");

    public string NameSeesAnybodySpoken => Text("name.form.sees-anybody.spoken");

    public string HelpTitle => Text("help.title");

    /// <param name="keeper">Who keeps the chat itself; null when nobody else does.</param>
    public string HelpText(string? keeper) => keeper is null ? Text("help.text") : Text("help.text.kept", ("keeper", keeper));

    public string HelpWords => Text("help.words");

    public string StatusButton => Text("help.status");

    public string AgreementButton => Text("help.agreement");

    public string PrivacyButton => Text("help.privacy");

    public string NotebookButton => Text("help.notebook");

    public string GoalsButton => Text("help.goals");

    public string MeetingButton => Text("help.meeting");

    public string SettingsButton => Text("help.settings");

    public string NoPairTitle => Text("help.no-pair.title");

    public string NoPairText => Text("help.no-pair.text");

    public string WithWhomTitle => Text("help.with-whom");

    public string StatusTitle(string partner) => Text("status.title", ("partner", partner));

    public string StatusAgreement => Text("status.agreement");

    public string StatusSigned(int version) => Text("status.signed", ("version", Number(version)));

    public string StatusToSign(int version) => Text("status.to-sign", ("version", Number(version)));

    public string StatusYouSigned(int version) => Text("status.you-signed", ("version", Number(version)));

    public string StatusChoosing => Text("status.choosing");

    public string StatusAnswering => Text("status.answering");

    public string StatusRhythm => Text("status.rhythm");

    public string StatusNext => Text("status.next");

    public string StatusMeeting => Text("status.meeting");

    public string StatusGoals => Text("status.goals");
}
