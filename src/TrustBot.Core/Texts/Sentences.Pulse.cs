namespace TrustBot.Core.Texts;

public sealed partial class Sentences
{
    public string CountedFromFive => Text("sees.counted");

    public string CountedFromFiveSpoken(string coordinator) => Text("sees.counted.spoken", ("coordinator", coordinator));

    public string PulseTitle(string partner) => Text("pulse.title", ("partner", partner));

    public string PulseText(string coordinator) => Text("pulse.text", ("coordinator", coordinator));

    public string WhyPulse => Text("pulse.why");

    public string PulseAnswer => Text("pulse.answer");

    public string PulseChange => Text("pulse.change");

    public string PulseTrend => Text("pulse.trend");

    public string PulseOver(string partner) => Text("pulse.over", ("partner", partner));

    public string PulseTrendTitle(string partner) => Text("pulse.trend.title", ("partner", partner));

    public string PulseTrendText => Text("pulse.trend.text");

    public string PulseNoTrend => Text("pulse.trend.none");

    public string PulseFormTitle => Text("pulse.form.title");

    public string PulseFormText(string partner, string coordinator) => Text("pulse.form.text", ("partner", partner), ("coordinator", coordinator));

    public string PulseCompareQuestion(string partner) => Text("pulse.form.compare", ("partner", partner));

    public string PulseCompareHint => Text("pulse.form.compare-hint");

    public string PulseCompareTitle(string partner) => Text("pulse.compare.title", ("partner", partner));

    public string PulseCompareText => Text("pulse.compare.text");

    public string PulseCompareOver(string partner) => Text("pulse.compare.over", ("partner", partner));

    public string PulseBoth(string mine, string partner, string theirs) => Text("pulse.both", ("mine", mine), ("partner", partner), ("theirs", theirs));

    /// <param name="name">One of <see cref="Pulse.PulseScale.Statements"/>.</param>
    public string PulseStatement(string name) => Text($"pulse.statement.{name}");

    /// <summary>The same as a label beside a bar.</summary>
    public string PulseShort(string name) => Text($"pulse.short.{name}");

    /// <param name="step">From 0 to <see cref="Pulse.PulseScale.Yes"/>.</param>
    public string PulseStep(int step) => Text($"pulse.step.{Number(step)}");
}
