using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Programmes;
using TrustBot.Core.Safety;
using TrustBot.Core.Texts;

namespace TrustBot.Core.People;

/// <summary>The menu, which anything that is no command gets.</summary>
internal static class HelpMessages
{
    public static Message Help(Person person, House house)
    {
        var say = Sentences.In(person.Language);
        return new Message
        {
            Title = say.HelpTitle,
            Preview = say.Preview,
            Parts = [new Part.Paragraph(say.HelpText(house.ChatKeeper)), new Part.Paragraph(say.HelpWords)],
            Buttons =
            [
                new Button(say.StatusButton, PeopleActions.Word, "status"),
                new Button(say.AgreementButton, PeopleActions.Word, "agreement"),
                new Button(say.PrivacyButton, PeopleActions.Privacy),
            ],
            More =
            [
                new Button(say.NotebookButton, PeopleActions.Word, "reflect"),
                new Button(say.FeedbackButton, PeopleActions.Word, "feedback"),
                new Button(say.GoalsButton, PeopleActions.Word, "goals"),
                new Button(say.MeetingButton, PeopleActions.Word, "meeting"),
                new Button(say.WinButton, PeopleActions.Word, "win"),
                new Button(say.Pause, PeopleActions.Word, "pause"),
                new Button(say.SettingsButton, PeopleActions.Settings),
                SafetyActions.TalkButton(say),
            ],
        };
    }

    public static Message Welcome(Person person)
    {
        var say = Sentences.In(person.Language);
        return new Message
        {
            Title = say.WelcomeTitle(person.FirstName),
            Preview = say.Preview,
            Parts = [new Part.Paragraph(say.WelcomeText)],
            Buttons = [new Button(say.PrivacyButton, PeopleActions.Privacy), new Button(say.SettingsButton, PeopleActions.Settings)],
        };
    }

    /// <summary>Typed words can't open a window on every platform; this says no more than a glance may learn.</summary>
    public static Message Talk(Person person)
    {
        var say = Sentences.In(person.Language);
        return new Message
        {
            Title = say.TalkCardTitle,
            Preview = say.Preview,
            Parts = [new Part.Paragraph(say.TalkCardText)],
            Buttons = [new Button(say.TalkOpen, SafetyActions.Talk, Primary: true)],
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
        var buttons = pairs.Select(mine => new Button(NameOf(mine.Partner, pairs), PeopleActions.Word, $"{word}|{mine.Pair.Id}"));
        return new Message
        {
            Title = say.WithWhomTitle,
            Preview = say.Preview,
            Buttons = [.. buttons.Take(4)],
            More = [.. buttons.Skip(4)],
        };
    }

    /// <summary>Two partners of one first name are told apart by the whole name.</summary>
    public static string NameOf(Person partner, ImmutableArray<PairOfPerson> pairs) =>
        pairs.Count(mine => mine.Partner.FirstName == partner.FirstName) > 1 ? partner.Name : partner.FirstName;
}
