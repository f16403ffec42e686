using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Introductions;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Reflection;

namespace TrustBot.Core.Kickoff;

/// <summary>From separate answers to picks for the gaps. What follows, signing, is in <see cref="SigningDialog"/>.</summary>
internal static class KickoffDialog
{
    public static readonly Card Choose = new("kickoff.choose");

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        var drawing = new Drawing(ruling.View, ruling.Pair, by, ruling.Now);
        switch (ruling.Pair.Kickoff)
        {
            case KickoffState.Answering answering when pressed.Action == KickoffActions.Open:
                if (answering.Of(by).IsDone)
                    StartCard.Redraw(ruling, by);
                else
                    ruling.Form = KickoffForms.Page(drawing, Math.Min(answering.Of(by).Pages, Draft.AllPages - 1) + 1);
                break;
            case KickoffState.Choosing choosing when pressed.Action == KickoffActions.Pick:
                Pick(ruling, by, choosing, pressed.Argument ?? "");
                ruling.Redraw(by, Choose, pressed.From);
                break;
            case KickoffState.Choosing when pressed.Action == KickoffActions.SideBySide:
                ruling.Form = KickoffForms.SideBySide(drawing);
                break;
            case KickoffState.Choosing when pressed.Action == KickoffActions.Open:
                ruling.Redraw(by, StartCard.Card, pressed.From);
                break;
            case KickoffState.Answering or KickoffState.Choosing:
                break;
            default:
                SigningDialog.Press(ruling, by, pressed);
                break;
        }
    }

    public static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var page = PageOf(submitted.Form);
        if (page == 0)
            SigningDialog.Submit(ruling, by, submitted);
        else if (ruling.Pair.Kickoff is KickoffState.Answering answering && !answering.Of(by).IsDone && page <= answering.Of(by).Pages + 1)
            Keep(ruling, by, answering, page, submitted.Answers);
        else
            ruling.Reply = FormReply.Errors.Of(ruling.Say(by).MovedOn);
    }

    private static int PageOf(ActionId form) =>
        form == KickoffActions.Page1 ? 1 : form == KickoffActions.Page2 ? 2 : form == KickoffActions.Page3 ? 3 : 0;

    private static void Keep(Ruling ruling, Role by, KickoffState.Answering answering, int page, FormAnswers answers)
    {
        var draft = answering.Of(by);
        if (page > draft.Pages + 1)
        {
            ruling.Reply = new FormReply.Next(KickoffForms.Page(new Drawing(ruling.View, ruling.Pair, by, ruling.Now), draft.Pages + 1));
            return;
        }
        var author = ruling.Pair.Of(by).Value;
        var sheet = KickoffForms.FieldsOf(page).Aggregate(ruling.Open(draft.Answers), (sheet, name) => sheet.With(name, answers[name]));
        if (page == Draft.AllPages && answers.IsTicked(KickoffForms.KeepBoundaries) && !sheet["boundaries"].IsEmpty)
        {
            ReflectionDialog.Keep(ruling, by, sheet["boundaries"]);
            sheet = sheet.With("boundaries", Words.None);
        }
        ruling.Erase(draft.Answers);
        draft = new Draft(ruling.Write(Visibility.AfterBoth, author, sheet.ToWords()), Math.Max(draft.Pages, page));
        answering = answering.With(by, draft);
        ruling.Pair = ruling.Pair with { Kickoff = answering };
        if (page < Draft.AllPages)
        {
            ruling.Reply = new FormReply.Next(KickoffForms.Page(new Drawing(ruling.View, ruling.Pair, by, ruling.Now), page + 1, sheet));
            return;
        }
        ruling.Reply = new FormReply.Close();
        ruling.Note("kickoff-answered", ruling.Pair.Of(by));
        if (answering.Of(by.Other()).IsDone)
            OpenForBoth(ruling, by, answering, sheet);
        else
            StartCard.Redraw(ruling, by);
    }

    /// <summary>Both are done: the sealed sheets become words of the two.</summary>
    private static void OpenForBoth(Ruling ruling, Role last, KickoffState.Answering answering, Sheet lastSheet)
    {
        var first = last.Other();
        var firstSheet = ruling.Open(answering.Of(first).Answers);
        ruling.Erase(answering.Of(first).Answers);
        ruling.Forget(answering.Of(last).Answers!);
        var lastWords = ruling.Write(Visibility.UsTwo, ruling.Pair.Of(last).Value, lastSheet.ToWords());
        var firstWords = ruling.Write(Visibility.UsTwo, ruling.Pair.Of(first).Value, firstSheet.ToWords());
        var choosing = last == Role.Mentor ? new KickoffState.Choosing(lastWords, firstWords, null, null) : new KickoffState.Choosing(firstWords, lastWords, null, null);
        ruling.Pair = ruling.Pair with { Kickoff = choosing with { Since = ruling.Now }, LastActivity = ruling.Today(last) };
        var comparing = last == Role.Mentor ? new Comparing(lastSheet, firstSheet) : new Comparing(firstSheet, lastSheet);
        StartCard.RedrawBoth(ruling);
        if (comparing.Gaps.IsEmpty)
        {
            SigningDialog.Begin(ruling, last, comparing.Agree(Sheet.Empty, Sheet.Empty, SigningDialog.ReviewDay(ruling)));
            return;
        }
        foreach (var role in Roles.Both)
        {
            var to = ruling.Pair.Of(role);
            var at = role == last ? ruling.Now : Window.NextOpening(ruling.Now, ruling.View.Of(role).Hours, []);
            ruling.Add(new Send(ChooseKey(ruling.Pair.Id, to), to, Choose, at, at + Ruling.ServiceUseful, Answers: role == last));
        }
    }

    public static void Retell(Ruling ruling, Role role)
    {
        var to = ruling.Pair.Of(role);
        ruling.Add(new Send(SendKey.ForRevision("kickoff.choose-again", ruling.Revision, ruling.Pair.Id, to), to, Choose, ruling.Now, ruling.Now + Ruling.ServiceUseful, ChooseKey(ruling.Pair.Id, to), Answers: true));
    }

    private static SendKey ChooseKey(PairId pair, PersonId to) => new($"kickoff.choose~{to}~{pair}");

    private static void Pick(Ruling ruling, Role by, KickoffState.Choosing choosing, string argument)
    {
        var comparing = new Comparing(ruling.Open(choosing.Mentor), ruling.Open(choosing.Mentee));
        var picks = ruling.Open(choosing.PicksOf(by));
        if (argument.Split('=') is not [var name, var pick]
            || comparing.Gaps.Where(line => line.Name() == name).Cast<ChoiceLine?>().FirstOrDefault() is not { } gap
            || !comparing.Offers(gap, pick)
            || !picks[name].IsEmpty)
        {
            return;
        }
        picks = picks.With(name, new Words(pick));
        ruling.Erase(choosing.PicksOf(by));
        choosing = choosing.WithPicks(by, ruling.Write(Visibility.AfterBoth, ruling.Pair.Of(by).Value, picks.ToWords()));
        ruling.Pair = ruling.Pair with { Kickoff = choosing };
        var others = ruling.Open(ruling.View.Pair!.Kickoff is KickoffState.Choosing before ? before.PicksOf(by.Other()) : null);
        if (comparing.NextGap(picks) is not null || comparing.NextGap(others) is not null)
            return;
        var (mentorPicks, menteePicks) = by == Role.Mentor ? (picks, others) : (others, picks);
        ruling.Forget(choosing.PicksOf(by)!);
        ruling.Erase(choosing.PicksOf(by.Other()));
        var other = ruling.Pair.Of(by.Other());
        ruling.Add(new Send(SendKey.ForRevision("kickoff.chosen", ruling.Revision, ruling.Pair.Id, other), other, Choose, ruling.Now, ruling.Now + Ruling.ServiceUseful, ChooseKey(ruling.Pair.Id, other), Answers: true));
        SigningDialog.Begin(ruling, by, comparing.Agree(mentorPicks, menteePicks, SigningDialog.ReviewDay(ruling)));
    }
}
