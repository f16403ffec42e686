using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Sandbox.Chapters;

/// <summary>Plays acts as people would: it reads the chats, presses what stands in them, and sends what opens.</summary>
internal sealed class Performance(SandboxStage stage, SandboxStore store, SandboxTime time, TimeProvider system)
{
    /// <summary>What an act has just brought about is sent beside it, and is there in a moment.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);
    private const int Moments = 25;
    private const int QuietMoments = 5;

    /// <summary>Stories begin at nine.</summary>
    private static readonly Duration SinceMorning = Duration.FromHours(5);

    private readonly Instant begun = time.Now;

    /// <summary>Comes back when nothing is on its way any more.</summary>
    public async ValueTask RestAsync(CancellationToken cancellation)
    {
        var quiet = 0;
        for (var before = store.Changes; quiet < QuietMoments; before = store.Changes)
        {
            await Task.Delay(Moment, system, cancellation);
            await stage.RunUntilIdle(cancellation);
            quiet = store.Changes == before ? quiet + 1 : 0;
        }
    }

    /// <returns>Why the act was passed over; null when it was played.</returns>
    public async ValueTask<string?> PlayAsync(Act act, CancellationToken cancellation)
    {
        var skipped = act switch
        {
            Act.Press press => await PressAsync(press, cancellation),
            Act.Say say => await SayAsync(say, cancellation),
            Act.Days days => await DoneAsync(time.WalkAsync(time.Now + Duration.FromDays(days.Number), cancellation)),
            Act.Until until => await DoneAsync(time.WalkAsync(begun + Duration.FromDays(until.Day) + SinceMorning, cancellation)),
            Act.Import when stage.Import is { } import => await DoneAsync(import(cancellation)),
            Act.Invite when stage.Invite is { } invite => await DoneAsync(invite(cancellation)),
            _ => "no door for it",
        };
        await stage.RunUntilIdle(cancellation);
        return skipped;
    }

    private async ValueTask<string?> PressAsync(Act.Press press, CancellationToken cancellation)
    {
        if (await SeatAsync(press.By, cancellation) is not { } by)
            return "nobody sits there";
        if (await FindAsync(by, press, cancellation) is not { } found)
            return press.IfThere ? null : $"no button {press.Action} within {press.WithinDays} days";
        var form = await stage.Press(by, found.Card.Pair, found.Button.Action, found.Button.Argument, found.Card.Key is { } key ? new SendKey(key) : null, cancellation);
        for (var windows = 0; form is { Submit: not null } && windows < press.Windows; windows++)
        {
            var sent = new Submission(form.Id, form.Pair, form.Argument, Filled(form, press), form.Nonce, form.BasedOn, form.From);
            var reply = await stage.Submit(by, sent, cancellation);
            if (reply is FormReply.Errors errors)
                return $"{form.Id} does not take {string.Join(", ", errors.Fields.Keys)}";
            form = (reply as FormReply.Next)?.Form;
        }
        return null;
    }

    private async ValueTask<string?> SayAsync(Act.Say say, CancellationToken cancellation)
    {
        if (await SeatAsync(say.By, cancellation) is not { } by)
            return "nobody sits there";
        store.Say(by, say.Word, time.Now);
        await stage.Say(by, say.Word, cancellation);
        return null;
    }

    private static async ValueTask<string?> DoneAsync(ValueTask work)
    {
        await work;
        return null;
    }

    private async ValueTask<(SandboxItem.Card Card, Button Button)?> FindAsync(PersonId by, Act.Press press, CancellationToken cancellation)
    {
        for (var moments = 0; moments < (press.IfThere ? QuietMoments : Moments); moments++)
        {
            if (Look(by, press) is { } found)
                return found;
            await Task.Delay(Moment, system, cancellation);
        }
        if (press.IfThere)
            return null;
        var patience = time.Now + Duration.FromDays(press.WithinDays);
        while (time.Now < patience)
        {
            var before = time.Now;
            await time.WalkToSomethingAsync(patience, cancellation);
            if (Look(by, press) is { } found)
                return found;
            if (time.Now <= before)
                return null;
        }
        return null;
    }

    /// <summary>The newest message that offers it; what stands behind *More* only where it stands nowhere else.</summary>
    private (SandboxItem.Card Card, Button Button)? Look(PersonId by, Act.Press press)
    {
        var cards = store.Items(by).OfType<SandboxItem.Card>().Where(card => card.At >= begun + Duration.FromDays(press.FromDay)).Reverse().ToList();
        return First(card => card.Message.Buttons) ?? First(card => card.Message.More);

        (SandboxItem.Card, Button)? First(Func<SandboxItem.Card, ImmutableArray<Button>> buttons) =>
            cards.SelectMany(card => buttons(card).Where(button => IsIt(button, press)).Select(button => ((SandboxItem.Card, Button)?)(card, button))).FirstOrDefault();
    }

    private static bool IsIt(Button button, Act.Press press) =>
        button.Action.Value == press.Action
        && (press.Choice is null || button.Argument == press.Choice || button.Argument?.EndsWith($"|{press.Choice}", StringComparison.Ordinal) == true);

    private static FormAnswers Filled(Form form, Act.Press press) => new(form.Parts.OfType<FormPart.Question>().Select(question => question.Field)
        .ToImmutableDictionary(field => field.Name, field => new Words(press.Answers.FirstOrDefault(answer => answer.Field == field.Name)?.Value ?? field.Example ?? StandingIn(field))));

    private static string StandingIn(Field field) => field switch
    {
        Field.Text text => text.Initial.Reveal(),
        Field.Choice choice => choice.Selected ?? "",
        Field.Choices choices => string.Join(',', choices.Selected),
        Field.Tick { Ticked: true } => "yes",
        Field.Date { Initial: { } day } => NodaTime.Text.LocalDatePattern.Iso.Format(day),
        _ => "",
    };

    private async ValueTask<PersonId?> SeatAsync(Actor actor, CancellationToken cancellation)
    {
        var cast = await stage.Cast(cancellation);
        var pairs = cast.Pairs;
        return actor switch
        {
            Actor.Contact when !cast.Contacts.IsEmpty => cast.Contacts[0].Id,
            Actor.Mentee or Actor.Mentor when pairs.Length > 0 => pairs[0].Of(actor == Actor.Mentor ? Role.Mentor : Role.Mentee).Id,
            Actor.OtherMentee or Actor.OtherMentor when pairs.Length > 1 => pairs[1].Of(actor == Actor.OtherMentor ? Role.Mentor : Role.Mentee).Id,
            _ => null,
        };
    }
}
