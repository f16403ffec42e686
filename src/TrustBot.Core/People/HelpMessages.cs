using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Texts;

namespace TrustBot.Core.People;

/// <summary>The menu, which anything that is no command gets.</summary>
internal static class HelpMessages
{
    public static Message Help(Person person)
    {
        var say = Sentences.In(person.Language);
        return new Message
        {
            Title = say.HelpTitle,
            Preview = say.Preview,
            Parts = [new Part.Paragraph(say.HelpText), new Part.Paragraph(say.HelpWords)],
            Buttons =
            [
                new Button(say.StatusButton, PeopleActions.Word, "status"),
                new Button(say.AgreementButton, PeopleActions.Word, "agreement"),
                new Button(say.PrivacyButton, PeopleActions.Privacy),
            ],
            More =
            [
                new Button(say.NotebookButton, PeopleActions.Word, "reflect"),
                new Button(say.GoalsButton, PeopleActions.Word, "goals"),
                new Button(say.MeetingButton, PeopleActions.Word, "meeting"),
                new Button(say.Pause, PeopleActions.Word, "pause"),
                new Button(say.SettingsButton, PeopleActions.Settings),
            ],
        };
    }

    public static Message NoPair(Person person)
    {
        var say = Sentences.In(person.Language);
        return new Message { Title = say.NoPairTitle, Preview = say.Preview, Parts = [new Part.Paragraph(say.NoPairText)] };
    }

    /// <summary>A person in several pairs said a word that is about one of them.</summary>
    public static Message WithWhom(PersonView view, ImmutableArray<PairOfPerson> pairs, string word)
    {
        var say = Sentences.In(view.Person.Language);
        return new Message
        {
            Title = say.WithWhomTitle,
            Preview = say.Preview,
            Buttons = [.. pairs.Take(4).Select(mine => new Button(mine.Partner.FirstName, PeopleActions.Word, $"{word}|{mine.Pair.Id}"))],
            More = [.. pairs.Skip(4).Select(mine => new Button(mine.Partner.FirstName, PeopleActions.Word, $"{word}|{mine.Pair.Id}"))],
        };
    }
}
