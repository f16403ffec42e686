using System.Globalization;
using TrustBot.Benchmarks;

return args switch
{
    [] or ["decide"] => DecideBenchmark.Run(),
    ["press"] => await PressBenchmark.RunAsync(null),
    ["press", var kind] => await PressBenchmark.RunAsync(kind),
    ["sweep"] => await SweepBenchmark.RunAsync(),
    ["start"] => await StartBenchmark.RunAsync(),
    ["all"] => DecideBenchmark.Run() | await PressBenchmark.RunAsync(null) | await SweepBenchmark.RunAsync() | await StartBenchmark.RunAsync(),
    // The rest are processes that the above start, so that a server and its load don't share a heap or a core.
    ["serve", var folder, var delivery] => await Server.RunAsync(folder, delivery == "on"),
    ["load", var port, var kind, var connections, var first, var count] => await Load.RunAsync(Number(port), kind, Number(connections), Number(first), Number(count)),
    ["sweep-run", var folder] => await SweepRun.RunAsync(folder),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("decide | press | sweep | start | all");
    return 2;
}
