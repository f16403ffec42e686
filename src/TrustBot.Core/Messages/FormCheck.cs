using System.Collections.Immutable;
using System.Globalization;
using NodaTime.Text;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Messages;

/// <summary>Holds answers against the questions that were asked: nothing unknown, nothing too long, no option that was not offered.</summary>
public static class FormCheck
{
    /// <summary>In characters: a date, a tick, or any number of options.</summary>
    private const int LongestOther = 1000;

    /// <returns>A sentence for each field that can't be taken; empty when all can.</returns>
    public static ImmutableDictionary<string, string> Check(Form form, FormAnswers answers, Sentences say)
    {
        var errors = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var part in form.Parts)
        {
            if (part is FormPart.Question { Field: var field } && Problem(field, answers[field.Name].Reveal(), say) is { } sentence)
                errors[field.Name] = sentence;
        }
        return errors.ToImmutable();
    }

    /// <summary>The answers to the form's own questions, without invisible control characters, and without the blanks around them.</summary>
    /// <remarks>An answer so long that cleaning can't make it fit stays as it is, for <see cref="Check"/> to refuse.</remarks>
    public static FormAnswers Clean(Form form, FormAnswers answers) => new(form.Parts.OfType<FormPart.Question>().ToImmutableDictionary(
        question => question.Field.Name,
        question => Clean(question.Field, answers[question.Field.Name])));

    private static Words Clean(Field field, Words answer)
    {
        var text = answer.Reveal();
        var manyLines = field is Field.Text { ManyLines: true };
        if (text.Length > LongestOf(field))
            return answer;
        if (!IsClean(text, manyLines))
            return new Words(Clean(text, manyLines));
        var trimmed = text.Trim();
        return trimmed.Length == text.Length ? answer : new Words(trimmed);
    }

    /// <summary>Four times what the field takes leaves room for line ends of two characters, blanks around and the odd invisible mark.</summary>
    private static int LongestOf(Field field) => field is Field.Text text ? 4 * text.MaxLength : LongestOther;

    private static string? Problem(Field field, string answer, Sentences say)
    {
        if (answer.Length == 0)
            return field.Optional || field is Field.Tick ? null : say.AnswerMissing;
        return field switch
        {
            Field.Text text => answer.Length > text.MaxLength ? say.AnswerTooLong(text.MaxLength, answer.Length) : null,
            Field.Choice choice => choice.Options.Any(option => option.Value == answer) ? null : say.AnswerNotOffered,
            Field.Choices choices => answer.Split(',').All(value => choices.Options.Any(option => option.Value == value)) ? null : say.AnswerNotOffered,
            Field.Tick => answer == "yes" ? null : say.AnswerNotOffered,
            Field.Date => LocalDatePattern.Iso.Parse(answer).Success ? null : say.DateNotUnderstood,
            _ => say.AnswerNotOffered,
        };
    }

    /// <summary>Whether nothing needs to be taken out or put right; for what nearly everybody types it says so without a copy.</summary>
    private static bool IsClean(ReadOnlySpan<char> text, bool manyLines)
    {
        while (text.IndexOfAnyExceptInRange(' ', '~') is >= 0 and var at)
        {
            // Letters from Latin to Hebrew, whose block has one invisible mark, and the dashes, quotes and dots of print.
            if (text[at] is not ((>= '\u00a1' and < '\u0600' and not '\u00ad') or (>= '\u2010' and <= '\u2027') or '\u20ac' or '\t') && !(manyLines && text[at] == '\n'))
                return false;
            text = text[(at + 1)..];
        }
        return true;
    }

    // Joiners stay, because emoji and several scripts need them; marks that turn the direction of text round do not.
    private static string Clean(string text, bool manyLines)
    {
        var clean = new System.Text.StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            var keep = rune.Value switch
            {
                '\n' => manyLines,
                '\t' => true,
                '\u200c' or '\u200d' => true,
                '\ufffd' => false,
                >= 0x202a and <= 0x202e or >= 0x2066 and <= 0x2069 => false,
                _ => System.Text.Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate),
            };
            if (keep)
                clean.Append(rune);
            else if (rune.Value == '\n')
                clean.Append(' ');
        }
        return clean.ToString().Trim();
    }
}
