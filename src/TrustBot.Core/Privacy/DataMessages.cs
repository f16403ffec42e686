using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Privacy;

/// <summary>What a person reads of their own data, and before they are forgotten.</summary>
internal static class DataMessages
{
    public static readonly Card DataCard = new("people.my-data");
    public static readonly Card ForgetCard = new("people.forget-me");
    public static readonly Card ForgottenCard = new("people.forgotten");

    /// <summary>The name of the tick that confirms.</summary>
    public const string Sure = "sure";

    /// <summary>A window holds no more; the files hold all.</summary>
    private const int MostShown = 60;

    public static Message Data(Person person)
    {
        var say = Sentences.In(person.Language);
        return new Message
        {
            Title = say.DataTitle,
            Preview = say.Preview,
            Parts = [new Part.Paragraph(say.DataText)],
            Sees = OnlyMe(say),
            Buttons = [new Button(say.Read, PeopleActions.ReadData, Primary: true), new Button(say.Download, PeopleActions.Download)],
            More = [new Button(say.ChangeName, PeopleActions.ChangeName), new Button(say.ForgetMe, PeopleActions.ForgetMe), new Button(say.SettingsButton, PeopleActions.Settings)],
        };
    }

    public static Form Read(PersonView view, Instant now)
    {
        var say = Sentences.In(view.Person.Language);
        var parts = Export.Of(view).SelectMany(pair => OfPair(pair, PlainReading.DrawingOf(view, pair.Mine, now))).ToImmutableArray();
        return new Form
        {
            Id = PeopleActions.ReadData,
            Title = say.DataTitle,
            Parts =
            [
                .. About(view.Person).Select(line => new FormPart.Note(line)),
                .. parts.Take(MostShown),
                .. parts.Length > MostShown ? [new FormPart.Note(say.DataMore)] : Array.Empty<FormPart>(),
            ],
            Sees = OnlyMe(say),
            Close = say.Close,
        };
    }

    public static Form DownloadForm(Person person)
    {
        var say = Sentences.In(person.Language);
        return new Form
        {
            Id = PeopleActions.Download,
            Title = say.DataTitle,
            Parts = [new FormPart.Note(say.DownloadText), new FormPart.Download(say.Download, "")],
            Sees = OnlyMe(say),
            Close = say.Close,
        };
    }

    public static Message Forget(Person person)
    {
        var say = Sentences.In(person.Language);
        return new Message
        {
            Title = say.ForgetTitle,
            Preview = say.Preview,
            Parts = [new Part.Paragraph(say.ForgetText)],
            Buttons = [new Button(say.ForgetSee, PeopleActions.ForgetMe), new Button(say.MyDataButton, PeopleActions.MyData)],
        };
    }

    /// <param name="partner">Null for somebody without a pair.</param>
    /// <param name="programme">Of the newest pair; null likewise.</param>
    public static Form ForgetForm(Person person, string? partner, Programme? programme, House house)
    {
        var say = Sentences.In(person.Language);
        return new Form
        {
            Id = PeopleActions.ForgetForm,
            Title = say.ForgetMe,
            Parts = [.. ForgetLines(say, partner, programme, house).Select(line => new FormPart.Note(line)), new FormPart.Question(new Field.Tick(Sure, say.ForgetSure, OnlyMe(say), false))],
            Submit = say.ForgetMe,
            Close = say.ForgetKeep,
        };
    }

    public static Message Forgotten(Person person)
    {
        var say = Sentences.In(person.Language);
        return new Message { Title = say.ForgottenTitle, Preview = say.Preview, Parts = [new Part.Paragraph(say.ForgottenText)] };
    }

    public static IEnumerable<string> About(Person person)
    {
        var say = Sentences.In(person.Language);
        yield return say.DataName(person.Name);
        yield return say.DataHours(person.Hours.Prompt, person.Hours.Zone);
        if (person.Address is { } address)
            yield return say.DataAddress(address.Channel);
    }

    public static string PartnerOf(ExportedPair pair, Sentences say) => pair.Mine.Partner.IsForgotten ? say.FormerPartner : pair.Mine.Partner.FirstName;

    private static IEnumerable<string> ForgetLines(Sentences say, string? partner, Programme? programme, House house)
    {
        yield return say.ForgetGoes;
        if (partner is not null && programme is not null)
        {
            yield return say.ForgetPartner(partner);
            yield return say.ForgetAgreement(Math.Max(programme.AgreementDays, programme.TextDays));
        }
        yield return house.ChatKeeper is { } keeper ? say.ForgetChat(keeper) : say.ForgetSandbox;
        yield return say.ForgetMail;
    }

    private static IEnumerable<FormPart> OfPair(ExportedPair pair, Drawing drawing)
    {
        var say = drawing.Say;
        var partner = PartnerOf(pair, say);
        yield return new FormPart.Note(say.DataPair(partner, pair.Mine.Programme.Name));
        foreach (var words in pair.Words)
        {
            var lines = PlainReading.Lines(drawing, words);
            if (!lines.IsEmpty)
            {
                yield return new FormPart.Note(words.Heading(say, partner));
                yield return new FormPart.Lines(lines);
            }
            if (PlainReading.Rest(drawing, words) is { IsEmpty: false } rest)
                yield return new FormPart.Wrote(words.Heading(say, partner), words.Author == Author.Partner ? drawing.Reader.Other() : drawing.Reader, rest);
        }
    }

    private static Sees OnlyMe(Sentences say) => new(Visibility.OnlyMe, say.OnlyYou, say.OnlyYouSpoken);
}
