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
        var (from, until) = Keys.All("send");
        foreach (var (name, id) in (IEnumerable<(string, string)>)[(Tables.Pairs, PairId.Value), .. homes.Keys.Select(resident => (Tables.People, resident.Person.Value))])
        {
            var rows = await table.ReadRangeAsync(name, Keys.Partition(id), from, until, 0, Cancellation);
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

    private async Task<IReadOnlyList<SendRow>> SendsAsync()
    {
        var sends = new List<SendRow>(await SendsAsync(Tables.Pairs, PairId.Value));
        foreach (var resident in homes.Keys)
            sends.AddRange(await SendsAsync(Tables.People, resident.Person.Value));
        foreach (var told in await App.Services.GetRequiredService<CaseStore>().AllAsync(Cancellation))
            sends.AddRange(await SendsAsync(Tables.Cases, told.Value));
        return sends;
    }

    private async Task<IReadOnlyList<SendRow>> SendsAsync(string table, string id)
    {
        var (from, until) = Keys.All("send");
        var rows = await App.Services.GetRequiredService<ITable>().ReadRangeAsync(table, Keys.Partition(id), from, until, 0, Cancellation);
        return [.. rows.Select(row => PairJson.Read<SendRow>(row.Data))];
    }

    private bool IsDue(SendRow row)
    {
        var now = App.Services.GetRequiredService<StoryClock>().Now;
        return row.Send.NotBefore <= now && row.State is not SendState.Final && !(row.State is SendState.Wait wait && wait.Until > now + Duration.FromMinutes(2));
    }
}
