using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Simulation.Laws;

namespace TrustBot.Simulation;

/// <param name="Texts">The canary in each text field; null where the field was left empty.</param>
internal sealed record Filled(FormAnswers Answers, ImmutableArray<(string Field, Canary? Canary)> Texts);

/// <summary>
/// Fills in any form by its fields, as people do: mostly sense, sometimes nothing, too much, or the wrong thing. Who may read what it types
/// is taken from the label beside the field.
/// </summary>
internal sealed class FormFiller(Canaries canaries, Dice dice, VirtualTime time)
{
    private static readonly ImmutableArray<string> Tails = ["", " and more", " 👩‍🏫🌍", " שלום", "\nsecond line", " \u202eevil\u202c", " \u0007bell", " \"quoted\" <@U1> *bold*", " \ud800"];
    /// <summary>Where more is promised than the label says: the order of introductions, and a line that is only drafted until its preview is sent.</summary>
    private static readonly ImmutableDictionary<string, CanaryKind> Stricter = ImmutableDictionary<string, CanaryKind>.Empty
        .Add("introduction.form.v1", CanaryKind.Introduction)
        .Add("reflection.share-form.v1", CanaryKind.Private);

    private static readonly ImmutableArray<string> Hours = ["9:30", "08:00", "13:15", "23:30", "0:00", "25:00", "noon"];

    public Filled Fill(Form form, PersonId by, bool careful)
    {
        var answers = ImmutableDictionary.CreateBuilder<string, Words>();
        var texts = ImmutableArray.CreateBuilder<(string, Canary?)>();
        ImmutableArray<Field> fields = [.. form.Parts.OfType<FormPart.Question>().Select(question => question.Field)];
        var ticked = fields.OfType<Field.Tick>().Where(_ => dice.Chance(0.4)).Select(tick => tick.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (field is Field.Text draft && form.Id.Value == Consents.Form && dice.Chance(0.8))
            {
                answers[field.Name] = draft.Initial;
                continue;
            }
            if (field is Field.Text { Name: not ("zone" or "hour" or "name") } text && (form.Pair is not null || IsForContact(form)))
            {
                var canary = CanaryFor(form, text, by, ReadersOf(form, fields, text, ticked));
                texts.Add((field.Name, canary));
                answers[field.Name] = canary is null ? Words.None : new Words(TextOf(canary, text, careful));
            }
            else if (Answer(field, ticked.Contains(field.Name), careful) is { Length: > 0 } answer)
                answers[field.Name] = new Words(answer);
        }
        return new Filled(new FormAnswers(answers.ToImmutable()), texts.ToImmutable());
    }

    /// <summary>The label beside the field. A box that others see opens the whole form when it is ticked; one that the author alone sees closes the field before it.</summary>
    private static CanaryKind ReadersOf(Form form, ImmutableArray<Field> fields, Field.Text field, HashSet<string> ticked)
    {
        if (Stricter.TryGetValue(form.Id.Value, out var kind))
            return kind;
        var after = fields.IndexOf(field) + 1;
        if (after < fields.Length && fields[after] is Field.Tick { Sees.Visibility: Visibility.OnlyMe } keep && ticked.Contains(keep.Name))
            return CanaryKind.Private;
        var opened = fields.Any(one => one is Field.Tick { Sees.Visibility: Visibility.UsTwo } && ticked.Contains(one.Name));
        return opened ? CanaryKind.Sent : field.Sees.Visibility switch
        {
            Visibility.UsTwo => CanaryKind.Sent,
            Visibility.AfterBoth => CanaryKind.Sealed,
            Visibility.Contact => CanaryKind.Contact,
            _ => CanaryKind.Private,
        };
    }

    private Canary? CanaryFor(Form form, Field.Text field, PersonId by, CanaryKind kind)
    {
        if (IsForContact(form))
            return dice.Chance(0.3) ? null : canaries.Mint(by, new PersonId(form.Argument!));
        // A draft of the author's own that is looked at once more before it is sent.
        if (kind == CanaryKind.Sent && canaries.In(field.Initial.Reveal()).ToList() is [var drafted] && drafted.Author == by && drafted.Pair == form.Pair && drafted.Kind != CanaryKind.Sent)
        {
            drafted.Kind = CanaryKind.Sent;
            return drafted;
        }
        return field.Optional && field.Initial.IsEmpty && dice.Chance(0.4) ? null : canaries.Mint(by, form.Pair, kind, Practice.Of(form));
    }

    private static bool IsForContact(Form form) => form is { Id.Value: "safety.send-form.v1", Argument: not null };

    private string TextOf(Canary canary, Field.Text field, bool careful)
    {
        if (careful)
            return canary.Text;
        return dice.Chance(0.03) ? canary.Text + new string('x', field.MaxLength) : canary.Text + dice.Pick(Tails);
    }

    private string Answer(Field field, bool ticked, bool careful) => field switch
    {
        Field.Text { Name: "zone" } => careful || dice.Chance(0.9) ? dice.Pick(World.Zones) : "Atlantis/Nowhere",
        // A name is nobody's words: it is kept as it is, and everybody reads it.
        Field.Text { Name: "name" } => $"P{dice.Below(1000)} Renamed",
        Field.Text { Name: "hour" } => careful ? "10:00" : dice.Pick(Hours),
        Field.Choice choice => careful || dice.Chance(0.98) ? dice.Pick(choice.Options).Value : "99",
        Field.Choices choices => string.Join(',', choices.Options.Where(_ => dice.Chance(0.5)).Take(3).Select(option => option.Value).DefaultIfEmpty(choices.Options[0].Value)),
        Field.Tick => ticked ? "yes" : "",
        Field.Date => careful || dice.Chance(0.9) ? Date(1 + dice.Below(60)) : dice.Pick((ImmutableArray<string>)["yesterday", Date(-5), "9999-12-31"]),
        _ => "",
    };

    private string Date(int days) => LocalDatePattern.Iso.Format(time.Now.InUtc().Date.PlusDays(days));
}
