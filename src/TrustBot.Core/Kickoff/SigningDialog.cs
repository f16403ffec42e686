using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Goals;
using TrustBot.Core.Introductions;
using TrustBot.Core.Machine;
using TrustBot.Core.Meetings;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Kickoff;

/// <summary>Both sign the same version; any edit makes a new one and clears both signatures.</summary>
internal static class SigningDialog
{
    public static Card CardOf(int version) => new("kickoff.sign", version.ToString(CultureInfo.InvariantCulture));

    /// <summary>The agreement as it is today, whichever version that is.</summary>
    public static readonly Card Current = new("kickoff.sign");

    public static LocalDate ReviewDay(Ruling ruling) =>
        ruling.Now.InZone(Zones.Get(ruling.View.Programme.Hours.Zone)).Date.PlusMonths(ruling.View.Programme.ReviewMonths);

    public static void Begin(Ruling ruling, Role by, Agreement agreement)
    {
        var words = ruling.Write(Visibility.UsTwo, WordsId.Shared, agreement.ToWords());
        ruling.Pair = ruling.Pair with { Kickoff = new KickoffState.Signing(words, 1, [], []) { Since = ruling.Now }, Review = agreement.Review };
        ruling.Note("agreement-drafted", null);
        Offer(ruling, by, 1);
    }

    public static void Press(Ruling ruling, Role by, Input.Pressed pressed)
    {
        var drawing = new Drawing(ruling.View, ruling.Pair, by, ruling.Now);
        if (CurrentOf(ruling.Pair.Kickoff) is null)
            return;
        if (pressed.Action == KickoffActions.Read)
            ruling.Form = SigningForms.Read(drawing);
        else if (pressed.Action == KickoffActions.Edit)
            ruling.Form = SigningForms.Edit(drawing);
        else if (pressed.Action == KickoffActions.Pick)
            ruling.Redraw(by, KickoffDialog.Choose, pressed.From);
        else if (pressed.Action == KickoffActions.Open)
            ruling.Redraw(by, StartCard.Card, pressed.From);
    }

    public static void Submit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        ruling.Reply = new FormReply.Close();
        if (submitted.Form == KickoffActions.Sign)
            Sign(ruling, by, submitted);
        else if (submitted.Form == KickoffActions.EditForm)
            Edit(ruling, by, submitted);
    }

    private static void Sign(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var drawing = new Drawing(ruling.View, ruling.Pair, by, ruling.Now);
        if (CurrentOf(ruling.Pair.Kickoff)?.Version == submitted.BasedOn && HasSigned(ruling.Pair.Kickoff, by))
            return;
        if (ruling.Pair.Kickoff is not KickoffState.Signing signing || signing.Signatures.Contains(by))
        {
            ruling.Reply = FormReply.Errors.Of(drawing.Say.MovedOn);
            return;
        }
        if (signing.Version != submitted.BasedOn)
        {
            ruling.Reply = new FormReply.Next(SigningForms.ReadChanged(drawing));
            return;
        }
        var signatures = signing.Signatures.Add(by);
        if (signatures.Length == 2)
        {
            Complete(ruling, by, signing);
            return;
        }
        ruling.Pair = ruling.Pair with { Kickoff = signing with { Signatures = signatures } };
        ruling.Note("signed", ruling.Pair.Of(by));
        ruling.Answer(by, CardOf(signing.Version), "kickoff.sign-again", KeyOf(by, ruling.Pair, signing.Version));
        StartCard.Redraw(ruling, by);
    }

    /// <summary>Whoever signs twice has what they wanted.</summary>
    private static bool HasSigned(KickoffState kickoff, Role by) => kickoff is KickoffState.Signed || (kickoff as KickoffState.Signing)?.Signatures.Contains(by) == true;

    private static void Complete(Ruling ruling, Role by, KickoffState.Signing signing)
    {
        ruling.Pair = ruling.Pair with { Kickoff = new KickoffState.Signed(signing.Agreement, signing.Version, ruling.Now, signing.Earlier), LastActivity = ruling.Today(by) };
        ruling.Note("signed", ruling.Pair.Of(by));
        ruling.Note("agreement-signed", null);
        foreach (var role in Roles.Both)
            ruling.Add(InPlace(ruling, role, signing.Version));
        StartCard.RedrawBoth(ruling);
        if (!signing.Earlier.IsEmpty)
            return;
        MeetingDialog.AfterSigning(ruling, by);
        ruling.Answer(by, GoalMessages.Card, "goals");
        ruling.Tell(by.Other(), GoalMessages.Card, "goals");
    }

    private static void Edit(Ruling ruling, Role by, Input.Submitted submitted)
    {
        var drawing = new Drawing(ruling.View, ruling.Pair, by, ruling.Now);
        if (CurrentOf(ruling.Pair.Kickoff) is not { } current)
            return;
        var agreement = Agreement.From(ruling.View.Words[current.Agreement]);
        var edited = SigningForms.Apply(agreement, by, submitted.Answers);
        if (current.Version != submitted.BasedOn)
        {
            ruling.Reply = new FormReply.Next(SigningForms.EditConflict(drawing, agreement, edited));
            return;
        }
        if (edited.SaysTheSameAs(agreement))
            return;
        var version = current.Version + 1;
        var earlier = ruling.Pair.Kickoff is KickoffState.Signed signed ? signed.Earlier.Add(signed.Agreement) : ((KickoffState.Signing)ruling.Pair.Kickoff).Earlier;
        if (ruling.Pair.Kickoff is KickoffState.Signing)
            ruling.Erase(current.Agreement);
        var words = ruling.Write(Visibility.UsTwo, WordsId.Shared, edited.ToWords());
        ruling.Pair = ruling.Pair with { Kickoff = new KickoffState.Signing(words, version, [], earlier) { Since = ruling.Now }, LastActivity = ruling.Today(by) };
        ruling.Note("agreement-edited", ruling.Pair.Of(by));
        foreach (var role in Roles.Both)
            ruling.Add(InPlace(ruling, role, current.Version));
        StartCard.RedrawBoth(ruling);
        Offer(ruling, by, version);
    }

    public static (WordsId Agreement, int Version)? CurrentOf(KickoffState kickoff) => kickoff switch
    {
        KickoffState.Signing signing => (signing.Agreement, signing.Version),
        KickoffState.Signed signed => (signed.Agreement, signed.Version),
        _ => null,
    };

    private static void Offer(Ruling ruling, Role by, int version)
    {
        foreach (var role in Roles.Both)
        {
            var to = ruling.Pair.Of(role);
            var at = role == by ? ruling.Now : Window.NextOpening(ruling.Now, ruling.View.Of(role).Hours, []);
            ruling.Add(new Send(KeyOf(role, ruling.Pair, version), to, CardOf(version), at, at + Ruling.ServiceUseful, Answers: role == by));
        }
    }

    /// <summary>The card of a version that counts or is replaced: it changes where it stands, and notifies nobody.</summary>
    private static Send InPlace(Ruling ruling, Role role, int version)
    {
        var to = ruling.Pair.Of(role);
        var key = SendKey.ForRevision("kickoff.sign-again", ruling.Revision, ruling.Pair.Id, to);
        return new Send(key, to, CardOf(version), ruling.Now, ruling.Now + Ruling.ServiceUseful, KeyOf(role, ruling.Pair, version), Answers: true);
    }

    public static void Retell(Ruling ruling, Role role)
    {
        if (CurrentOf(ruling.Pair.Kickoff) is { } current)
            ruling.Add(InPlace(ruling, role, current.Version));
    }

    private static SendKey KeyOf(Role role, Pair pair, int version) => new(string.Create(CultureInfo.InvariantCulture, $"kickoff.sign~v{version}~{pair.Of(role)}~{pair.Id}"));
}
