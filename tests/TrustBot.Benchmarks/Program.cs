using System.Globalization;
using TrustBot.Benchmarks;

return args switch
{
    [] or ["decide"] => DecideBenchmark.Run(),
    ["press"] => await PressBenchmark.RunAsync(null),
    ["press", var kind] => await PressBenchmark.RunAsync(kind),
    ["sweep"] => await SweepBenchmark.RunAsync(SweepBenchmark.Pairs, whole: false),
    ["sweep", var pairs] => await SweepBenchmark.RunAsync(Number(pairs), whole: false),
    ["sweep", var pairs, "whole"] => await SweepBenchmark.RunAsync(Number(pairs), whole: true),
    ["teams"] => await TeamsBenchmark.RunAsync(TeamsBenchmark.Usual, null),
    ["teams", var messages] => await TeamsBenchmark.RunAsync(Number(messages), null),
    ["teams", var messages, var only] => await TeamsBenchmark.RunAsync(Number(messages), only),
    ["slack"] => await SlackBenchmark.RunAsync(SlackBenchmark.Usual, null),
    ["slack", var presses] => await SlackBenchmark.RunAsync(Number(presses), null),
    ["slack", var presses, var only] => await SlackBenchmark.RunAsync(Number(presses), only),
    ["start"] => await StartBenchmark.RunAsync(),
    ["all"] => DecideBenchmark.Run() | await PressBenchmark.RunAsync(null) | await SweepBenchmark.RunAsync(SweepBenchmark.Pairs, whole: false) | await TeamsBenchmark.RunAsync(TeamsBenchmark.Usual, null) | await SlackBenchmark.RunAsync(SlackBenchmark.Usual, null) | await StartBenchmark.RunAsync(),
    // The rest are processes that the above start, so that a server and its load don't share a heap or a core.
    ["serve", var folder, var delivery] => await Server.RunAsync(folder, delivery == "on"),
    ["load", var port, var kind, var connections, var first, var count] => await Load.RunAsync(Number(port), kind, Number(connections), Number(first), Number(count)),
    ["teams-serve", var delivery, .. var settings] => await TeamsServer.RunAsync(delivery == "on", settings),
    ["teams-load"] => await TeamsLoad.RunAsync(),
    ["slack-serve", var delivery, .. var settings] => await SlackServer.RunAsync(delivery == "on", settings),
    ["slack-load", var prompted] => await SlackLoad.RunAsync(Number(prompted)),
    ["sweep-seed", var folder, var pairs] => await SweepBenchmark.SeedAsync(folder, Number(pairs)),
    ["sweep-run", var folder, var phases] => await SweepRun.RunAsync(folder, phases == "whole"),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("decide | press [kind] | sweep [pairs [whole]] | teams [messages [only]] | slack [presses [only]] | start | all");
    return 2;
}
