using TrustBot.Simulation;

namespace TrustBot.Tests.Simulated;

public sealed class StoryTests
{
    [Theory]
    [InlineData(WriteFault.CrashBefore)]
    [InlineData(WriteFault.CrashAfter)]
    [InlineData(WriteFault.LostRequest)]
    [InlineData(WriteFault.LostAnswer)]
    public void A_fault_at_any_write_from_proposal_to_first_answer_changes_nothing_about_the_end(WriteFault fault)
    {
        var (calm, writes) = Simulator.Tell(WriteFault.None, 0);
        Assert.InRange(writes, 100, 1000);
        for (var at = 1; at <= writes; at++)
        {
            var (end, _) = Simulator.Tell(fault, at);
            Assert.True(calm == end, $"{fault} at write {at} of {writes}:\n{end}\ninstead of\n{calm}");
        }
    }
}
