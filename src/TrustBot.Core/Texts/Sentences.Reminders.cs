using TrustBot.Core.Reminders;

namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    /// <param name="time">The first, second … of all.</param>
    public string WhyAgain(int time, int of) => Text(of == 1 ? "reminders.why-again.once" : time < of ? "reminders.why-again.first" : "reminders.why-again.last");

    public string WhyBack => Text("reminders.why-back");

    public string LaterText => Text("reminders.later.text");

    public string PutOffTo(PutOffTo to) => Text(to switch
    {
        Reminders.PutOffTo.LaterToday => "reminders.later.today",
        Reminders.PutOffTo.TomorrowMorning => "reminders.later.tomorrow",
        _ => "reminders.later.week",
    });

    public string RatherNow => Text("reminders.now");

    public string ComesBack(string partner, string moment) => Text("reminders.comes-back", ("partner", partner), ("moment", moment));

    public string NothingToPutOff(string partner) => Text("reminders.nothing", ("partner", partner));
}
