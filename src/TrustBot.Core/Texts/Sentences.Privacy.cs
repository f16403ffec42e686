namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string PrivacyTitle => Text("privacy.title");

    /// <summary>Stands for a name where a person has several partners.</summary>
    public string ThePartner => Text("privacy.the-partner");

    public string FullNotice => Text("privacy.full");

    public string PrivacyNotes => Text("privacy.notes");

    public string PrivacyTogether(string partner) => Text("privacy.together", ("partner", partner));

    public string PrivacySealed(string partner) => Text("privacy.sealed", ("partner", partner));

    public string PrivacyChannel(Pairs.ChannelId channel) => Text("privacy.channel", ("channel", channel.Value));

    public string PrivacyCoordinator(string coordinator) => Text("privacy.coordinator", ("coordinator", coordinator));

    public string PrivacyOperator(string operatorName) => Text("privacy.operator", ("operatorName", operatorName));

    public string PrivacyChat(string keeper) => Text("privacy.chat", ("keeper", keeper));

    public string PrivacySandbox => Text("privacy.sandbox");

    public string PrivacyDeleted(int days, int agreementDays) => Text("privacy.deleted", ("days", Number(days)), ("agreementDays", Number(agreementDays)));

    public string NoticeTitle => Text("notice.title");

    public string NoticeStored => Text("notice.stored");

    public string NoticeMore => Text("notice.more");

    public string NoticeErased => Text("notice.erased");

    public string NoticeSealed => Text("notice.sealed");

    public string NoticeEmbedded => Text("notice.embedded");

    public string NoticeAzure => Text("notice.azure");

    public string NoticeKept => Text("notice.kept");

    public string NoticeNever => Text("notice.never");
}
