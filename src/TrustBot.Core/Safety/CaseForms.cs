using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Safety;

internal static class CaseForms
{
    /// <summary>What the author wrote, for the contact's eyes; where nothing is kept any more, a line that says so.</summary>
    public static Form? Read(CaseView view, Case stored)
    {
        if (!view.People.TryGetValue(stored.Contact, out var contact))
            return null;
        var say = Sentences.In(contact.Language);
        if (stored.Words is not { } id || !view.Words.Rows.TryGetValue(id, out var words) || words.IsEmpty)
            return Window(say, [new FormPart.Note(say.CaseGone)]);
        var sheet = Sheet.From(words);
        var author = view.People.GetValueOrDefault(stored.Author);
        var name = author?.FirstName ?? say.FormerAuthor;
        return Window(say,
        [
            new FormPart.Note(say.CaseFrom(author?.Name ?? say.FormerAuthor)),
            sheet[TalkForms.Text].IsEmpty ? new FormPart.Note(say.CaseWithoutWords(name)) : new FormPart.Wrote(say.Wrote(name), Role.Mentee, sheet[TalkForms.Text]),
            .. sheet[TalkForms.Reach].IsEmpty ? Array.Empty<FormPart>() : [new FormPart.Wrote(say.ReachLabel(name), Role.Mentee, sheet[TalkForms.Reach])],
            new FormPart.Note(say.ContactPromise(name)),
        ]) with
        { Sees = new Sees(Visibility.OnlyMe, say.OnlyYou, say.OnlyYouSpoken) };
    }

    /// <summary>For a button whose message is no longer kept.</summary>
    public static Form Gone(Sentences say) => Window(say, [new FormPart.Note(say.CaseGone)]);

    private static Form Window(Sentences say, System.Collections.Immutable.ImmutableArray<FormPart> parts) =>
        new() { Id = SafetyActions.Open, Title = say.ReadTitle, Parts = parts, Close = say.Close };
}
