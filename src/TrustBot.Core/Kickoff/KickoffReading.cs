using NodaTime.Text;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Kickoff;

/// <summary>The sheets of the kickoff, its picks and the agreement as people read them.</summary>
internal static class KickoffReading
{
    public static IEnumerable<(string Field, Line Line)> Of(Drawing drawing, Role author, Sheet sheet)
    {
        var say = drawing.Say;
        foreach (var line in ChoiceLines.All)
        {
            yield return (line.Name(), new Line(say.LineLabel(line), AnswerOf(drawing, line, sheet)));
            yield return ($"talk.{line.Name()}", new Line(say.LineLabel(line), new Words(say.ToTalkFirst)));
        }
        foreach (var (prefix, role) in new[] { ("", author), ("mentor.", Role.Mentor), ("mentee.", Role.Mentee) })
        {
            foreach (var name in (string[])["purpose", "responsibilities", "boundaries"])
                yield return ($"{prefix}{name}", new Line(say.KickoffTextBy(name, role == drawing.Reader ? null : drawing.Partner), sheet[$"{prefix}{name}"]));
        }
        if (LocalDatePattern.Iso.Parse(sheet["review"].Reveal()) is { Success: true, Value: var day })
            yield return ("review", new Line(say.LookAgain, new Words(say.Date(day))));
    }

    /// <summary>Picked where the two differed is one of the answers, or to talk first.</summary>
    private static Words AnswerOf(Drawing drawing, ChoiceLine line, Sheet sheet) =>
        sheet.Number(line.Name()) is { } choice && choice >= 0 && choice < line.Count() ? new Words(drawing.Choice(line, choice))
        : sheet[line.Name()].Reveal() == Comparing.Talk ? new Words(drawing.Say.TalkFirst)
        : Words.None;
}
