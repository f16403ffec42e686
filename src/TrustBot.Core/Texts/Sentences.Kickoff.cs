namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string KickoffPageTitle(string partner, int page) => Text("kickoff.page.title", ("partner", partner), ("page", Number(page)));

    public string KickoffPageTitleAlone(int page) => Text("kickoff.page.title-alone", ("page", Number(page)));

    public string KickoffWith(string partner) => Text("kickoff.with", ("partner", partner));

    public string Confidentiality => Text("kickoff.confidentiality");

    public string KeepBoundaries => Text("kickoff.keep-boundaries");

    public string TalkFirst => Text("kickoff.talk-first");

    public string ToTalkFirst => Text("kickoff.to-talk-first");

    public string SideBySide => Text("kickoff.side-by-side");

    public string SideBySideTitle => Text("kickoff.side-by-side.title");

    public string BothSaid(string answer) => Text("kickoff.both-said", ("answer", answer));

    public string EachSaid(string mine, string partner, string theirs) => Text("kickoff.each-said", ("mine", mine), ("partner", partner), ("theirs", theirs));

    public string Picked(string partner) => Text("kickoff.picked", ("partner", partner));

    public string PickedTitle(string partner) => Text("kickoff.picked.title", ("partner", partner));

    public string PickedText(string partner) => Text("kickoff.picked.text", ("partner", partner));

    public string AgreementTitle(string partner, int version) => Text("agreement.title", ("partner", partner), ("version", Number(version)));

    public string CountsWhenBoth => Text("agreement.counts");

    public string YouSigned(string partner) => Text("agreement.you-signed", ("partner", partner));

    public string ReadAndSign => Text("agreement.read-and-sign");

    public string Sign => Text("agreement.sign");

    public string ChangeALine => Text("agreement.change");

    public string SaveForBoth => Text("agreement.save");

    public string AgreementFormTitle(int version) => Text("agreement.form.title", ("version", Number(version)));

    public string AgreementWith(string partner) => Text("agreement.with", ("partner", partner));

    public string AgreementStands(string day) => Text("agreement.stands", ("day", day));

    public string AgreementStood(string day) => Text("agreement.stood", ("day", day));

    public string AgreementNotSigned => Text("agreement.not-signed");

    public string SignedByBoth(string partner, int version) => Text("agreement.signed", ("partner", partner), ("version", Number(version)));

    public string VersionReplaced(string partner, string version) => Text("agreement.replaced", ("partner", partner), ("version", version));

    public string NoAgreementTitle(string partner) => Text("agreement.none.title", ("partner", partner));

    public string NoAgreementText => Text("agreement.none.text");

    public string EditTitle => Text("agreement.edit.title");

    public string ChangingClears => Text("agreement.changing-clears");

    public string ChangedMeanwhile => Text("agreement.changed-meanwhile");

    public string EditedMeanwhile => Text("agreement.edited-meanwhile");

    public string NowAndYours(string now, string yours) => Text("agreement.now-and-yours", ("now", now), ("yours", yours));

    public string LookAgain => Text("agreement.look-again");

    public string ReviewAndExit(string day) => Text("agreement.review", ("day", day));
}
