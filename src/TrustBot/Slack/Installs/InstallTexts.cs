using Microsoft.Net.Http.Headers;
using TrustBot.Core.Texts;

namespace TrustBot.Slack.Installs;

/// <summary>The few pages of an installation. A language that lacks a sentence does not compile.</summary>
internal abstract class InstallTexts
{
    public abstract Language Language { get; }
    public abstract string TicketTitle { get; }
    public abstract string TicketText { get; }
    public abstract string DoneTitle { get; }
    public abstract string Done(string? workspace);
    public abstract string DeclinedTitle { get; }
    public abstract string DeclinedText { get; }
    public abstract string StaleTitle { get; }
    public abstract string StaleText { get; }
    public abstract string FailedTitle { get; }
    public abstract string Failed(string code);

    public static InstallTexts In(Language language) => language switch
    {
        Language.English => new English(),
        Language.German => new German(),
        _ => throw new ArgumentOutOfRangeException(nameof(language), language, null),
    };

    /// <summary>The one of ours that the browser would rather read; English for all others.</summary>
    public static InstallTexts For(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(one => one.Quality ?? 1).Select(one => one.Value.ToString());
        foreach (var tag in wanted)
        {
            foreach (var language in Enum.GetValues<Language>())
            {
                if (tag.Split('-')[0].Equals(language.Code(), StringComparison.OrdinalIgnoreCase))
                    return In(language);
            }
        }
        return In(Language.English);
    }

    private sealed class English : InstallTexts
    {
        public override Language Language => Language.English;
        public override string TicketTitle => "This begins on the coordinator's pages";
        public override string TicketText => "The link was used already, or is older than ten minutes. Open the coordinator's pages, choose Settings and then Slack, and take the link there.";
        public override string DoneTitle => "TrustBot is installed";
        public override string Done(string? workspace) => workspace is null
            ? "It can write to people in your Slack workspace now. You can close this page."
            : $"It can write to people in {workspace} now. You can close this page.";
        public override string DeclinedTitle => "Nothing was installed";
        public override string DeclinedText => "Slack's page was left without a yes. Whenever you like, begin again on the coordinator's pages.";
        public override string StaleTitle => "Nothing new was installed";
        public override string StaleText => "This page installed nothing just now. It was begun in another browser or more than ten minutes ago, or is finished already. If it was finished before, all is well; otherwise begin again on the coordinator's pages.";
        public override string FailedTitle => "That did not work";
        public override string Failed(string code) => $"Slack did not let TrustBot in, and nothing was installed. Its reason: {code}. The log has it, too. Try again in a while on the coordinator's pages.";
    }

    private sealed class German : InstallTexts
    {
        public override Language Language => Language.German;
        public override string TicketTitle => "Das beginnt auf den Seiten der Koordination";
        public override string TicketText => "Der Link wurde schon benutzt oder ist älter als zehn Minuten. Öffne die Seiten der Koordination, wähle Einstellungen und dann Slack, und nimm den Link dort.";
        public override string DoneTitle => "TrustBot ist installiert";
        public override string Done(string? workspace) => workspace is null
            ? "Es kann den Menschen in deinem Slack-Workspace jetzt schreiben. Du kannst diese Seite schließen."
            : $"Es kann den Menschen in {workspace} jetzt schreiben. Du kannst diese Seite schließen.";
        public override string DeclinedTitle => "Nichts wurde installiert";
        public override string DeclinedText => "Auf der Seite von Slack wurde nicht zugestimmt. Wann immer du möchtest, beginn auf den Seiten der Koordination noch einmal.";
        public override string StaleTitle => "Nichts Neues wurde installiert";
        public override string StaleText => "Diese Seite hat gerade nichts installiert. Das wurde in einem anderen Browser oder vor mehr als zehn Minuten begonnen oder ist schon fertig. Wenn es vorher fertig war, ist alles gut; sonst beginn auf den Seiten der Koordination noch einmal.";
        public override string FailedTitle => "Das hat nicht geklappt";
        public override string Failed(string code) => $"Slack hat TrustBot nicht hereingelassen, und nichts wurde installiert. Der Grund, den Slack nennt: {code}. Er steht auch im Protokoll. Versuch es in einer Weile auf den Seiten der Koordination noch einmal.";
    }
}
