using System.Diagnostics;
using System.Globalization;
using TrustBot.Simulation;

var options = args.Select((name, i) => (name, value: i + 1 < args.Length ? args[i + 1] : "")).Where(one => one.name.StartsWith("--", StringComparison.Ordinal)).ToDictionary(one => one.name[2..], one => one.value);
double Number(string name, double otherwise) => options.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
var first = (ulong)Number("seed", 1);
var seeds = options.ContainsKey("seed") && !options.ContainsKey("seeds") ? 1 : (int)Number("seeds", 10);
var variant = options.GetValueOrDefault("variant") switch { "send-then-save" => Variant.SendThenSave, "blind-resend" => Variant.BlindResend, null => Variant.None, var other => throw new ArgumentException($"There is no variant {other}.") };
var trace = options.ContainsKey("trace") ? Console.Error : null;
var clock = Stopwatch.StartNew();
var reports = new Report?[seeds];
var printed = new Lock();
Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = trace is null ? Environment.ProcessorCount : 1 }, i =>
{
    var report = reports[i] = World.Run(new Settings(first + (ulong)i, (int)Number("pairs", 50), Number("years", 10), variant, trace));
    lock (printed)
    {
        Console.WriteLine($"seed {report.Seed}: {(report.Failure is null ? "holds" : "BROKEN")} · {report.Hash} · {string.Join(", ", report.Counts.Select(one => $"{one.Key} {one.Value}"))}");
        if (report.Failure is null)
            return;
        foreach (var line in report.LastEvents)
            Console.WriteLine("    " + line);
        Console.WriteLine($"  {report.Failure}\n  Again: --seed {report.Seed} --pairs {Number("pairs", 50)} --years {Number("years", 10)}");
    }
});
var broken = reports.Count(report => report!.Failure is not null);
Console.WriteLine($"{seeds - broken} seeds hold, {broken} broken, {clock.Elapsed.TotalSeconds:0.0} s");
return broken == 0 ? 0 : 1;
