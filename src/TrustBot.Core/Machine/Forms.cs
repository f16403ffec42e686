using TrustBot.Core.Goals;
using TrustBot.Core.Introductions;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Meetings;
using TrustBot.Core.Messages;
using TrustBot.Core.Privacy;
using TrustBot.Core.Reflection;
using TrustBot.Core.Resting;

namespace TrustBot.Core.Machine;

/// <summary>
/// Every form of a pair by its id, so that a submission is held against the questions that this person could have been asked. What stood
/// in its fields at first makes no difference to that, and is not opened again where that would take long.
/// </summary>
internal static class Forms
{
    /// <returns>Null for a form that does not exist, or not at this point of the pair's life.</returns>
    public static Form? Asked(Drawing drawing, Input.Submitted submitted)
    {
        var id = submitted.Form;
        if (id == IntroductionActions.Form)
            return IntroductionDialog.Form(drawing);
        if (id == MeetingActions.PlanForm)
            return MeetingMessages.PlanForm(drawing);
        if (id == GoalActions.Form)
            return GoalDialog.AddForm(drawing);
        if (id == RestActions.Form)
            return RestMessages.DayForm(drawing);
        if (id == ReflectionActions.NoteForm)
            return ReflectionForms.AnyNote(drawing, submitted.Argument);
        if (id == ReflectionActions.ShareForm)
            return ReflectionForms.Share(drawing, submitted.Argument);
        if (id == ReflectionActions.SendForm)
            return ReflectionForms.Preview(drawing, Words.None);
        return Kickoff(drawing, submitted);
    }

    private static Form? Kickoff(Drawing drawing, Input.Submitted submitted)
    {
        var id = submitted.Form;
        if (drawing.Pair.Kickoff is KickoffState.Answering)
        {
            return id == KickoffActions.Page1 ? KickoffForms.Page(drawing, 1, Sheet.Empty)
                : id == KickoffActions.Page2 ? KickoffForms.Page(drawing, 2, Sheet.Empty)
                : id == KickoffActions.Page3 ? KickoffForms.Page(drawing, 3, Sheet.Empty)
                : null;
        }
        if (drawing.Pair.Kickoff is not (KickoffState.Signing or KickoffState.Signed))
            return null;
        return id == KickoffActions.Sign ? SigningForms.Read(drawing) : id == KickoffActions.EditForm ? SigningForms.AnyEdit(drawing) : null;
    }
}
