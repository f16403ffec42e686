using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Simulation;

/// <param name="Texts">The canary in each text field; null where the field was left empty.</param>
internal sealed record Filled(FormAnswers Answers, ImmutableArray<(string Field, Canary? Canary)> Texts);

/// <summary>Fills in any form as people do: mostly sense, sometimes nothing, too much, or the wrong thing.</summary>
internal sealed class FormFiller(Canaries canaries, Dice dice, VirtualTime time)
{
    private static readonly ImmutableArray<string> Tails = ["", " and more", " 👩‍🏫🌍", " שלום", "\nsecond line", " \u202eevil\u202c", " \u0007bell", " \"quoted\" <@U1> *bold*", " \ud800"];
    private static readonly ImmutableArray<string> Hours = ["9:30", "08:00", "13:15", "23:30", "0:00", "25:00", "noon"];

    public Filled Fill(Form form, PersonId by, bool careful)
    {
        var answers = ImmutableDictionary.CreateBuilder<string, Words>();
        var texts = ImmutableArray.CreateBuilder<(string, Canary?)>();
        var ticked = form.Parts.OfType<FormPart.Question>().Any(question => question.Field is Field.Tick) && dice.Chance(0.4);
        foreach (var field in form.Parts.OfType<FormPart.Question>().Select(question => question.Field))
        {
            if (field is Field.Text text && form.Pair is not null)
            {
                var canary = CanaryFor(form, text, by, ticked);
                texts.Add((field.Name, canary));
                answers[field.Name] = canary is null ? Words.None : new Words(TextOf(canary, text, careful));
            }
            else if (Answer(field, ticked, careful) is { Length: > 0 } answer)
                answers[field.Name] = new Words(answer);
        }
        return new Filled(new FormAnswers(answers.ToImmutable()), texts.ToImmutable());
    }

    private Canary? CanaryFor(Form form, Field.Text field, PersonId by, bool ticked)
    {
        if (form.Id.Value == "reflection.send-form.v1" && canaries.In(field.Initial.Reveal()).FirstOrDefault() is { } drafted && drafted.Author == by)
        {
            drafted.Kind = CanaryKind.Sent;
            return drafted;
        }
        if (field.Optional && field.Initial.IsEmpty && dice.Chance(0.4))
            return null;
        var kind = form.Id.Value switch
        {
            "introduction.form.v1" => CanaryKind.Introduction,
            "kickoff.page3.v1" when field.Name == "boundaries" && ticked => CanaryKind.Private,
            "kickoff.page1.v1" or "kickoff.page3.v1" => CanaryKind.Kickoff,
            "kickoff.edit-form.v1" or "reflection.send-form.v1" or "closing.farewell.v1" => CanaryKind.Sent,
            "goals.form.v1" => ticked ? CanaryKind.Sent : CanaryKind.Private,
            _ => CanaryKind.Private,
        };
        return canaries.Mint(by, form.Pair, kind);
    }

    private string TextOf(Canary canary, Field.Text field, bool careful)
    {
        if (careful)
            return canary.Text;
        return dice.Chance(0.03) ? canary.Text + new string('x', field.MaxLength) : canary.Text + dice.Pick(Tails);
    }

    private string Answer(Field field, bool ticked, bool careful) => field switch
    {
        Field.Text { Name: "zone" } => careful || dice.Chance(0.9) ? dice.Pick(World.Zones) : "Atlantis/Nowhere",
        Field.Text { Name: "hour" } => careful ? "10:00" : dice.Pick(Hours),
        Field.Choice choice => careful || dice.Chance(0.98) ? dice.Pick(choice.Options).Value : "99",
        Field.Choices choices => string.Join(',', choices.Options.Where(_ => dice.Chance(0.5)).Take(3).Select(option => option.Value).DefaultIfEmpty(choices.Options[0].Value)),
        Field.Tick => ticked ? "yes" : "",
        Field.Date => careful || dice.Chance(0.9) ? Date(1 + dice.Below(60)) : dice.Pick((ImmutableArray<string>)["yesterday", Date(-5), "9999-12-31"]),
        _ => "",
    };

    private string Date(int days) => LocalDatePattern.Iso.Format(time.Now.InUtc().Date.PlusDays(days));
}
