using NodaTime;
using TrustBot.Core.Closing;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Pairs;
using TrustBot.Storage;
using TrustBot.Tests.Delivery;

namespace TrustBot.Tests.Rights;

public sealed class OwnDataTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_for_its_sweep_when_a_pairs_time_is_over_is_nobodys_data_any_more()
    {
        var world = new World();
        await world.ProposeAsync("You both nurse.");
        Assert.Single(await WordsForAnaAsync(world));

        var stored = (await world.Table.ReadAsync(Tables.Pairs, Keys.Partition(World.Pair.Value), Keys.Pair, Cancellation))!;
        var over = PairJson.Read<PairRow>(stored.Data).Pair with { Closing = new ClosingState.Erased(new LocalDate(2026, 3, 3), null, []) };
        await world.Table.WriteAsync(Tables.Pairs, Keys.Partition(World.Pair.Value), [new Change.Replace(Keys.Pair, PairJson.Write(new PairRow(Layout.Version, over)), stored.ETag)], Cancellation);

        Assert.Empty(await WordsForAnaAsync(world));
    }

    private static async Task<IReadOnlyCollection<WordsId>> WordsForAnaAsync(World world)
    {
        var ana = (await world.Here.People.ReadAsync(World.Ana, Cancellation))!;
        var bo = (await world.Here.People.ReadAsync(World.Bo, Cancellation))!;
        var pair = (await world.Here.Pairs.ReadAsync(World.Pair, Cancellation))!;
        var programme = (await world.Here.Programmes.ReadAsync(World.Spring, Cancellation))!;
        var view = new PersonView(ana, [new PairOfPerson(pair, bo, programme)], new House("the tests", null, StoreKind.Embedded));
        return [.. (await world.Here.Data.WithDataAsync(view, Cancellation)).Kept.Single().Words.Rows.Keys];
    }
}
