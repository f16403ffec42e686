using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TrustBot.Cases;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Sandbox;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.Tests.Stories;

internal sealed partial class Town
{
    /// <summary>
    /// Both have signed, in a chat that stands nowhere any more: what came before a story, in a moment. Their first word brings them to their platform.
    /// </summary>
    public async Task SignedBeforeAsync(ChannelId? wins = null)
    {
        await InviteAsync(wins);
        foreach (var resident in homes.Keys)
            Assert.True(await People.BindAsync(resident.Person, new Address(SandboxChannel.ChannelName, resident.Person.Value), Cancellation));
        foreach (var resident in Resident.Both)
            await DoAsync(resident, "joining.join.v1");
        foreach (var resident in Resident.Both)
            await DoAsync(resident, "kickoff.open.v1");
        foreach (var resident in Resident.Both)
            await DoAsync(resident, "kickoff.read.v1");
        Assert.IsType<KickoffState.Signed>((await PairAsync()).Kickoff);
        await QuietAsync();
        await CleanAsync();
    }

    /// <summary>Presses, and sends every page that opens, with something in every field that asks for it.</summary>
    private async Task DoAsync(Resident by, string action)
    {
        var inbox = App.Services.GetRequiredService<Inbox>();
        var page = await inbox.PressAsync(by.Person, PairId, new ActionId(action), null, null, Cancellation);
        while (page is not null)
        {
            var answers = page.Parts.OfType<FormPart.Question>().Select(question => question.Field).ToImmutableDictionary(field => field.Name, field => new Words(AnswerOf(by, field)));
            page = (await inbox.SubmitAsync(by.Person, new Submission(page.Id, page.Pair, page.Argument, new FormAnswers(answers), page.Nonce, page.BasedOn, page.From), Cancellation) as FormReply.Next)?.Form;
        }

        static string AnswerOf(Resident by, Field field) => field switch
        {
            Field.Choice choice => choice.Selected ?? choice.Options[0].Value,
            Field.Choices choices => string.Join(',', choices.Selected),
            Field.Text text => $"~{by.Id} {text.Name}",
            _ => "",
        };
    }

    /// <summary>What was sent so far is forgotten on both sides.</summary>
    private async Task CleanAsync()
    {
        var table = App.Services.GetRequiredService<ITable>();
        foreach (var (name, id) in (IEnumerable<(string, string)>)[(Tables.Pairs, PairId.Value), .. homes.Keys.Select(resident => (Tables.People, resident.Person.Value))])
        {
            var rows = await RowsAsync(name, id, "send");
            Assert.All(rows, row => Assert.IsAssignableFrom<SendState.Final>(PairJson.Read<SendRow>(row.Data).State));
            await table.DeleteAsync(name, Keys.Partition(id), rows, Cancellation);
        }
        await using var chats = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "data", "sandbox.db")};Pooling=False");
        await chats.OpenAsync(Cancellation);
        await using var delete = chats.CreateCommand();
        delete.CommandText = "DELETE FROM item; DELETE FROM landed;";
        await delete.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>What became of the messages that are about this person rather than a pair.</summary>
    public async Task<IReadOnlyList<SendState>> StatesOfAsync(Resident resident) => [.. (await SendsAsync(Tables.People, resident.Person.Value)).Select(row => row.State)];

    /// <summary>Something was decided and is not out yet: a message, a word to a pair, or that somebody is to be forgotten.</summary>
    private async Task<bool> IsBusyAsync()
    {
        var reached = new HashSet<PersonId>();
        foreach (var resident in homes.Keys)
        {
            var person = await PersonAsync(resident);
            if ((await RowsAsync(Tables.People, resident.Person.Value, "tell")).Count > 0 || (person.Forgetting is not null && (await PairAsync()).IsLiving))
                return true;
            if (person.Reachable is not null)
                reached.Add(person.Id);
        }
        return (await SendsAsync()).Any(row => IsDue(row, reached));
    }

    public async Task<IReadOnlyList<SendRow>> SendsAsync()
    {
        var sends = new List<SendRow>(await SendsAsync(Tables.Pairs, PairId.Value));
        foreach (var resident in homes.Keys)
            sends.AddRange(await SendsAsync(Tables.People, resident.Person.Value));
        foreach (var told in await App.Services.GetRequiredService<CaseStore>().AllAsync(Cancellation))
            sends.AddRange(await SendsAsync(Tables.Cases, told.Value));
        return sends;
    }

    private async Task<IReadOnlyList<SendRow>> SendsAsync(string table, string id) => [.. (await RowsAsync(table, id, "send")).Select(row => PairJson.Read<SendRow>(row.Data))];

    private async Task<IReadOnlyList<Row>> RowsAsync(string table, string id, string kind)
    {
        var (from, until) = Keys.All(kind);
        return await App.Services.GetRequiredService<ITable>().ReadRangeAsync(table, Keys.Partition(id), from, until, 0, Cancellation);
    }

    /// <summary>A moment is rounded where it is stored, and what a platform's limits hold back waits a little.</summary>
    private bool IsDue(SendRow row, HashSet<PersonId> reached)
    {
        var soon = App.Services.GetRequiredService<StoryClock>().Now + Duration.FromSeconds(10);
        return row.Send.NotBefore <= soon && row.State switch
        {
            SendState.Final => false,
            SendState.Wait { Reason: "no-address" or "no-channel" } => reached.Contains(row.Send.To),
            SendState.Wait wait => wait.Until <= soon,
            _ => true,
        };
    }
}
