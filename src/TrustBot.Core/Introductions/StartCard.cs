using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Introductions;

/// <summary>The one living card of a new pair: Join, About you, Kickoff, Sign. It is drawn anew in its place whenever a step is done.</summary>
internal static class StartCard
{
    public static readonly Card Card = new("start");

    public static void Open(Ruling ruling, Role role, bool answers)
    {
        var to = ruling.Pair.Of(role);
        var at = answers ? ruling.Now : Window.NextOpening(ruling.Now, ruling.View.Of(role).Hours, []);
        ruling.Add(new Send(KeyOf(ruling.Pair.Id, to), to, Card, at, at + Ruling.ServiceUseful, Answers: answers));
    }

    /// <summary>A change in place notifies nobody, so it needs no window; where the card has not gone out yet, the courier keeps to that one's hours.</summary>
    public static void Redraw(Ruling ruling, Role role)
    {
        var to = ruling.Pair.Of(role);
        ruling.Add(new Send(SendKey.ForRevision("start", ruling.Revision, ruling.Pair.Id, to), to, Card, ruling.Now, ruling.Now + Ruling.ServiceUseful, KeyOf(ruling.Pair.Id, to), Answers: true));
    }

    public static void RedrawBoth(Ruling ruling)
    {
        foreach (var role in Roles.Both)
            Redraw(ruling, role);
    }

    public static Message? Draw(Drawing drawing)
    {
        if (drawing.Pair.Joining is not Joining.JoiningState.Joined)
            return null;
        var say = drawing.Say;
        var introduced = drawing.Pair.Introductions.Of(drawing.Reader) is not null;
        var (answered, signed) = Progress(drawing.Pair, drawing.Reader);
        if (introduced && signed)
            return drawing.Settled(say.StartDone(drawing.Partner));
        return new Message
        {
            Title = say.StartTitle(drawing.Partner),
            Preview = say.Preview,
            Parts =
            [
                new Part.Paragraph(say.StartText(drawing.Partner)),
                new Part.Lines(
                [
                    Step(drawing, say.StepJoin, true),
                    Step(drawing, say.StepAboutYou, introduced),
                    Step(drawing, say.StepKickoff, answered),
                    Step(drawing, say.StepSign, signed),
                ]),
            ],
            Buttons = Buttons(drawing, introduced, answered),
            More = [new Button(say.WhatIsStored, People.PeopleActions.Privacy)],
        };
    }

    private static SendKey KeyOf(PairId pair, PersonId to) => new($"start~{to}~{pair}");

    private static (bool Answered, bool Signed) Progress(Pair pair, Role reader) => pair.Kickoff switch
    {
        KickoffState.Answering answering => (answering.Of(reader).IsDone, false),
        KickoffState.Choosing => (true, false),
        KickoffState.Signing signing => (true, signing.Signatures.Contains(reader)),
        _ => (true, true),
    };

    private static Line Step(Drawing drawing, string label, bool done) => new(
        label, Words.None, done ? new LineMark(MarkGlyph.Done, drawing.Say.StepDone) : new LineMark(MarkGlyph.Open, drawing.Say.StepOpen));

    private static ImmutableArray<Button> Buttons(Drawing drawing, bool introduced, bool answered)
    {
        var say = drawing.Say;
        var about = new Button(say.AboutYouButton, IntroductionActions.Open, Primary: !introduced);
        var kickoff = new Button(say.KickoffButton, KickoffActions.Open, Primary: introduced);
        return (introduced, answered) switch
        {
            (false, false) => [about, kickoff],
            (false, true) => [about],
            (true, false) => [kickoff],
            _ => [],
        };
    }
}
