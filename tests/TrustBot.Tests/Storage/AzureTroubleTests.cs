using System.Net;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using TrustBot.Storage;

namespace TrustBot.Tests.Storage;

public sealed class AzureTroubleTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string name = "t" + Guid.NewGuid().ToString("n");
    private readonly Network network = new();
    private AzureTable? table;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(network)) };
        table = AzureTable.Connect(await azurite.ConnectionAsync(), () => throw new InvalidOperationException(), options);
    }

    public ValueTask DisposeAsync()
    {
        network.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(Loss.Connection)]
    [InlineData(Loss.Answer503)]
    public async Task A_batch_whose_answer_was_lost_is_recognised_as_our_own(Loss loss)
    {
        var old = await Written(new Change.Insert("replaced", "1"), new Change.Insert("deleted", "1"));

        network.LoseAnswers(1, loss);
        var etags = await Written(
            new Change.Insert("inserted", "2"), new Change.Replace("replaced", "2", old[0]!), new Change.Delete("deleted", old[1]!), new Change.Put("put", "2"));

        Assert.Equal(2, network.Batches);
        Assert.Equal([new Row("inserted", etags[0]!, "2"), new Row("put", etags[3]!, "2"), new Row("replaced", etags[1]!, "2")], await All());
        Assert.Null(etags[2]);
        await Written(new Change.Replace("inserted", "3", etags[0]!));
    }

    [Fact]
    public async Task Our_own_batch_is_recognised_though_another_has_changed_a_row_of_it_since()
    {
        var other = AzureTable.Connect(await azurite.ConnectionAsync(), () => throw new InvalidOperationException());
        network.LoseAnswers(1, Loss.Connection, afterwards: async () =>
        {
            var row = await other.ReadAsync(name, "p", "b", Cancellation);
            await other.WriteAsync(name, "p", [new Change.Replace("b", "theirs", row!.ETag)], Cancellation);
        });

        var etags = await Written(new Change.Insert("a", "ours"), new Change.Insert("b", "ours"));

        Assert.Equal(["ours", "theirs"], (await All()).Select(row => row.Data));
        await Written(new Change.Replace("a", "ours again", etags[0]!));
        Assert.Equal(new WriteResult.Conflict(0, "b"), await Write(new Change.Replace("b", "ours again", etags[1]!)));
    }

    [Fact]
    public async Task A_conflict_with_another_stays_one_even_when_its_answer_was_lost()
    {
        await Written(new Change.Insert("a", "theirs"));

        network.LoseAnswers(1, Loss.Connection);
        Assert.Equal(new WriteResult.Conflict(1, "a"), await Write(new Change.Insert("b", "ours"), new Change.Insert("a", "ours")));
        Assert.Equal(["theirs"], (await All()).Select(row => row.Data));
    }

    [Fact]
    public async Task A_service_that_answers_nothing_is_an_outage_that_ends_by_itself()
    {
        await Written(new Change.Insert("a", "1"));
        network.Down = true;

        Assert.Contains("can't be reached", (await Assert.ThrowsAsync<StoreUnavailableException>(All)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Write(new Change.Insert("b", "1")));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await table!.ReadAsync(name, "p", "a", Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await table!.PartitionsAsync(name, Cancellation).ToListAsync(Cancellation));

        network.Down = false;
        Assert.Single(await All());
    }

    [Fact]
    public async Task A_service_that_is_down_at_the_first_use_is_used_when_it_is_back()
    {
        network.Down = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(All);
        network.Down = false;
        await Written(new Change.Insert("a", "1"));
    }

    [Fact]
    public async Task A_wrong_account_key_is_an_outage_that_names_the_setting()
    {
        var connection = (await azurite.ConnectionAsync()).Replace("AccountKey=Eby8", "AccountKey=Ebz8", StringComparison.Ordinal);
        var stranger = AzureTable.Connect(connection, () => throw new InvalidOperationException());

        var outage = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await stranger.ReadAsync(name, "p", "a", Cancellation));
        Assert.Contains("TrustBot:Storage", outage.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_was_deleted_behind_our_back_is_an_outage_once_and_then_made_anew()
    {
        await Written(new Change.Insert("a", "1"));
        await new TableServiceClient(await azurite.ConnectionAsync()).DeleteTableAsync("trustbot" + name, Cancellation);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Write(new Change.Insert("b", "1")));
        await Written(new Change.Insert("b", "1"));
    }

    [Fact]
    public async Task A_caller_that_gives_up_during_an_outage_is_told_that_it_gave_up()
    {
        await Written(new Change.Insert("a", "1"));
        using var patience = new CancellationTokenSource();
        network.LoseAnswers(1, Loss.Connection, afterwards: patience.CancelAsync);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await table!.WriteAsync(name, "p", [new Change.Insert("b", "1")], patience.Token));
    }

    private async Task<IReadOnlyList<Row>> All() => await table!.ReadRangeAsync(name, "p", "", "~", 0, Cancellation);

    private async Task<WriteResult> Write(params Change[] batch) => await table!.WriteAsync(name, "p", batch, Cancellation);

    private async Task<IReadOnlyList<string?>> Written(params Change[] batch) => Assert.IsType<WriteResult.Written>(await Write(batch)).ETags;

    public enum Loss
    {
        Connection,
        Answer503,
    }

    /// <summary>A real connection to Azurite that lets batches land and then loses what comes back.</summary>
    private sealed class Network : DelegatingHandler
    {
        private int toLose;
        private Loss loss;
        private Func<Task>? afterwards;

        public Network() : base(new SocketsHttpHandler()) { }

        public bool Down { get; set; }

        public int Batches { get; private set; }

        public void LoseAnswers(int count, Loss how, Func<Task>? afterwards = null)
        {
            (toLose, loss, this.afterwards) = (count, how, afterwards);
            Batches = 0;
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Down)
                throw new HttpRequestException("No route to the service.");
            var answer = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath.EndsWith("/$batch", StringComparison.Ordinal))
            {
                Batches++;
                if (toLose-- > 0)
                    return await Lose(answer, request);
            }
            return answer;
        }

        private async Task<HttpResponseMessage> Lose(HttpResponseMessage answer, HttpRequestMessage request)
        {
            answer.Dispose();
            if (afterwards is not null)
                await afterwards();
            return loss == Loss.Answer503
                ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { RequestMessage = request, Content = new StringContent("") }
                : throw new HttpRequestException("The connection was reset.");
        }
    }
}
