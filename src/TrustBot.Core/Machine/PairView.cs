using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;

namespace TrustBot.Core.Machine;

/// <summary>Everything that a decision about a pair may look at.</summary>
/// <param name="Pair">Null before it was proposed.</param>
/// <param name="Words">Only those that <see cref="PairMachine.Needs"/> named.</param>
public sealed record PairView(Pair? Pair, Person Mentor, Person Mentee, Programme Programme, House House, Opened Words)
{
    public Person Of(Role role) => role == Role.Mentor ? Mentor : Mentee;

    public Person Partner(PersonId of) => of == Mentor.Id ? Mentee : Mentor;

    /// <returns>Null when this person is not a member of the pair.</returns>
    public Role? SeatOf(PersonId person) => person == Mentor.Id ? Role.Mentor : person == Mentee.Id ? Role.Mentee : null;
}
