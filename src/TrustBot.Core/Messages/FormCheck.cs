using System.Collections.Immutable;
using System.Globalization;
using NodaTime.Text;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Messages;

/// <summary>Holds answers against the questions that were asked: nothing unknown, nothing too long, no option that was not offered.</summary>
public static class FormCheck
{
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
    public static FormAnswers Clean(Form form, FormAnswers answers) => new(form.Parts.OfType<FormPart.Question>().ToImmutableDictionary(
        question => question.Field.Name,
        question => new Words(Clean(answers[question.Field.Name].Reveal(), manyLines: question.Field is Field.Text { ManyLines: true }))));

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
