using NodaTime;
using TrustBot.Cases;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Safety;
using TrustBot.People;
using TrustBot.Scheduling;

namespace TrustBot.Pairs;

/// <summary>
/// What a person does in any channel comes in here, after the channel has made sure who it is. When a task completes, what it decided is
/// stored and survives a killed process; sending comes after.
/// </summary>
public sealed class Inbox(PairEngine pairs, PersonEngine persons, CaseEngine cases, Promises promises, PersonStore people, StoryClock clock)
{
    /// <summary>In characters, over all answers. What is between a form's own limits and this gets the form's own errors.</summary>
    private const int LongestSubmission = 256 * 1024;

    /// <summary>For what travels in buttons and hidden fields: only tampering makes it longer.</summary>
    private const int LongestId = 200;

    /// <summary>No command is nearly as long; the rest of a longer text is not looked at.</summary>
    private const int LongestText = 4096;

    private const string AboutPeople = "people.";

    /// <summary>A button. Most presses change something and answer with a message; some open a form.</summary>
    /// <param name="pair">Null for buttons that are about the person.</param>
    /// <returns>The form to open, or null.</returns>
    public ValueTask<Form?> PressAsync(PersonId by, PairId? pair, ActionId action, string? argument, SendKey? from, CancellationToken cancellation) =>
        PressAsync(by, pair, action, argument, from, null, cancellation);

    /// <inheritdoc cref="PressAsync(PersonId, PairId?, ActionId, string?, SendKey?, CancellationToken)"/>
    /// <param name="once">Names this press where the platform may deliver it again: of two with the same name the second does nothing.</param>
    public async ValueTask<Form?> PressAsync(PersonId by, PairId? pair, ActionId action, string? argument, SendKey? from, string? once, CancellationToken cancellation)
    {
        if (!Fit(action.Value, argument, from?.Value, pair?.Value))
            return null;
        // Whatever pair's message carried the button, none is to know of it.
        if (IsAboutSafety(action))
            return await cases.PressAsync(by, action, argument, cancellation);
        if (action == PeopleActions.Promise)
            await promises.AnswerAsync(by, argument, cancellation);
        var form = IsAboutPeople(action)
            ? (await persons.HandleOnceAsync(by, new PersonInput.Pressed(action, argument, from, pair), once, cancellation))?.Form
            : pair is { } id ? (await pairs.HandleOnceAsync(id, new Input.Pressed(by, action, argument, from), once, cancellation)).Decision.Form : null;
        return form is null ? null : form with { From = from, Pair = pair };
    }

    /// <summary>A form that was filled in. The same nonce again has no second effect and gives the same reply.</summary>
    /// <exception cref="InputTooLargeException">The answers are longer than any form can make them.</exception>
    public async ValueTask<FormReply> SubmitAsync(PersonId by, Submission submission, CancellationToken cancellation)
    {
        var (form, pair, argument, answers, nonce, basedOn, from) = submission;
        if (answers.Names.Sum(name => (long)name.Length + answers[name].Reveal().Length) > LongestSubmission)
            throw new InputTooLargeException();
        FormReply? reply = null;
        if (!Fit(form.Value, argument, nonce, pair?.Value, from?.Value))
            reply = null;
        else if (IsAboutSafety(form))
            return WithWindow(await cases.SubmitAsync(by, submission, cancellation), submission);
        else if (IsAboutPeople(form))
            reply = (await persons.HandleAsync(by, new PersonInput.Submitted(form, argument, answers, nonce, from, pair), cancellation))?.Reply;
        else if (pair is { } id)
            reply = (await pairs.HandleAsync(id, new Input.Submitted(by, form, argument, answers, nonce, basedOn, from), cancellation)).Reply;
        return WithWindow(reply ?? new FormReply.Close(), submission);
    }

    /// <summary>The next window, or the same one with its errors, comes from the message that opened the first.</summary>
    private static FormReply WithWindow(FormReply reply, Submission submission) => reply switch
    {
        FormReply.Next next => new FormReply.Next(next.Form with { From = submission.From, Pair = submission.Pair }),
        FormReply.Errors { Form: { } form } errors => errors with
        {
            Form = form with { From = submission.From, Pair = submission.Pair, Argument = submission.Argument, Nonce = submission.Nonce, BasedOn = submission.BasedOn },
        },
        _ => reply,
    };

    /// <summary>A person opened a chat with TrustBot: they are greeted there.</summary>
    /// <param name="once">Names this arrival, which platforms report in several ways.</param>
    public async ValueTask ArriveAsync(PersonId person, string once, CancellationToken cancellation) =>
        await persons.HandleOnceAsync(person, new PersonInput.Arrived(), once, cancellation);

    /// <summary>Typed words: a command, or anything else, which gets the menu and is kept nowhere.</summary>
    public ValueTask SayAsync(PersonId by, string text, CancellationToken cancellation) => SayAsync(by, text, null, cancellation);

    /// <inheritdoc cref="SayAsync(PersonId, string, CancellationToken)"/>
    /// <param name="once">Names this text where the platform may deliver it again: of two with the same name the second does nothing.</param>
    public async ValueTask SayAsync(PersonId by, string text, string? once, CancellationToken cancellation)
    {
        if (await people.ReadAsync(by, cancellation) is not { } person)
            return;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(person.Hours.Zone) ?? DateTimeZone.Utc;
        var command = text.Length > LongestText ? null : Commands.Parse(text, person.Language, clock.Now.InZone(zone).Date);
        await persons.HandleOnceAsync(by, new PersonInput.Said(command), once, cancellation);
    }

    private static bool IsAboutPeople(ActionId id) => id.Value.StartsWith(AboutPeople, StringComparison.Ordinal);

    private static bool IsAboutSafety(ActionId id) => id.Value.StartsWith(SafetyActions.Prefix, StringComparison.Ordinal);

    private static bool Fit(params ReadOnlySpan<string?> ids)
    {
        foreach (var id in ids)
        {
            // Most of them become keys, in which a character outside the plain ones takes up to nine.
            if (id is not null && (id.Length > LongestId || Keys.Escape(id).Length > LongestId))
                return false;
        }
        return true;
    }
}
