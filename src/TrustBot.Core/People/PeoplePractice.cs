using TrustBot.Core.Machine;
using TrustBot.Core.Messages;

namespace TrustBot.Core.People;

/// <summary>What a pair's messages ask about a person. The buttons are answered by <see cref="PersonMachine"/>.</summary>
internal sealed class PeoplePractice : Practice
{
    public override string Name => "people";

    public override bool NeedsBoth => false;

    public override Message? Draw(Drawing drawing, Card card) => card == PeopleMessages.HoursCard ? PeopleMessages.Hours(drawing.Me) : null;
}
