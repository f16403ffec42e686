using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Attention;
using TrustBot.Core.Introductions;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;

namespace TrustBot.Core.Joining;

/// <summary>Both are asked before anything else happens, and nobody learns who said no.</summary>
internal static class JoiningDialog
{
    public static readonly Card Invitation = new("joining.invitation");
    public static readonly Card DidNotStart = new("joining.not-started");
    public static readonly Card AskCoordinator = new("joining.ask");

    /// <summary>Names the moment it was planned for, so that one that was taken back does not go out beside a later one.</summary>
    public static Card InvitationOf(Instant at) => Invitation with { Argument = InstantPattern.General.Format(at) };

    /// <summary>Whether this invitation is the one that stands.</summary>
    public static bool IsCurrent(Pair pair, Card card) =>
        card.Kind != Invitation.Kind || card.Argument is null || (pair.Joining is JoiningState.Inviting { At: var at } && card == InvitationOf(at));

    public static Pair Propose(Input.Proposed proposed) => new()
    {
        Id = proposed.Id,
        Programme = proposed.Programme,
        Mentor = proposed.Mentor,
        Mentee = proposed.Mentee,
        Cohort = proposed.Cohort,
    };

    public static void Invite(Ruling ruling, Input.Invited invited)
    {
        if (ruling.Pair.Joining is not JoiningState.Proposed)
            return;
        var programme = ruling.View.Programme;
        var zone = Zones.Get(programme.Hours.Zone);
        var last = invited.At.InZone(zone).Date.PlusDays(programme.InvitationDays);
        var end = programme.Hours.Until == LocalTime.Midnight ? LocalTime.MaxValue : programme.Hours.Until;
        var deadline = zone.AtLeniently(last + end).ToInstant();
        ruling.Pair = ruling.Pair with { Joining = new JoiningState.Inviting(invited.At, deadline, AtFirst(Role.Mentor), AtFirst(Role.Mentee)) };
        ruling.Note("invited", null);
        // Nobody is told that one of them is not asked: it ends like any invitation that was not taken up.
        Answer AtFirst(Role role) => IsRefused(ruling.View.Of(role), ruling.Pair.Programme) ? Answer.NotThisProgramme : Answer.Open;
        foreach (var role in Roles.Both)
        {
            if (AtFirst(role) != Answer.Open)
                continue;
            var to = ruling.Pair.Of(role);
            var at = Window.NextOpening(invited.At, ruling.View.Of(role).Hours, []);
            ruling.Add(new Send(SendKey.ForRevision("joining.invitation", ruling.Revision, ruling.Pair.Id, to), to, InvitationOf(invited.At), at, deadline));
        }
    }

    /// <summary>Somebody said on one invitation that they want no more of this programme; the others of that person stay as they are.</summary>
    public static void NoMore(Ruling ruling, Role by)
    {
        if (ruling.Pair.Joining is not JoiningState.Inviting inviting || inviting.AnswerOf(by) != Answer.No || !IsRefused(ruling.View.Of(by), ruling.Pair.Programme))
            return;
        ruling.Pair = ruling.Pair with
        {
            Joining = by == Role.Mentor ? inviting with { Mentor = Answer.NotThisProgramme } : inviting with { Mentee = Answer.NotThisProgramme },
        };
    }

    public static bool IsRefused(Person person, ProgrammeId programme) => person.IsForgotten || person.NoInvitationsFrom.Contains(programme);

    /// <summary>Only an invitation that has not gone out can be taken back; the gate then holds its messages.</summary>
    public static void Cancel(Ruling ruling)
    {
        if (ruling.Pair.Joining is not JoiningState.Inviting { Mentor: Answer.Open, Mentee: Answer.Open } inviting || ruling.Now >= inviting.At)
            return;
        ruling.Pair = ruling.Pair with { Joining = new JoiningState.Proposed() };
        ruling.Note("invitation-cancelled", null);
    }

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        if (pressed.Action == JoiningActions.AskCoordinator)
        {
            ruling.Answer(by, AskCoordinator, "joining.ask");
            return;
        }
        switch (ruling.Pair.Joining)
        {
            case JoiningState.Inviting inviting:
                Decide(ruling, by, pressed, inviting);
                ruling.Redraw(by, Invitation, pressed.From);
                break;
            case JoiningState.NotStarted over when pressed.Action == JoiningActions.Again && pressed.Argument is JoiningActions.Yes or JoiningActions.No:
                var again = pressed.Argument == JoiningActions.Yes ? Again.Yes : Again.No;
                if (over.AgainOf(by) == Again.Unsaid)
                    ruling.Pair = ruling.Pair with { Joining = by == Role.Mentor ? over with { MentorAgain = again } : over with { MenteeAgain = again } };
                ruling.Redraw(by, DidNotStart, pressed.From);
                break;
            default:
                ruling.Redraw(by, Invitation, pressed.From);
                break;
        }
    }

    public static void Settle(Ruling ruling)
    {
        if (ruling.Pair.Joining is not JoiningState.Inviting inviting || ruling.Now < inviting.Deadline)
            return;
        ruling.Pair = ruling.Pair with { Joining = new JoiningState.NotStarted(ruling.Now, inviting.Mentor, inviting.Mentee, Again.Unsaid, Again.Unsaid) };
        ruling.Note("did-not-start", null);
        foreach (var role in Roles.Both)
        {
            if (inviting.AnswerOf(role) != Answer.NotThisProgramme)
                ruling.Tell(role, DidNotStart, "joining.not-started");
        }
    }

    public static Instant? NextDue(Pair pair) => (pair.Joining as JoiningState.Inviting)?.Deadline;

    private static void Decide(Ruling ruling, Role by, Input.Pressed pressed, JoiningState.Inviting inviting)
    {
        var before = inviting.AnswerOf(by);
        var after = (pressed.Action.Value, before) switch
        {
            (var action, Answer.Open) when action == JoiningActions.Join.Value => Answer.Yes,
            (var action, Answer.Open) when action == JoiningActions.Decline.Value => Answer.No,
            (var action, Answer.No) when action == JoiningActions.DeclineScope.Value && pressed.Argument == JoiningActions.Pairing => Answer.NotThisPairing,
            _ => before,
        };
        if (after == before)
            return;
        inviting = by == Role.Mentor ? inviting with { Mentor = after } : inviting with { Mentee = after };
        ruling.Pair = ruling.Pair with { Joining = inviting };
        if (after == Answer.Yes && !ruling.View.Of(by).HoursChosen)
            ruling.Answer(by, PeopleMessages.HoursCard, "people.hours");
        if (inviting is { Mentor: Answer.Yes, Mentee: Answer.Yes })
            Start(ruling, by);
    }

    private static void Start(Ruling ruling, Role last)
    {
        var zone = Zones.Get(ruling.View.Programme.Hours.Zone);
        var today = ruling.Now.InZone(zone).Date;
        ruling.Pair = ruling.Pair with
        {
            Joining = new JoiningState.Joined(ruling.Now),
            Prompts = ruling.Pair.Prompts with { StartsOn = today.PlusWeeks(4) },
            LastActivity = today,
        };
        ruling.Note("joined", null);
        foreach (var role in Roles.Both)
        {
            StartCard.Open(ruling, role, answers: role == last);
        }
    }
}
