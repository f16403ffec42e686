using System.Collections.Immutable;
using System.Globalization;
using TrustBot.Core.Import;
using TrustBot.Core.Messages;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;

namespace TrustBot.Core.People;

/// <summary>Where a person puts right how TrustBot calls them.</summary>
internal static class NameForm
{
    public const string Field = "name";

    /// <summary>As a reader counts them: a letter with its accents is one.</summary>
    public const int LongestName = 60;

    // A letter may carry marks, and an emoji is several characters.
    private const int LongestText = 4 * LongestName;

    /// <param name="partner">Null for somebody without a pair, and the coordinator likewise.</param>
    public static Form Draw(Person person, string? partner, string? coordinator)
    {
        var say = Sentences.In(person.Language);
        return new Form
        {
            Id = PeopleActions.NameForm,
            Title = say.NameFormTitle,
            Parts = [new FormPart.Question(new Field.Text(Field, say.NameQuestion, SeesOf(say, partner, coordinator), LongestText, ManyLines: false, new Words(person.Name)) { Hint = say.NameHint })],
            Submit = say.Save,
            Close = say.Later,
        };
    }

    /// <param name="typed">As it came: what would be taken out in silence elsewhere is said here, because a name is what others know one by.</param>
    public static FormReply.Errors? Problem(Words typed, Sentences say)
    {
        var name = typed.Reveal().Trim();
        return IsLine(name)
            ? CellText.From(name).Text.Length == 0 ? FormReply.Errors.Of(say.AnswerMissing, Field)
                : name.Length > LongestText || new StringInfo(name).LengthInTextElements > LongestName ? FormReply.Errors.Of(say.NameTooLong(LongestName), Field)
                : null
            : FormReply.Errors.Of(say.NameNotUnderstood, Field);
    }

    /// <summary>The same rule as for names in an import, and in one line.</summary>
    private static bool IsLine(string name) =>
        !CellText.From(name).Stripped && name.All(c => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));

    /// <summary>Names stand where words never do: in the coordinator's lists.</summary>
    private static Sees SeesOf(Sentences say, string? partner, string? coordinator) => partner is null || coordinator is null
        ? new Sees(Visibility.Contact, say.NameSeesAnybody, say.NameSeesAnybodySpoken) { Everybody = true }
        : new Sees(Visibility.Contact, say.NameSees(partner, Drawing.FirstNameOf(coordinator)), say.NameSeesSpoken(partner, Drawing.FirstNameOf(coordinator))) { Everybody = true };
}
