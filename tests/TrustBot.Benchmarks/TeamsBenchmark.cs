using System.Diagnostics;
using System.Globalization;

namespace TrustBot.Benchmarks;

/// <summary>From a message of Teams to the durable commit, and to the reply at the Connector. Bot on core 0; people and Connector, in one process, on core 1.</summary>
/// <remarks>
/// Either bot gets the same activities from the same people over as many connections, has a core of its own, and sends each reply to the same
/// Connector. Two things favour one of them. The Bot Builder bot answers 200 after its reply, TrustBot before it: "answered" flatters TrustBot,
/// which may owe replies by then, so "finished" counts both until the last reply. And the Bot Builder bot keeps a number in memory and sends a
/// line of text, where TrustBot commits five rows to disk before the reply is sent and one after it, drops repeats, and sends a card: the times of
/// its rate compare programs, not work. Where a column says more than the core of the load can do, see "µs load".
/// </remarks>
internal static class TeamsBenchmark
{
    public const int Usual = 20_000;

    private const int Warm = 50_000;
    private const int Idle = 500;
    private const int Connections = 32;
    private const int Together = 20;

    private static readonly Bot[] All =
    [
        new("TrustBot: help, committed", "help", Delivery: false, Tokens: false),
        new("TrustBot: help, committed and replied", "help", Delivery: true, Tokens: false),
        new("TrustBot: the same, tokens verified", "help", Delivery: true, Tokens: true),
        new("TrustBot: status of a pair, replied", "status", Delivery: true, Tokens: false),
        new("Bot Builder JS 4.23.3: a counter, replied", "help", Delivery: true, Tokens: false, IsPeer: true),
    ];

    /// <param name="messages">How many are written while it is measured.</param>
    /// <param name="only">A part of a row's name; null for all.</param>
    public static async Task<int> RunAsync(int messages, string? only)
    {
        Place.Say($"""
            Teams. {messages:n0} messages over {Connections} connections, each from somebody else in a chat of their own, in {TeamsWorld.Tenants} tenants; {Warm:n0} before them to warm up.
            Goals: under 400 µs of processor a message, four times what the Bot Builder bot does, under 150 MB, and none of {Together} at once lost.
            TrustBot answers 200 once SQLite (synchronous=FULL) holds the message's id and what was decided, and sends the reply beside that. For status
            it holds the question by then, which the pair's own partition answers beside that. "Committed" alone sends nothing; "replied" counts all
            that sending costs, until the last reply is at the Connector. The Bot Builder bot keeps a number in memory and answers 200 after its reply.
            Teams' limits of 25 replies a second in a tenant and 4 in a chat hold, and are not reached. Tokens are not asked for unless it says so.
            "Finished" counts until the last reply has arrived, for either bot; "answered" only until the last 200, so that TrustBot may owe replies by then.

            {"",-42} {"answered",9} {"finished",9} {"µs a message",14} {"a core could",13} {"µs load",8} {"kB alloc.",9} {"idle: 200",13} {"idle: reply",13} {"MB peak (own)",16}  {"replies",15}  {Together} at once in one chat
            """);
        var measured = new Dictionary<Bot, Rate>();
        foreach (var bot in All.Where(bot => only is null || bot.Name.Contains(only, StringComparison.Ordinal)))
        {
            if (await MeasureAsync(bot, messages) is { } rate)
                measured[bot] = rate;
        }
        if (only is null && measured.TryGetValue(All[^1], out var peer))
        {
            Place.Say($"\nTimes the Bot Builder bot's rate: answered and finished in this run, and as a core of its own could:");
            foreach (var bot in All[..^1])
                Place.Say($"{bot.Name,-42} {measured[bot].Answered / peer.Answered,9:f1} {measured[bot].Finished / peer.Finished,9:f1} {measured[bot].Possible / peer.Possible,9:f1}");
        }
        return 0;
    }

    /// <returns>Null where the bot could not be run.</returns>
    private static async Task<Rate?> MeasureAsync(Bot bot, int messages)
    {
        using var place = new Place();
        using var teams = Place.Start(1, "teams-load");
        var sink = (await teams.StandardOutput.ReadLineAsync())!;
        if (!bot.IsPeer)
            await TeamsServer.SeedAsync(place.Folder);
        using var server = bot.IsPeer ? Place.Peer("Bot Builder bot", "botbuilder", "botbuilder.js") : Place.Start(0, ["teams-serve", bot.Delivery ? "on" : "off", .. TeamsServer.Settings(place.Folder, sink, bot.Tokens)]);
        if (server is null)
            return null;
        var talk = new Talk(bot, teams, await Place.PortOfAsync(server));
        await talk.WriteAsync(Connections, Warm);
        await talk.SettleAsync();
        var idle = await talk.WriteAsync(1, Idle);
        var quiet = await talk.SettleAsync();
        var (before, teamsBefore, since) = (await Counts.OfAsync(server, !bot.IsPeer), await Counts.OfAsync(teams, tells: false), Stopwatch.GetTimestamp());
        var busy = await talk.WriteAsync(Connections, messages);
        var done = await talk.SettleAsync();
        var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        var used = await Counts.OfAsync(server, !bot.IsPeer) - before;
        var load = await Counts.OfAsync(teams, tells: false) - teamsBefore;
        var finished = bot.Delivery ? messages / seconds : busy.PerSecond;
        var possible = 1e6 * messages / (used.Program + used.Kernel);
        var replies = bot.Delivery ? string.Create(CultureInfo.InvariantCulture, $"{done.Replies:n0}/{talk.Written:n0}") : "none sent";
        var reply = bot.Delivery ? string.Create(CultureInfo.InvariantCulture, $"{quiet.Median:f1} {quiet.Most:f1} ms") : "";
        var crowd = bot.Delivery ? await CrowdAsync(talk) : "";
        Place.Say($"{bot.Name,-42} {busy.PerSecond,9:n0} {finished,9:n0} {used.Program / messages,8:f0} + {used.Kernel / messages,3:f0} {possible,13:n0} {(load.Program + load.Kernel) / messages,8:f0} {(bot.IsPeer ? "" : $"{used.Allocated / messages / 1024:f0}"),9} {$"{idle.Median:f1} {idle.Most:f1} ms",13} {reply,13} {Place.MemoryOf(server.Id),16}  {replies,15}  {crowd}{(talk.Failures > 0 ? $"; {talk.Failures} not answered with 200" : "")}");
        server.StandardInput.Close();
        teams.StandardInput.Close();
        await Task.WhenAll(server.WaitForExitAsync(), teams.WaitForExitAsync());
        return new Rate(busy.PerSecond, finished, possible);
    }

    /// <summary>Many messages at once in one chat, one more, and the first ones again as Teams sends them when it saw no answer.</summary>
    private static async Task<string> CrowdAsync(Talk talk)
    {
        var first = talk.Next;
        await talk.WriteAsync(Together, Together, TeamsWorld.Crowded);
        await talk.SettleAsync();
        var (replies, _) = await talk.CrowdedAsync();
        await talk.WriteAsync(1, 1, TeamsWorld.Crowded);
        await talk.SettleAsync();
        var (_, said) = await talk.CrowdedAsync();
        await talk.RepeatAsync(first, Together, TeamsWorld.Crowded);
        var (after, _) = await talk.CrowdedAsync();
        var counter = said.Length > 0 ? $", its count after one more is {said[6..]}" : "";
        return $"{replies} replies{counter}; sent again: {after - Together - 1} more";
    }

    private sealed record Bot(string Name, string Text, bool Delivery, bool Tokens, bool IsPeer = false);

    /// <summary>Messages a second: answered and finished while others used the machine too, and what their processor time leaves room for on a core.</summary>
    private sealed record Rate(double Answered, double Finished, double Possible);

    private sealed record Numbers(double PerSecond, double Median, double Most);

    private sealed record Settled(int Replies, double Median, double Most);

    /// <summary>What the process that writes is told, and says.</summary>
    private sealed class Talk(Bot bot, Process teams, string port)
    {
        public int Next { get; private set; }

        public int Written => Next;

        public int Failures { get; private set; }

        public async Task<Numbers> WriteAsync(int connections, int count, int? person = null)
        {
            var first = Next;
            Next += count;
            return await WriteAsync(connections, first, count, person);
        }

        public async Task RepeatAsync(int first, int count, int person)
        {
            await WriteAsync(count, first, count, person);
            await AskAsync($"settle {Next + count}");
        }

        public async Task<Settled> SettleAsync()
        {
            var words = bot.Delivery ? await AskAsync($"settle {Next}") : ["0", "0", "0"];
            return new Settled((int)Parse(words[0]), Parse(words[1]), Parse(words[2]));
        }

        /// <returns>How many replies stand in that chat, and what the last one says as text.</returns>
        public async Task<(int Replies, string Said)> CrowdedAsync()
        {
            var words = await AskAsync("crowded");
            return ((int)Parse(words[0]), string.Join(' ', words[1..]));
        }

        private async Task<Numbers> WriteAsync(int connections, int first, int count, int? person)
        {
            var words = await AskAsync(string.Create(CultureInfo.InvariantCulture, $"write {port} {bot.Text} {(bot.Tokens ? "on" : "off")} {connections} {first} {count} {person ?? 0} {(person is null ? TeamsWorld.People : 1)}"));
            Failures += (int)Parse(words[3]);
            return new Numbers(Parse(words[0]), Parse(words[1]), Parse(words[2]));
        }

        private Task<string[]> AskAsync(string order) => Place.AskAsync(teams, order);

        private static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);
    }
}
