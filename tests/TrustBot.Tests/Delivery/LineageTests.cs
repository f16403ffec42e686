using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Delivery;
using TrustBot.Pairs;

namespace TrustBot.Tests.Delivery;

/// <summary>What a change can say of the message that it is to change.</summary>
public sealed class LineageTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 3, 9, 0);

    public static TheoryData<SendState> Open => [new SendState.Unknown(Now, 1, Now, 0), new SendState.Trying(1, "first", Now, Now, "token")];

    [Theory]
    [MemberData(nameof(Open))]
    public void What_may_have_arrived_is_not_known_to_have_never_come(SendState state)
    {
        var lineage = new Lineage([RowOf("late", new SendState.Skipped("late", Now)), RowOf("question", state)], IsWhole: true);

        Assert.True(lineage.IsOpen);
        Assert.False(lineage.NeverCame);
        Assert.True((lineage with { Rows = [lineage.Rows[0]] }).NeverCame);
    }

    private static SendRow RowOf(string key, SendState state) => new(Layout.Version, new Send(new SendKey(key), World.Ana, new Card("start"), Now, Now), 1, 0, Now, state);
}
