using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using TrustBot.Pairs;
using TrustBot.Tests.Slack.Inbound;
using TrustBot.Tests.Stories;

namespace TrustBot.Tests.Walks;

/// <summary>
/// The program is killed at random moments while people write to it in Slack, which sends again what was not acknowledged, and more. Mostly it
/// waits: what was broken off is looked for half a minute later, and once more before it is sent again.
/// </summary>
public sealed class SlackKillTests
{
    private const string Help = "What TrustBot can do for you";
    private const int Kills = 5;
    private const int MostWordsEach = 12;

    private const string Pairs =
        """
        mentor,mentor_name,mentee,mentee_name
        ana@example.org,Ana Ruiz,bo@example.org,Bo Lind
        cy@example.org,Cy Young,di@example.org,Di Moss
        """;

    private static readonly Resident[] People = [Resident.Ana, Resident.Bo, new("cy", "Cy Young"), new("di", "Di Moss")];

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task N09_After_every_kill_each_word_is_answered_once_and_none_is_lost()
    {
        await using var street = await SlackStreet.OpenAsync();
        await using var program = RunningProgram.Stopped();
        foreach (var setting in street.Settings)
            program.Settings[setting.Split('=')[0].TrimStart('-').Replace(":", "__", StringComparison.Ordinal)] = setting.Split('=', 2)[1];
        // Without the Sandbox, whose clock is not Slack's: what may have arrived is looked for by the time it was sent.
        (program.Settings["TrustBot__Sandbox"], program.Settings["TrustBot__CoordinatorHere"]) = ("false", "true");
        await AgainAsync(program, street);
        using (var client = new SandboxClient(program.Address))
            await client.ImportAsync(Pairs);
        Array.ForEach(People, street.Bring);
        var random = new Random(1);
        var said = People.ToDictionary(person => person, _ => new List<JsonObject>());
        for (var kill = 1; kill <= Kills; kill++)
        {
            var lost = await UntilKilledAsync(program, street, said, random);
            await AgainAsync(program, street);
            await Task.WhenAll(lost.Select(delivery => TakenAsync(street, delivery)));
        }
        await Task.WhenAll(said.Values.SelectMany(all => all).Select(delivery => TakenAsync(street, delivery)));

        // What was broken off in the middle of a call may be there already, and would come twice only when it is looked for.
        await Until.HoldsAsync(
            () => People.All(person => AnswersTo(street, person) >= said[person].Count) && IsQuiet(program),
            Longest,
            () => $"Answered: {string.Join(", ", People.Select(person => $"{person.Name} {AnswersTo(street, person)} of {said[person].Count}"))}; something is on its way: {!IsQuiet(program)}");
        Assert.Equal(People.Select(person => said[person].Count), People.Select(person => AnswersTo(street, person)));
        Assert.True(said.Values.Sum(all => all.Count) > Kills, "Hardly anything was said.");
    }

    /// <summary>Everybody writes at once; after a random number of acknowledgements, and a random moment more, the program is gone.</summary>
    /// <returns>What was not acknowledged.</returns>
    private static async Task<IReadOnlyList<JsonObject>> UntilKilledAsync(RunningProgram program, SlackStreet street, Dictionary<Resident, List<JsonObject>> said, Random random)
    {
        var (acknowledgements, moment) = (random.Next(1, 6), random.Next(200_000));
        using var gone = new CancellationTokenSource();
        var lost = await Task.WhenAll(said.Select(pair => Task.Run(async () =>
        {
            var (person, words) = pair;
            while (!gone.IsCancellationRequested && words.Count < MostWordsEach)
            {
                var delivery = street.Said(person, "help");
                words.Add(delivery);
                var taken = false;
                await Until.HoldsAsync(async () => (taken = await IsTakenAsync(street, delivery)) || gone.IsCancellationRequested, Longest, () => $"Never acknowledged: {delivery}");
                if (!taken)
                    return delivery;
                if (Interlocked.Decrement(ref acknowledgements) > 0)
                    continue;
                await gone.CancelAsync();
                Thread.SpinWait(moment);
                program.Kill();
            }
            return null;
        })));
        program.Kill();
        return [.. lost.OfType<JsonObject>()];
    }

    private static async Task AgainAsync(RunningProgram program, SlackStreet street)
    {
        await program.AgainAsync();
        street.OpenAt(program.Address);
    }

    private static async Task<bool> IsTakenAsync(SlackStreet street, JsonObject delivery)
    {
        try
        {
            return (await street.PostAsync(SlackAttempt.Event(delivery))).Status == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>As Slack does, until it is acknowledged: just after its start TrustBot does not know yet which workspace it speaks in.</summary>
    private static Task TakenAsync(SlackStreet street, JsonObject delivery) => Until.HoldsAsync(() => IsTakenAsync(street, delivery), Longest, () => $"Never acknowledged: {delivery}");

    private static int AnswersTo(SlackStreet street, Resident person) => street.ChatOf(person).Count(text => text.Contains(Help, StringComparison.Ordinal));

    /// <summary>Whether nothing is left that could still be sent, or sent again. The contact whom nobody has brought to Slack stays out of reach.</summary>
    private static bool IsQuiet(RunningProgram program)
    {
        using var connection = new SqliteConnection($"Data Source={program.Database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT data FROM rows WHERE rk >= 'send:' AND rk < 'send;'";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (PairJson.Read<SendRow>(rows.GetString(0)).State is not (SendState.Final or SendState.Wait { Reason: "no-address" }))
                return false;
        }
        return true;
    }
}
