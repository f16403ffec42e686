using TrustBot.Core.Pairs;
using TrustBot.Core.People;

namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    /// <summary>Stands for the name of somebody who was forgotten.</summary>
    public string FormerPartner => Text("rights.former-partner");

    public string WordsRemoved => Text("rights.words-removed");

    public string TakeBackLine => Text("words.take-back");

    public string TakeBackWrote => Text("words.take-back.wrote");

    public string TakeBackStory => Text("words.take-back.story");

    public string TakeBackTitle => Text("words.take-back.title");

    public string TakeBackText(string partner) => Text("words.take-back.text", ("partner", partner));

    public string TakeBackPosted(ChannelId channel) => Text("words.take-back.posted", ("channel", channel.Value));

    public string YouTookBack(string partner) => Text("words.took-back", ("partner", partner));

    public string MyDataButton => Text("rights.my-data");

    public string Download => Text("rights.download");

    public string DataTitle => Text("rights.data.title");

    public string DataText => Text("rights.data.text");

    public string DataName(string name) => Text("rights.data.name", ("name", name));

    public string DataHours(PreferredTime prompt, string zone) => SettingsText(prompt, zone);

    public string DataAddress(string channel) => Text("rights.data.address", ("channel", channel));

    public string DataPair(string partner, string programme) => Text("rights.data.pair", ("partner", partner), ("programme", programme));

    public string DataMine => Text("rights.data.mine");

    public string DataMineShown(string partner) => Text("rights.data.mine-shown", ("partner", partner));

    public string DataMineSealed => Text("rights.data.mine-sealed");

    public string DataMineElsewhere => Text("rights.data.mine-elsewhere");

    public string DataBoth(string partner) => Text("rights.data.both", ("partner", partner));

    public string DataSomebody => Text("rights.data.somebody");

    public string DataRecords => Text("rights.data.records");

    public string DataMore => Text("rights.data.more");

    public string DownloadText => Text("rights.download.text");

    public string ForgetMe => Text("rights.forget.me");

    public string ForgetTitle => Text("rights.forget.title");

    public string ForgetText => Text("rights.forget.text");

    public string ForgetSee => Text("rights.forget.see");

    public string ForgetGoes => Text("rights.forget.goes");

    public string ForgetPartner(string partner) => Text("rights.forget.partner", ("partner", partner));

    public string ForgetAgreement(int days) => Text("rights.forget.agreement", ("days", Number(days)));

    public string ForgetChat(string keeper) => Text("rights.forget.chat", ("keeper", keeper));

    public string ForgetSandbox => Text("rights.forget.sandbox");

    public string ForgetMail => Text("rights.forget.mail");

    public string ForgetSure => Text("rights.forget.sure");

    public string ForgetKeep => Text("rights.forget.keep");

    public string ForgetTickMissing => Text("rights.forget.tick-missing");

    public string ForgottenTitle => Text("rights.forgotten.title");

    public string ForgottenText => Text("rights.forgotten.text");

    public string PrivacyRights => Text("rights.privacy");
}
