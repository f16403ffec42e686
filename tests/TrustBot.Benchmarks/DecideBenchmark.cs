using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using NodaTime;
using Perfolizer.Horology;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Programmes;

namespace TrustBot.Benchmarks;

/// <summary>One decision, for inputs from the lightest to the heaviest that a person or the calendar can cause.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class DecideBenchmark
{
    private static readonly Instant Begins = Instant.FromUtc(2026, 6, 1, 8, 0);

    [ParamsSource(nameof(Cases))]
    public object Input { get; set; } = null!;

    public static IEnumerable<object> Cases()
    {
        yield return new Story(Begins).CaseOf("proposed", new Input.Proposed(new("pair"), Story.Spring, Story.Mentor, Story.Mentee, new("kim"), new("a reason"), null));
        yield return new Story(Begins).Proposed().CaseOf("invited", new Input.Invited(Begins));
        yield return new Story(Begins).Invited().CaseOf("joins, first", Story.Pressed(Story.Mentee, "joining.join.v1"));
        yield return Second().CaseOf("joins, second", Story.Pressed(Story.Mentee, "joining.join.v1"));
        yield return new Story(Begins).Joined().CaseOf("opens a form", Story.Pressed(Story.Mentee, "kickoff.open.v1"));
        yield return new Story(Begins).Joined().CaseOf("kickoff, page 1", Story.Submitted(Story.Mentee, "kickoff.page1.v1", Story.Page1(Story.Mentee)));
        yield return new Story(Begins).AlmostAnswered().CaseOf("kickoff, last page of both", Story.Submitted(Story.Mentee, "kickoff.page3.v1", Story.Page3));
        yield return new Story(Begins).Answered().CaseOf("picks a line", Story.Pressed(Story.Mentee, "kickoff.pick.v1", "often=3"));
        yield return new Story(Begins).Agreed().CaseOf("signs", Story.Submitted(Story.Mentee, "kickoff.sign.v1"));
        yield return new Story(Begins).Signed().CaseOf("edits the agreement", Story.Submitted(Story.Mentee, "kickoff.edit-form.v1", [.. Story.Page1(Story.Mentee), .. Story.Page2(Story.Mentee), .. Story.Page3]));
        yield return new Story(Begins).Old().CaseOf("writes a note, two years on", Story.Submitted(Story.Mentee, "reflection.note.v1", ("first", Story.Long), ("second", Story.Long)));
        yield return new Story(Begins).Old().CaseOf("opens the notebook, two years on", Story.Pressed(Story.Mentee, "reflection.notebook.v1"));
        yield return new Story(Begins).Signed().CaseOf("woken, nothing due", new Input.Woken());
        yield return Due(Duration.FromDays(30)).CaseOf("woken, a prompt due", new Input.Woken());
        yield return Due(Duration.FromDays(365)).CaseOf("woken, after a year away", new Input.Woken());
        yield return new Story(Begins).Old().CaseOf("asks for the status", new Input.Asked(Story.Mentee, new Command.Status()));
        yield return new Story(Begins).Old().CaseOf("gets a rhythm of its own", new Input.CadenceSet(new Cadence.EveryWeeks(3, WeekDays.MondayToFriday, new LocalDate(2026, 1, 6))));
        yield return new Story(Begins).Old().CaseOf("presses a button of two years ago", Story.Pressed(Story.Mentee, "joining.join.v1"));
        yield return new Story(Begins).Joined().CaseOf("sends 40,000 characters", Story.Submitted(Story.Mentee, "kickoff.page1.v1", ("purpose", new string('a', 40_000)), ("hope", "1")));
    }

    [Benchmark]
    public object Decide()
    {
        var one = (Case)Input;
        return PairMachine.Decide(one.View, one.Input, one.Now);
    }

    internal static int Run()
    {
        Console.WriteLine("Decide. Goal: under 20 µs for any input.");
        // In this process, because building another project for each case would take longer than measuring it.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(4).WithIterationCount(8).WithIterationTime(TimeInterval.FromMilliseconds(150));
        var config = ManualConfig.CreateEmpty().AddJob(job).AddColumnProvider(DefaultColumnProviders.Instance).AddLogger(ConsoleLogger.Unicode)
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(50)).WithOptions(ConfigOptions.DisableLogFile).WithArtifactsPath(Path.Combine(Path.GetTempPath(), "trustbot-benchmarks"));
        BenchmarkRunner.Run<DecideBenchmark>(config);
        return 0;
    }

    private static Story Second()
    {
        var story = new Story(Begins).Invited();
        story.Press(Story.Mentor, "joining.join.v1");
        return story;
    }

    private static Story Due(Duration later)
    {
        var story = new Story(Begins).Signed();
        story.Wait(later);
        return story;
    }
}
