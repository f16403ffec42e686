using System.Collections.Immutable;
using System.Globalization;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Kickoff;

internal static class KickoffMessages
{
    /// <summary>One gap at a time; with the last pick the card settles.</summary>
    public static Message? Choose(Drawing drawing)
    {
        if (drawing.Pair.Kickoff is not KickoffState.Choosing choosing)
            return drawing.Pair.Kickoff is KickoffState.Answering ? null : drawing.Settled(drawing.Say.Picked(drawing.Partner));
        var say = drawing.Say;
        var comparing = new Comparing(drawing.OpenSheet(choosing.Mentor), drawing.OpenSheet(choosing.Mentee));
        if (comparing.NextGap(drawing.OpenSheet(choosing.PicksOf(drawing.Reader))) is not { } gap)
            return drawing.Message(say.PickedTitle(drawing.Partner), say.PickedText(drawing.Partner)) with { More = [SideBySide(drawing)] };
        var mine = comparing.Choice(drawing.Reader, gap);
        var theirs = comparing.Choice(drawing.Reader.Other(), gap);
        return new Message
        {
            Title = say.GapTitle(drawing.Partner, gap),
            Preview = say.Preview,
            Parts =
            [
                new Part.Said(new Words(say.GapText(ChoiceLines.All.Count(line => comparing[line] == Comparison.Match), drawing.Choice(gap, mine), drawing.Partner, drawing.Choice(gap, theirs)))),
            ],
            Sees = drawing.Sees(Visibility.AfterBoth),
            Buttons =
            [
                new Button(drawing.Choice(gap, mine), KickoffActions.Pick, Argument(gap, mine)),
                new Button(drawing.Choice(gap, theirs), KickoffActions.Pick, Argument(gap, theirs)),
                new Button(say.TalkFirst, KickoffActions.Pick, $"{gap.Name()}={Comparing.Talk}"),
            ],
            More = [SideBySide(drawing)],
        };
    }

    /// <summary>The agreement as it stands, to sign or to look up.</summary>
    public static Message? Sign(Drawing drawing, string? version)
    {
        var say = drawing.Say;
        switch (drawing.Pair.Kickoff)
        {
            case KickoffState.Signing signing when version is not null && version != signing.Version.ToString(CultureInfo.InvariantCulture):
                return drawing.Settled(say.VersionReplaced(drawing.Partner, version));
            case KickoffState.Signing signing:
                return ToSign(drawing, signing);
            case KickoffState.Signed signed when version is not null && version != signed.Version.ToString(CultureInfo.InvariantCulture):
                return drawing.Settled(say.VersionReplaced(drawing.Partner, version));
            case KickoffState.Signed signed when version is not null:
                return drawing.Settled(say.SignedByBoth(drawing.Partner, signed.Version)) with { Buttons = [Read(drawing)] };
            case KickoffState.Signed signed:
                return drawing.Message(say.AgreementTitle(drawing.Partner, signed.Version), Stands(drawing, say.Date(drawing.Day(signed.At)))) with
                {
                    Sees = drawing.Sees(Visibility.UsTwo),
                    Buttons = [Read(drawing), Edit(drawing)],
                };
            default:
                return version is null ? NotYet(drawing) : null;
        }
    }

    private static Message ToSign(Drawing drawing, KickoffState.Signing signing)
    {
        var say = drawing.Say;
        var signed = signing.Signatures.Contains(drawing.Reader);
        return drawing.Message(say.AgreementTitle(drawing.Partner, signing.Version), !drawing.Pair.IsLiving ? say.AgreementNotSigned : signed ? say.YouSigned(drawing.Partner) : say.CountsWhenBoth) with
        {
            Sees = drawing.Sees(Visibility.UsTwo),
            Buttons = !drawing.Pair.IsLiving ? [Read(drawing)]
                : signed
                ? [Read(drawing), Edit(drawing)]
                : [new Button(say.ReadAndSign, KickoffActions.Read, Primary: true), Edit(drawing)],
        };
    }

    private static Message NotYet(Drawing drawing)
    {
        var say = drawing.Say;
        var open = drawing.Pair.Kickoff is KickoffState.Answering answering && !answering.Of(drawing.Reader).IsDone;
        return drawing.Message(say.NoAgreementTitle(drawing.Partner), say.NoAgreementText) with
        {
            Buttons = open ? [new Button(say.KickoffButton, KickoffActions.Open, Primary: true)] : [],
        };
    }

    /// <summary>Nobody changes a line of what has ended.</summary>
    private static string Stands(Drawing drawing, string day) => drawing.Pair.IsLiving ? drawing.Say.AgreementStands(day) : drawing.Say.AgreementStood(day);

    private static Button Read(Drawing drawing) => new(drawing.Say.Read, KickoffActions.Read);

    private static Button Edit(Drawing drawing) => new(drawing.Say.ChangeALine, KickoffActions.Edit);

    private static Button SideBySide(Drawing drawing) => new(drawing.Say.SideBySide, KickoffActions.SideBySide);

    private static string Argument(ChoiceLine line, int choice) => string.Create(CultureInfo.InvariantCulture, $"{line.Name()}={choice}");
}
