using TrustBot.Simulation;
using TrustBot.Storage;

namespace TrustBot.Tests.Storage;

public sealed class MemoryTableTests : TableContract
{
    private readonly MemoryTable memory = new();
    private readonly ITable locked;

    public MemoryTableTests() => locked = new OneAtATime(memory);

    protected override ITable Table => locked;

    [Theory]
    [InlineData(WriteFault.CrashBefore, false)]
    [InlineData(WriteFault.CrashAfter, true)]
    [InlineData(WriteFault.LostRequest, false)]
    [InlineData(WriteFault.LostAnswer, true)]
    public async Task A_fault_strikes_before_or_after_the_write(WriteFault fault, bool written)
    {
        memory.Faults = (_, _, _) => fault;
        var failure = await Record.ExceptionAsync(async () => await memory.WriteAsync("t", "p", [new Change.Insert("a", "1")], Cancellation));

        Assert.Equal(fault is WriteFault.CrashBefore or WriteFault.CrashAfter, failure is SimulatedCrashException);
        Assert.Equal(fault is WriteFault.LostRequest or WriteFault.LostAnswer, failure is StoreUnavailableException);
        Assert.Equal(written, await memory.ReadAsync("t", "p", "a", Cancellation) is not null);
    }

    [Fact]
    public void Every_call_completes_before_it_returns()
    {
        var table = new MemoryTable();
        Assert.True(table.WriteAsync("t", "p", [new Change.Insert("a", "1")], Cancellation).AsTask().IsCompletedSuccessfully);
        Assert.True(table.ReadAsync("t", "p", "a", Cancellation).AsTask().IsCompletedSuccessfully);
        Assert.True(table.ReadRangeAsync("t", "p", "", "~", 0, Cancellation).AsTask().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_ETags()
    {
        async Task<string> First(ulong seed) =>
            Assert.IsType<WriteResult.Written>(await new MemoryTable(seed).WriteAsync("t", "p", [new Change.Insert("a", "1")], Cancellation)).ETags[0]!;

        Assert.Equal(await First(7), await First(7));
        Assert.NotEqual(await First(7), await First(8));
    }

    [Fact]
    public async Task A_store_that_is_down_answers_with_an_outage()
    {
        memory.Down = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await memory.ReadAsync("t", "p", "a", Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await memory.WriteAsync("t", "p", [new Change.Insert("a", "1")], Cancellation));
    }

    /// <summary>The simulator has one thread; the contract's race has sixteen.</summary>
    /// <summary>For whoever is at it from several threads.</summary>
    internal sealed class OneAtATime(ITable table) : ITable
    {
        private readonly Lock gate = new();

        public ValueTask<Row?> ReadAsync(string name, string partition, string key, CancellationToken cancellation)
        {
            lock (gate)
                return table.ReadAsync(name, partition, key, cancellation);
        }

        public ValueTask<IReadOnlyList<Row>> ReadRangeAsync(string name, string partition, string from, string until, int limit, CancellationToken cancellation)
        {
            lock (gate)
                return table.ReadRangeAsync(name, partition, from, until, limit, cancellation);
        }

        public ValueTask<WriteResult> WriteAsync(string name, string partition, IReadOnlyList<Change> batch, CancellationToken cancellation)
        {
            lock (gate)
                return table.WriteAsync(name, partition, batch, cancellation);
        }

        public IAsyncEnumerable<string> PartitionsAsync(string name, CancellationToken cancellation) => table.PartitionsAsync(name, cancellation);
    }
}
