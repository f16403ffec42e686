using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrustBot.Tests.Teams.Inbound;

/// <summary>Whatever arrives: no failure of ours, and nothing comes in that nobody vouched for.</summary>
public sealed class DoorFuzzTests(DoorFuzzTests.Running running) : IClassFixture<DoorFuzzTests.Running>
{
    [Property(MaxTest = 300)]
    public async Task One_bit_of_a_token_the_other_way_round_and_it_is_refused(NonNegativeInt where, byte bit)
    {
        var parts = new Attempt(TeamsDoor.First).Token.Split('.');
        var bytes = parts.Select(Jwt.Decode).ToArray();
        var (part, at) = Place(bytes, where.Get);
        bytes[part][at] ^= (byte)(1 << (bit % 8));

        await RefusedAsync($"Bearer {string.Join('.', bytes.Select(Jwt.Encode))}");
    }

    [Property(MaxTest = 300)]
    public async Task A_token_cut_or_with_something_put_into_it_is_refused(NonNegativeInt where, NonNegativeInt length, NonEmptyString put)
    {
        var token = new Attempt(TeamsDoor.First).Token;
        // The scheme is not part of it, and neither are spaces at its ends.
        var from = Anywhere(where.Get, token.Length);
        var until = Math.Min(token.Length, from + length.Get);
        var spoilt = token[..from] + Printable(put.Get) + token[until..];
        // The last letter has four bits to spare, which say nothing.
        if (!spoilt.TrimStart(' ').StartsWith(token[..^1], StringComparison.Ordinal))
            await RefusedAsync($"Bearer {spoilt}");
    }

    [Property(MaxTest = 300)]
    public async Task Junk_in_the_header_is_refused(string? junk) => await RefusedAsync(Printable(junk ?? ""));

    [Property(MaxTest = 300)]
    public async Task Bytes_of_a_body_the_other_way_round_are_no_failure_of_ours((NonNegativeInt Where, byte Value)[] changes, NonNegativeInt length)
    {
        var attempt = new Attempt(TeamsDoor.First);
        var body = Encoding.UTF8.GetBytes(attempt.Body.ToJsonString());
        foreach (var (where, value) in changes)
            body[Anywhere(where.Get, body.Length)] = value;
        attempt.RawBody = length.Get % 4 == 0 ? body[..Anywhere(length.Get, body.Length)] : body;

        await NoFailureAsync(attempt);
    }

    [Property(MaxTest = 300)]
    public async Task Junk_for_a_body_is_refused(byte[] body)
    {
        var before = running.Door.Turns.Taken.Count;

        Assert.Equal(HttpStatusCode.BadRequest, await running.Door.SendAsync(new Attempt(TeamsDoor.First) { RawBody = body }));
        Assert.Equal(before, running.Door.Turns.Taken.Count);
    }

    [Property(MaxTest = 300)]
    public async Task Odd_JSON_under_any_name_is_no_failure_of_ours(NonNegativeInt field, NonNegativeInt odd)
    {
        string[] oddities = ["null", "true", "5", "-1e400", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "[null]", "[[]]", "{}", "{\"id\":null}", "{\"id\":{}}", "{\"\":1}", "{\"tenant\":null}", "{\"tenant\":{\"id\":[]}}"];
        var attempt = new Attempt(TeamsDoor.First);
        var names = attempt.Body.Select(property => property.Key).Concat(["value", "entities", "attachments", "membersAdded", "membersRemoved", "name", "replyToId", "locale", "action"]).ToList();
        var name = names[field.Get % names.Count];
        attempt.Body.Remove(name);
        attempt.RawBody = Encoding.UTF8.GetBytes($"{attempt.Body.ToJsonString()[..^1]},\"{name}\":{oddities[odd.Get % oddities.Length]}}}");

        await NoFailureAsync(attempt);
    }

    private static (int Part, int At) Place(byte[][] parts, int where)
    {
        where = Anywhere(where, parts.Sum(part => part.Length));
        var index = 0;
        while (where >= parts[index].Length)
            where -= parts[index++].Length;
        return (index, where);
    }

    /// <summary>Generated numbers are small, and would never leave the beginning.</summary>
    private static int Anywhere(int number, int length) => (int)(number * 104_729L % length);

    private static string Printable(string text) => string.Concat(text.Where(letter => letter is >= ' ' and <= '~'));

    private async Task RefusedAsync(string authorization)
    {
        var before = running.Door.Turns.Taken.Count;

        Assert.Equal(HttpStatusCode.Unauthorized, await running.Door.SendAsync(new Attempt(TeamsDoor.First) { Authorization = _ => authorization }));
        Assert.Equal(before, running.Door.Turns.Taken.Count);
    }

    private async Task NoFailureAsync(Attempt attempt)
    {
        var before = running.Door.Turns.Taken.Count;
        var status = await running.Door.SendAsync(attempt);

        Assert.InRange((int)status, 200, 499);
        Assert.Equal(status == HttpStatusCode.OK ? 1 : 0, running.Door.Turns.Taken.Count - before);
    }

    public sealed class Running : IAsyncLifetime
    {
        public TeamsDoor Door { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Door = await TeamsDoor.StartAsync();

        public ValueTask DisposeAsync() => Door.DisposeAsync();
    }
}
