using System.Collections.Immutable;
using System.Globalization;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Kickoff;

/// <summary>The eight questions in three short pages, and the window that lays both answers side by side.</summary>
internal static class KickoffForms
{
    public const string KeepBoundaries = "keep";

    private const int LongestText = 500;

    public static ImmutableArray<string> FieldsOf(int page) => page switch
    {
        1 => ["purpose", .. ChoiceLines.OnFirstPage.Select(line => line.Name())],
        2 => [.. ChoiceLines.OnSecondPage.Select(line => line.Name())],
        _ => ["responsibilities", "boundaries"],
    };

    public static Form Page(Drawing drawing, int page) => Page(drawing, page, Kept(drawing));

    /// <param name="kept">What this person has answered so far.</param>
    public static Form Page(Drawing drawing, int page, Sheet kept)
    {
        var say = drawing.Say;
        var title = say.KickoffPageTitle(drawing.Partner, page) is { Length: <= Form.LongestTitle } named ? named : say.KickoffPageTitleAlone(page);
        return new Form
        {
            Id = page switch { 1 => KickoffActions.Page1, 2 => KickoffActions.Page2, _ => KickoffActions.Page3 },
            Title = title,
            Pair = drawing.Pair.Id,
            Parts =
            [
                .. title == say.KickoffPageTitle(drawing.Partner, page) ? Array.Empty<FormPart>() : [new FormPart.Note(say.KickoffWith(drawing.Partner))],
                .. page switch
                {
                    1 => First(drawing, kept),
                    2 => Second(drawing, kept),
                    _ => Third(drawing, kept),
                },
            ],
            Submit = page < Draft.AllPages ? say.Next : say.Done,
            Close = say.Later,
        };
    }

    public static Form SideBySide(Drawing drawing)
    {
        var say = drawing.Say;
        var choosing = (KickoffState.Choosing)drawing.Pair.Kickoff;
        var comparing = new Comparing(drawing.OpenSheet(choosing.Mentor), drawing.OpenSheet(choosing.Mentee));
        var parts = ImmutableArray.CreateBuilder<FormPart>();
        parts.Add(new FormPart.Lines([.. ChoiceLines.All.Select(line => CompareLine(drawing, comparing, line))]));
        foreach (var role in (ImmutableArray<Role>)[drawing.Reader, drawing.Reader.Other()])
        {
            foreach (var name in (ImmutableArray<string>)["purpose", "responsibilities", "boundaries"])
            {
                var text = comparing.Of(role)[name];
                if (!text.IsEmpty)
                    parts.Add(new FormPart.Wrote(say.KickoffTextBy(name, role == drawing.Reader ? null : drawing.Partner), role, text));
            }
        }
        return new Form
        {
            Id = KickoffActions.SideBySide,
            Title = say.SideBySideTitle,
            Pair = drawing.Pair.Id,
            Parts = parts.ToImmutable(),
            Sees = drawing.Sees(Visibility.UsTwo),
            Close = say.Close,
        };
    }

    public static Line CompareLine(Drawing drawing, Comparing comparing, ChoiceLine line)
    {
        var say = drawing.Say;
        var mine = drawing.Choice(line, comparing.Choice(drawing.Reader, line));
        var theirs = drawing.Choice(line, comparing.Choice(drawing.Reader.Other(), line));
        var comparison = comparing[line];
        return new Line(
            say.LineLabel(line),
            new Words(comparison == Comparison.Match ? say.BothSaid(mine) : say.EachSaid(mine, drawing.Partner, theirs)),
            new LineMark(
                comparison switch { Comparison.Match => MarkGlyph.Match, Comparison.NearMiss => MarkGlyph.NearMiss, _ => MarkGlyph.Gap },
                say.ComparisonWord(comparison)));
    }

    public static FormPart.Question ChoiceField(Drawing drawing, ChoiceLine line, int? selected, Visibility visibility) => new(new Field.Choice(
        line.Name(),
        drawing.Say.ChoiceQuestion(line, drawing.Reader, drawing.Partner),
        drawing.Sees(visibility),
        [.. line.InReadingOrder().Select(choice => new Option(Number(choice), drawing.Choice(line, choice)))],
        selected is { } number ? Number(number) : null)
    {
        Example = Number(ExampleChoice(line, drawing.Reader)),
    });

    public static FormPart.Question TextField(Drawing drawing, string name, Words initial, Visibility visibility) => new(new Field.Text(
        name, drawing.Say.KickoffQuestion(name, drawing.Reader, drawing.Partner), drawing.Sees(visibility), LongestText, ManyLines: true, initial)
    {
        Optional = name != "purpose",
        Example = drawing.Say.KickoffExample(name, drawing.Reader),
    });

    private static Sheet Kept(Drawing drawing) =>
        drawing.Pair.Kickoff is KickoffState.Answering answering ? drawing.OpenSheet(answering.Of(drawing.Reader).Answers) : Sheet.Empty;

    private static ImmutableArray<FormPart> First(Drawing drawing, Sheet kept) =>
    [
        new FormPart.Note(drawing.Say.Confidentiality),
        TextField(drawing, "purpose", kept["purpose"], Visibility.AfterBoth),
        .. Choices(drawing, kept, ChoiceLines.OnFirstPage),
    ];

    private static ImmutableArray<FormPart> Second(Drawing drawing, Sheet kept) => [.. Choices(drawing, kept, ChoiceLines.OnSecondPage)];

    private static ImmutableArray<FormPart> Third(Drawing drawing, Sheet kept) =>
    [
        TextField(drawing, "responsibilities", kept["responsibilities"], Visibility.AfterBoth),
        TextField(drawing, "boundaries", kept["boundaries"], Visibility.AfterBoth),
        new FormPart.Question(new Field.Tick(KeepBoundaries, drawing.Say.KeepBoundaries, drawing.Sees(Visibility.OnlyMe), false) { Optional = true }),
        new FormPart.Note(drawing.Say.ConfidentialityExceptions(drawing.View.Programme.Contacts)),
    ];

    private static IEnumerable<FormPart> Choices(Drawing drawing, Sheet kept, ImmutableArray<ChoiceLine> lines) =>
        lines.Select(line => ChoiceField(drawing, line, kept.Number(line.Name()), Visibility.AfterBoth));

    // The example pair agrees on four lines, is near on one, and has one gap: every case can be seen at once.
    private static int ExampleChoice(ChoiceLine line, Role role) => (line, role) switch
    {
        (ChoiceLine.Often, Role.Mentee) => 3,
        (ChoiceLine.Often, _) => 1,
        (ChoiceLine.Reply, Role.Mentee) => 2,
        (ChoiceLine.Books, _) => 0,
        _ => 1,
    };

    private static string Number(int choice) => choice.ToString(CultureInfo.InvariantCulture);
}
