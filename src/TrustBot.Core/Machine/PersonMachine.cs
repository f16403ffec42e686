using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Closing;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Safety;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Machine;

/// <summary>Decides what concerns one person across all pairs: hours, language, privacy, help, and which pair a word is about.</summary>
public static partial class PersonMachine
{
    internal static readonly Card Help = new("people.help");
    internal static readonly Card Settings = new("people.settings");
    internal static readonly Card NoPair = new("people.no-pair");
    private static readonly Card PrivacyNotice = new("people.privacy");
    private static readonly Card Talk = new("people.note");
    private static readonly Card Welcome = new("people.welcome");

    public static PersonDecision Decide(PersonView view, PersonInput input, Instant now) => input switch
    {
        _ when view.Person.IsForgotten => IgnoreForgotten(view, input),
        PersonInput.Said said => Said(view, said.Command, now),
        PersonInput.Pressed pressed => Pressed(view, pressed, now),
        PersonInput.Submitted submitted => Submitted(view, submitted, now),
        PersonInput.Arrived => Answer(view, Welcome, now),
        PersonInput.Profiled profiled => Follow(view, profiled),
        PersonInput.AskedToPromise asked => AskToPromise(view, asked.Programme, now),
        _ => None(view),
    };

    /// <summary>The message as it stands now; null when there is nothing left to say.</summary>
    public static Message? Draw(PersonView view, Card card, Instant now) => card.Kind switch
    {
        "people.help" => HelpMessages.Help(view.Person, view.House),
        "people.privacy" => PrivacyCard.Draw(view.Person, PartnerOf(view), ProgrammeOf(view), view.House),
        "people.settings" => PeopleMessages.Settings(view.Person),
        "people.hours" => PeopleMessages.Hours(view.Person),
        "people.my-data" => DataMessages.Data(view.Person),
        "people.forget-me" => view.Person.IsForgotten ? DataMessages.Forgotten(view.Person) : DataMessages.Forget(view.Person),
        "people.forgotten" => DataMessages.Forgotten(view.Person),
        "people.no-pair" => HelpMessages.NoPair(view.Person),
        "people.welcome" => HelpMessages.Welcome(view.Person),
        "people.note" => HelpMessages.Talk(view.Person),
        Promise.CardKind => Promise.Draw(view.Person, view.AskedBy.FirstOrDefault(programme => programme.Id.Value == card.Argument)),
        "people.whom" when card.Argument is { } word => HelpMessages.WithWhom(view, Active(view, CommandNames.From(word)), word),
        _ => null,
    };

    /// <summary>Most of what is said to a person by itself answers something they did; what does not, comes inside their hours.</summary>
    public static Gate MayGo(PersonView view, Send send, Instant now)
    {
        if (view.Person.Forgetting is { Done: true })
            return new Gate.Skip("forgotten");
        if (now >= send.UsefulUntil)
            return new Gate.Skip("late");
        var opening = send.Answers ? now : Window.NextOpening(now, view.Person.Hours, []);
        return opening > now ? new Gate.Wait(opening) : new Gate.Go();
    }

    private static PersonDecision Said(PersonView view, Command? command, Instant now) => command switch
    {
        Command.Privacy => Answer(view, PrivacyNotice, now),
        Command.TalkToSomeone => Answer(view, Talk, now),
        Command.MyData => Answer(view, DataMessages.DataCard, now),
        Command.ForgetMe => Answer(view, DataMessages.ForgetCard, now),
        Command.Settings or Command.ChangeLanguage => Answer(view, Settings, now),
        Command.Status or Command.Agreement or Command.Reflect or Command.Feedback or Command.Goals or Command.Meeting or Command.Win or Command.Thanks or Command.Pause or Command.Resume or Command.Snooze or Command.End => ForPair(view, command, now),
        _ => Answer(view, Help, now),
    };

    /// <summary>A word about a pair goes to the person's only one, or asks with whom.</summary>
    private static PersonDecision ForPair(PersonView view, Command command, Instant now)
    {
        var active = Active(view, command);
        return active switch
        {
            [] => Answer(view, NoPair, now),
            [var only] => Ask(view, only.Pair.Id, command),
            _ => Answer(view, new Card("people.whom", CommandNames.Of(command)), now),
        };
    }

    private static PersonDecision Pressed(PersonView view, PersonInput.Pressed pressed, Instant now)
    {
        if (pressed.Action == PeopleActions.Privacy)
            return Answer(view, PrivacyNotice, now);
        if (pressed.Action == PeopleActions.FullNotice)
            return None(view) with { Form = PrivacyCard.Notice(view.Person, PartnerOf(view), ProgrammeOf(view), view.House) };
        if (RightsPressed(view, pressed, now) is { } rights)
            return rights;
        if (pressed.Action == PeopleActions.Settings)
            return Answer(view, Settings, now);
        if (pressed.Action == PeopleActions.ChangeName)
            return None(view) with { Form = NameFormOf(view) };
        if (pressed.Action == PeopleActions.ChooseHours)
            return None(view) with { Form = PeopleMessages.HoursForm(view.Person, ProgrammeOf(view)?.CoordinatorName) };
        if (pressed.Action == PeopleActions.Hours && PeopleMessages.Offers.TryGetValue(pressed.Argument ?? "", out var offer))
            return Change(view, view.Person with { Hours = view.Person.Hours.Preferring(offer), HoursChosen = true }, pressed, now);
        if (pressed.Action == PeopleActions.Language && Languages.FromCode(pressed.Argument) is { } language)
            return Change(view, view.Person with { Language = language, LanguageChosen = true }, pressed, now);
        if (pressed.Action == PeopleActions.NoMoreInvitations && view.Pairs.FirstOrDefault(mine => mine.Pair.Id == pressed.Pair) is { } refused)
            return NoMore(view, refused.Programme.Id, pressed, now);
        if (pressed.Action == PeopleActions.Promise && Promise.AnswerOf(pressed.Argument) is { } answer && view.Person.ContactOf.Contains(answer.Programme))
            return Answer(view, Promise.CardOf(answer.Programme), now, pressed.From);
        return pressed.Action == PeopleActions.Word ? Word(view, pressed, now) : None(view);
    }

    private static PersonDecision NoMore(PersonView view, ProgrammeId programme, PersonInput.Pressed pressed, Instant now) =>
        view.Person.NoInvitationsFrom.Contains(programme)
            ? None(view)
            : Change(view, view.Person with { NoInvitationsFrom = view.Person.NoInvitationsFrom.Add(programme) }, pressed, now);

    /// <summary>A word on a button, with or without the pair that it is about: "status", or "status|" and the pair's id.</summary>
    private static PersonDecision Word(PersonView view, PersonInput.Pressed pressed, Instant now)
    {
        var parts = pressed.Argument?.Split('|') ?? [];
        if (parts is [] || CommandNames.From(parts[0]) is not { } command)
            return None(view);
        var pair = parts.Length > 1 ? new PairId(parts[1]) : pressed.Pair;
        return Active(view, command).Any(mine => mine.Pair.Id == pair)
            ? Ask(view, pair!.Value, command)
            : Said(view, command, now);
    }

    private static PersonDecision Submitted(PersonView view, PersonInput.Submitted submitted, Instant now)
    {
        if (submitted.Form == PeopleActions.ForgetForm)
            return Forget(view, submitted, now);
        if (submitted.Form == PeopleActions.NameForm)
            return Rename(view, submitted, now);
        if (submitted.Form != PeopleActions.HoursForm)
            return None(view) with { Reply = FormReply.Errors.Of(Sentences.In(view.Person.Language).MovedOn) };
        var say = Sentences.In(view.Person.Language);
        var form = PeopleMessages.HoursForm(view.Person, ProgrammeOf(view)?.CoordinatorName);
        var answers = FormCheck.Clean(form, submitted.Answers);
        var errors = FormCheck.Check(form, answers, say);
        var hour = PeopleMessages.HourOf(answers["hour"].Reveal());
        var zone = Zones.Find(answers["zone"].Reveal());
        if (!hour.Success)
            errors = errors.SetItem("hour", say.HourNotUnderstood);
        if (zone is null)
            errors = errors.SetItem("zone", say.ZoneNotUnderstood);
        if (!errors.IsEmpty)
            return None(view) with { Reply = new FormReply.Errors(errors) { Form = form } };
        var days = WeekDays.Parse(answers["days"].Reveal().Replace(',', ' ')) ?? WeekDays.MondayToFriday;
        var hours = (view.Person.Hours with { Zone = zone! }).Preferring(new PreferredTime(days, hour.Value));
        return Change(view, view.Person with { Hours = hours, HoursChosen = true }, submitted.From, submitted.Pair, PeopleMessages.HoursCard, now) with
        {
            Reply = new FormReply.Close(),
            Seen = submitted.Nonce.Length == 0 ? [] : [submitted.Nonce],
        };
    }

    /// <summary>Each pair hears of it, so that its next wake moves; the pair whose message was pressed draws it anew.</summary>
    private static PersonDecision Change(PersonView view, Person person, PersonInput.Pressed pressed, Instant now) =>
        Change(view, person, pressed.From, pressed.Pair, pressed.Action == PeopleActions.Language ? Settings : PeopleMessages.HoursCard, now);

    /// <param name="pair">The pair whose message it was; otherwise the message was about the person, and shows <paramref name="card"/>.</param>
    private static PersonDecision Change(PersonView view, Person person, SendKey? from, PairId? pair, Card card, Instant now)
    {
        var changed = person with { Revision = person.Revision + 1 };
        var decision = new PersonDecision(changed, [], TellsOf(view, person, from, pair), null, []);
        return pair is not null ? decision : decision with { Sends = [SendOf(changed, card, now, from)] };
    }

    private static ImmutableArray<PairTell> TellsOf(PersonView view, Person changed, SendKey? from = null, PairId? pair = null) =>
        [.. view.Pairs.Select(mine => new PairTell(mine.Pair.Id, new Input.PersonChanged(changed.Id, mine.Pair.Id == pair ? from : null, changed.Language != view.Person.Language)))];

    private static PersonDecision Answer(PersonView view, Card card, Instant now, SendKey? replaces = null)
    {
        var person = view.Person with { Revision = view.Person.Revision + 1 };
        return new PersonDecision(person, [SendOf(person, card, now, replaces)], [], null, []);
    }

    private static PersonDecision AskToPromise(PersonView view, ProgrammeId programme, Instant now)
    {
        if (view.Person.ContactOf.Contains(programme))
            return None(view);
        var person = view.Person with { ContactOf = view.Person.ContactOf.Add(programme), Revision = view.Person.Revision + 1 };
        var send = SendOf(person, Promise.CardOf(programme), now, null) with { UsefulUntil = now + Ruling.ServiceUseful, Answers = false };
        return new PersonDecision(person, [send], [], null, []);
    }

    /// <summary>The revision rises although nothing about the person changes: it is what makes the fact for the pair one of its own.</summary>
    private static PersonDecision Ask(PersonView view, PairId pair, Command command) => new(
        view.Person with { Revision = view.Person.Revision + 1 }, [], [new PairTell(pair, new Input.Asked(view.Person.Id, command))], null, []);

    private static Send SendOf(Person person, Card card, Instant now, SendKey? replaces) =>
        new(SendKey.ForRevision(card.Kind, person.Revision, person.Id), person.Id, card, now, now + Duration.FromDays(1), replaces, Answers: true);

    private static PersonDecision None(PersonView view) => new(view.Person, [], [], null, []);

    /// <summary>The pairs that a word can be about: of one that has ended only what is there can be read. With none left, the ended ones say so.</summary>
    internal static ImmutableArray<PairOfPerson> Active(PersonView view, Command? command)
    {
        var ended = view.Pairs.Where(mine => ClosingDialog.IsReadable(mine.Pair)).ToImmutableArray();
        var living = ended.Where(mine => mine.Pair.IsLiving).ToImmutableArray();
        return living.IsEmpty || (command is not null && ClosingDialog.Reads(command)) ? ended : living;
    }

    /// <summary>By name while there is only one; with several, whoever it may be about.</summary>
    private static string? PartnerOf(PersonView view) => view.Pairs switch
    {
        [] => null,
        [{ Partner.IsForgotten: true }] => Sentences.In(view.Person.Language).FormerPartner,
        [var only] => only.Partner.FirstName,
        _ => Sentences.In(view.Person.Language).ThePartner,
    };

    private static Programmes.Programme? ProgrammeOf(PersonView view) => view.Pairs.IsEmpty ? null : view.Pairs[^1].Programme;
}
