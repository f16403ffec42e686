using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Attention;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;

namespace TrustBot.Core.People;

/// <summary>What concerns one person across all pairs: when it suits them, and in which language.</summary>
internal static class PeopleMessages
{
    public static readonly Card HoursCard = new("people.hours");

    /// <summary>The three offers of "When suits you?", by their names on the wire.</summary>
    public static readonly ImmutableDictionary<string, PreferredTime> Offers = ImmutableDictionary.CreateRange<string, PreferredTime>(
    [
        new("tuesday-0930", new PreferredTime(WeekDays.Of(IsoDayOfWeek.Tuesday), new LocalTime(9, 30))),
        new("thursday-1300", new PreferredTime(WeekDays.Of(IsoDayOfWeek.Thursday), new LocalTime(13, 0))),
        new("friday-1500", new PreferredTime(WeekDays.Of(IsoDayOfWeek.Friday), new LocalTime(15, 0))),
    ]);

    private static readonly ImmutableArray<string> OfferOrder = ["tuesday-0930", "thursday-1300", "friday-1500"];

    public static Message Hours(Person person)
    {
        var say = Sentences.In(person.Language);
        if (person.HoursChosen)
        {
            return new Message
            {
                Title = say.HoursSet(person.Hours.Prompt, person.Hours.Zone),
                Preview = say.Preview,
                Settled = true,
                More = [new Button(say.ChangeDays, PeopleActions.ChooseHours)],
            };
        }
        return new Message
        {
            Title = say.HoursTitle,
            Preview = say.Preview,
            Parts = [new Part.Paragraph(say.HoursText(person.Hours.Zone))],
            Buttons =
            [
                .. OfferOrder.Select(offer => new Button(say.HoursOffer(Offers[offer]), PeopleActions.Hours, offer)),
                new Button(say.ChooseDays, PeopleActions.ChooseHours),
            ],
            More = [OtherLanguage(person)],
        };
    }

    public static Message Settings(Person person)
    {
        var say = Sentences.In(person.Language);
        return new Message
        {
            Title = say.SettingsTitle,
            Preview = say.Preview,
            Parts = [new Part.Paragraph(say.SettingsName(person.Name)), new Part.Paragraph(say.SettingsText(person.Hours.Prompt, person.Hours.Zone))],
            Buttons = [new Button(say.ChangeDays, PeopleActions.ChooseHours), new Button(say.ChangeName, PeopleActions.ChangeName), OtherLanguage(person)],
        };
    }

    /// <param name="coordinator">Whose preview of the rhythm shows when this person is written to; null for somebody in no programme.</param>
    public static Form HoursForm(Person person, string? coordinator)
    {
        var say = Sentences.In(person.Language);
        var sees = coordinator is null
            ? new Sees(Visibility.OnlyMe, say.OnlyYou, say.OnlyYouSpoken)
            : new Sees(Visibility.Contact, say.WithYourName(coordinator), say.HoursSeenSpoken(coordinator));
        return new Form
        {
            Id = PeopleActions.HoursForm,
            Title = say.HoursFormTitle,
            Parts =
            [
                .. coordinator is null ? [] : (FormPart[])[new FormPart.Note(say.HoursSeen(coordinator))],
                new FormPart.Question(new Field.Choices(
                    "days",
                    say.HoursDaysQuestion,
                    sees,
                    [.. WeekDays.All.InOrder().Select(day => new Option(WeekDays.Of(day).ToString(), say.Day(day)))],
                    [.. person.Hours.Prompt.Days.InOrder().Select(day => WeekDays.Of(day).ToString())])),
                new FormPart.Question(new Field.Text("hour", say.HoursTimeQuestion, sees, 5, ManyLines: false, new Words(HourPattern.Format(person.Hours.Prompt.At))) { Hint = say.HoursTimeHint }),
                new FormPart.Question(new Field.Text("zone", say.HoursZoneQuestion, sees, 60, ManyLines: false, new Words(person.Hours.Zone)) { Hint = say.HoursZoneHint }),
            ],
            Submit = say.Save,
            Close = say.Later,
        };
    }

    /// <summary>"9:30" and "09:30" are both understood.</summary>
    public static readonly LocalTimePattern HourPattern = LocalTimePattern.CreateWithInvariantCulture("H:mm");

    /// <summary>German writes "9.30" too.</summary>
    public static ParseResult<LocalTime> HourOf(string typed) => HourPattern.Parse(typed.Replace('.', ':'));

    public static Button OtherLanguage(Person person)
    {
        var other = person.Language == Language.English ? Language.German : Language.English;
        return new Button(Sentences.In(other).OwnName, PeopleActions.Language, other.Code());
    }
}
