using TrustBot.Simulation;

namespace TrustBot.Tests.Simulated;

public sealed class StoryTests
{
    [Theory]
    [InlineData(WriteFault.CrashBefore, 1)]
    [InlineData(WriteFault.CrashAfter, 1)]
    [InlineData(WriteFault.LostRequest, 1)]
    [InlineData(WriteFault.LostRequest, 2)]
    [InlineData(WriteFault.LostRequest, 3)]
    [InlineData(WriteFault.LostAnswer, 1)]
    [InlineData(WriteFault.LostAnswer, 2)]
    public void A_fault_at_any_write_from_proposal_to_first_answer_changes_nothing_about_the_end(WriteFault fault, int inARow)
    {
        var (calm, writes) = Simulator.Tell(WriteFault.None, 0, 0);
        Assert.InRange(writes, 100, 1000);
        for (var at = 1; at <= writes; at++)
        {
            var (end, _) = Simulator.Tell(fault, at, inARow);
            Assert.True(calm == end, $"{inARow} times {fault} at write {at} of {writes}:\n{end}\ninstead of\n{calm}");
        }
    }
}
