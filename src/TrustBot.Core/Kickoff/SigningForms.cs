using System.Collections.Immutable;
using System.Globalization;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Kickoff;

internal static class SigningForms
{
    /// <summary>Every line of the agreement; *Sign* stands below the last one, so that nobody signs a summary.</summary>
    public static Form Read(Drawing drawing)
    {
        var (words, version) = SigningDialog.CurrentOf(drawing.Pair.Kickoff)!.Value;
        var say = drawing.Say;
        var open = drawing.Pair.Kickoff is KickoffState.Signing signing && !signing.Signatures.Contains(drawing.Reader);
        return new Form
        {
            Id = KickoffActions.Sign,
            Title = say.AgreementFormTitle(version),
            Pair = drawing.Pair.Id,
            BasedOn = version,
            Parts = [new FormPart.Note(say.AgreementWith(drawing.Partner)), .. Lines(drawing, Agreement.From(drawing.Open(words)))],
            Sees = drawing.Sees(Visibility.UsTwo),
            Submit = open ? say.Sign : null,
            Close = say.Close,
        };
    }

    /// <summary>Somebody changed a line while this person was reading: they see the new text before they sign.</summary>
    public static Form ReadChanged(Drawing drawing)
    {
        var form = Read(drawing);
        return form with { Parts = form.Parts.Insert(0, new FormPart.Note(drawing.Say.ChangedMeanwhile)) };
    }

    public static Form Edit(Drawing drawing)
    {
        var (words, version) = SigningDialog.CurrentOf(drawing.Pair.Kickoff)!.Value;
        return Edit(drawing, Agreement.From(drawing.Open(words)), version) is var form && drawing.Pair.Kickoff is KickoffState.Signed
            ? form with { Parts = form.Parts.Insert(0, new FormPart.Note(drawing.Say.ChangingClears)) }
            : form;
    }

    /// <summary>The questions of the window, with nothing in its fields.</summary>
    public static Form AnyEdit(Drawing drawing) => Edit(drawing, Agreement.Empty, SigningDialog.CurrentOf(drawing.Pair.Kickoff)!.Value.Version);

    /// <summary>Two edited at once: the window shows the line that is stored now, beside the one that this person typed.</summary>
    public static Form EditConflict(Drawing drawing, Agreement stored, Agreement mine)
    {
        var (_, version) = SigningDialog.CurrentOf(drawing.Pair.Kickoff)!.Value;
        var form = Edit(drawing, mine, version);
        return form with
        {
            Parts = [new FormPart.Note(drawing.Say.EditedMeanwhile), .. Differences(drawing, stored, mine), .. form.Parts],
        };
    }

    /// <summary>The agreement with what this person put into the edit form; they change the shared lines and their own texts.</summary>
    public static Agreement Apply(Agreement agreement, Role by, FormAnswers answers)
    {
        var edited = agreement with
        {
            Choices = [.. ChoiceLines.All.Select(line => int.TryParse(answers[line.Name()].Reveal(), CultureInfo.InvariantCulture, out var choice) ? choice : agreement.Choice(line))],
        };
        edited = edited with { ToTalk = [.. agreement.ToTalk.Where(line => edited.Choice(line) == agreement.Choice(line))] };
        return by == Role.Mentor
            ? edited with { MentorPurpose = answers["purpose"], MentorResponsibilities = answers["responsibilities"], MentorBoundaries = answers["boundaries"] }
            : edited with { MenteePurpose = answers["purpose"], MenteeResponsibilities = answers["responsibilities"], MenteeBoundaries = answers["boundaries"] };
    }

    private static Form Edit(Drawing drawing, Agreement agreement, int version)
    {
        var say = drawing.Say;
        var me = drawing.Reader;
        return new Form
        {
            Id = KickoffActions.EditForm,
            Title = say.EditTitle,
            Pair = drawing.Pair.Id,
            BasedOn = version,
            Parts =
            [
                .. ChoiceLines.All.Select(line => KickoffForms.ChoiceField(drawing, line, agreement.Choice(line), Visibility.UsTwo)),
                KickoffForms.TextField(drawing, "purpose", agreement.Purpose(me), Visibility.UsTwo),
                KickoffForms.TextField(drawing, "responsibilities", agreement.Responsibilities(me), Visibility.UsTwo),
                KickoffForms.TextField(drawing, "boundaries", agreement.Boundaries(me), Visibility.UsTwo),
            ],
            Submit = say.SaveForBoth,
            Close = say.Close,
        };
    }

    private static IEnumerable<FormPart> Lines(Drawing drawing, Agreement agreement)
    {
        var say = drawing.Say;
        yield return new FormPart.Lines(
        [
            .. ChoiceLines.All.Select(line => new Line(
                say.LineLabel(line),
                new Words(drawing.Choice(line, agreement.Choice(line))),
                agreement.ToTalk.Contains(line) ? new LineMark(MarkGlyph.Open, say.ToTalkFirst) : null)),
        ]);
        foreach (var role in (ImmutableArray<Role>)[drawing.Reader, drawing.Reader.Other()])
        {
            var by = role == drawing.Reader ? null : drawing.Partner;
            if (!agreement.Purpose(role).IsEmpty)
                yield return new FormPart.Wrote(say.KickoffTextBy("purpose", by), role, agreement.Purpose(role));
            if (!agreement.Responsibilities(role).IsEmpty)
                yield return new FormPart.Wrote(say.KickoffTextBy("responsibilities", by), role, agreement.Responsibilities(role));
            if (!agreement.Boundaries(role).IsEmpty)
                yield return new FormPart.Wrote(say.KickoffTextBy("boundaries", by), role, agreement.Boundaries(role));
        }
        yield return new FormPart.Note(say.Confidentiality);
        yield return new FormPart.Note(say.ConfidentialityExceptions(drawing.View.Programme.Contacts));
        yield return new FormPart.Note(say.ReviewAndExit(say.Date(agreement.Review)));
    }

    private static IEnumerable<FormPart> Differences(Drawing drawing, Agreement stored, Agreement mine)
    {
        var say = drawing.Say;
        var lines = ChoiceLines.All.Where(line => stored.Choice(line) != mine.Choice(line))
            .Select(line => new Line(say.LineLabel(line), new Words(say.NowAndYours(drawing.Choice(line, stored.Choice(line)), drawing.Choice(line, mine.Choice(line))))))
            .ToImmutableArray();
        if (!lines.IsEmpty)
            yield return new FormPart.Lines(lines);
        foreach (var (name, now) in (ImmutableArray<(string, Words)>)[("purpose", stored.Purpose(drawing.Reader)), ("responsibilities", stored.Responsibilities(drawing.Reader)), ("boundaries", stored.Boundaries(drawing.Reader))])
        {
            var typed = name switch { "purpose" => mine.Purpose(drawing.Reader), "responsibilities" => mine.Responsibilities(drawing.Reader), _ => mine.Boundaries(drawing.Reader) };
            if (!now.Equals(typed) && !now.IsEmpty)
                yield return new FormPart.Wrote(say.StoredNow(name), drawing.Reader, now);
        }
    }
}
