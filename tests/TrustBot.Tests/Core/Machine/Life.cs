using System.Globalization;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Core.Machine;

/// <summary>Something that somebody does; the numbers pick from whatever there is to pick from at that moment.</summary>
public sealed record Act(byte Who, byte What, byte Which, byte How);

/// <summary>Two people, a stranger and a coordinator who do anything at all. Every text that is typed is one of a kind.</summary>
public sealed class Life
{
    private static readonly string[] Actions =
    [
        "joining.join.v1", "joining.decline.v1", "joining.decline-scope.v1", "joining.ask.v1", "joining.again.v1", "introduction.open.v1",
        "kickoff.open.v1", "kickoff.pick.v1", "kickoff.side-by-side.v1", "kickoff.read.v1", "kickoff.edit.v1", "goals.add.v1", "goals.list.v1",
        "meetings.plan.v1", "meetings.choose-day.v1", "meetings.met.v1", "reflection.write.v1", "reflection.pass.v1", "reflection.notebook.v1",
        "pulse.answer.v1", "pulse.trend.v1",
        "reflection.share.v1", "reflection.reply.v1",
        "authenticity.write.v1", "authenticity.another.v1", "authenticity.pass.v1", "authenticity.read.v1", "authenticity.thank.v1", "authenticity.reply.v1", "authenticity.tell.v1",
        "feedback.start.v1", "feedback.write.v1", "feedback.withdraw.v1", "feedback.read.v1", "feedback.reply.v1", "feedback.because.v1", "feedback.happened.v1",
        "closing.ask.v1", "closing.choose.v1", "closing.take-back.v1", "closing.check-in.v1", "closing.keep-notes.v1", "closing.new-pair.v1", "closing.goodbye.v1", "closing.write.v1",
        "celebration.write.v1", "celebration.not-now.v1", "celebration.echo.v1", "celebration.ask-when-we-meet.v1",
        "celebration.post.v1", "celebration.agree.v1", "celebration.rather-not.v1", "celebration.take-back.v1",
        "reminders.later.v1", "reminders.put-off.v1", "reminders.now.v1",
        "words.take-back.v1",
        "rest.ask.v1", "rest.days.v1", "rest.choose-day.v1", "rest.ready.v1",
        "people.hours.v1", "people.language.v1", "people.word.v1", "people.choose-hours.v1", "people.privacy.v1", "people.promise.v1", "people.change-name.v1",
        "safety.talk.v1", "safety.open.v1", "safety.withdraw.v1", "safety.clear.v1",
        "no.such.v9", "", ".", "kickoff",
    ];

    private static readonly string?[] Arguments =
    [
        null, "", "yes", "no", "programme", "pairing", "7", "14", "28", "-1", "99999999999", "often=1", "often=3", "often=talk", "hope=", "=", "|", "1|0",
        "2026-06-15|yes", "2026-06-22|finish", "2026-06-22|rest", "2026-06-30", "2026-06-02", "2026-06-02|will", "Win", "Win|2026-06-30", "Noticed", "Thanks|x", "3|Wrote", "3|BeenThere", "celebration|3", "celebration|3|Wrote", "reflection|4", "authenticity|5|reply", "x|1", "not|a|date", "status", "pause=2026-07-01", "pause=x", "en", "de", "tuesday-0930", "\0\u202e",
    ];

    private static readonly string[] Forms =
    [
        "introduction.form.v1", "kickoff.page1.v1", "kickoff.page2.v1", "kickoff.page3.v1", "kickoff.sign.v1", "kickoff.edit-form.v1", "goals.form.v1", "goals.list.v1", "goals.change.v1",
        "pulse.form.v1",
        "meetings.plan-form.v1", "reflection.note.v1", "reflection.share-form.v1", "reflection.send-form.v1",
        "authenticity.write-form.v1", "authenticity.send-form.v1", "authenticity.reply-form.v1",
        "feedback.form.v1", "feedback.because-form.v1",
        "closing.form.v1", "closing.farewell.v1",
        "celebration.line.v1", "celebration.send-form.v1", "celebration.echo-form.v1", "celebration.post-form.v1",
        "words.take-back-form.v1", "rest.form.v1", "people.hours-form.v1", "people.name-form.v1", "safety.choose-form.v1", "safety.send-form.v1", "x",
    ];

    private static readonly string[] Typed = ["status", "agreement", "reflect", "feedback", "goals", "meeting", "win", "thanks", "pause", "pause 2 weeks", "resume", "privacy", "settings", "end", "talk to someone", "hilfe", "lorem ipsum"];

    private readonly Dictionary<PersonId, Form> open = [];
    private int typed;

    /// <param name="begins">0 to 3: proposed, joined, agreed, signed.</param>
    public Life(int begins = 1)
    {
        World.Programme = World.Programme with { WinsChannel = new ChannelId("#wins") };
        foreach (var (name, language, zone) in new[] { ("Ana", Language.German, "America/New_York"), ("Bo", Language.English, "Europe/Berlin"), ("Eva", Language.English, "Europe/Berlin") })
            World.Put(new Person { Id = new PersonId(name.ToLowerInvariant()), Name = name, Language = language, Hours = WorkingHours.UsualIn(zone) });
        if (begins == 0)
            World.Propose(Ana, Bo);
        else
            World.Join(Pair);
        if (begins == 2)
            World.Agree(Pair);
        else if (begins == 3)
            World.SignBoth(Pair);
    }

    public static PersonId Ana => new("ana");

    public static PersonId Bo => new("bo");

    public static PairId Pair => World.PairOf(Ana, Bo);

    public World World { get; } = new();

    /// <summary>Does the same once more right after: a double click, or a platform that sends twice.</summary>
    public bool Twice { get; init; }

    public void Do(Act act)
    {
        var who = (act.Who % 8) switch { 0 => new PersonId("eva"), 1 or 2 or 3 => Ana, _ => Bo };
        switch (act.What % 10)
        {
            case 0:
                Press(who, Actions[act.Which % Actions.Length], Arguments[act.How % Arguments.Length], AnyKey(act));
                break;
            case 1 or 2 or 3:
                PressVisible(who, act);
                break;
            case 4 or 5 when open.TryGetValue(who, out var form):
                Submit(who, form, act);
                break;
            case 4 or 5:
                Submit(who, new Form { Id = new ActionId(Forms[act.Which % Forms.Length]), Title = "", Close = "", Pair = Pair, BasedOn = act.How % 3, Argument = Arguments[act.How % Arguments.Length] }, act);
                break;
            case 6:
                Say(who, Typed[act.Which % Typed.Length]);
                break;
            case 7 when act.Which % 7 == 6:
                Travel(act);
                break;
            case 7 when act.Which % 7 == 5:
                World.Lose(act.Who % 2 == 0 ? Ana : Bo);
                break;
            case 7:
                Coordinate(act);
                break;
            default:
                World.MoveTo(World.Now + (act.Which % 4) switch { 0 => Duration.FromSeconds(act.How), 1 => Duration.FromHours(act.How), 2 => Duration.FromDays(act.How % 20), _ => Duration.FromHours(1) });
                break;
        }
    }

    private void Press(PersonId who, string action, string? argument, SendKey? from)
    {
        for (var times = 0; times < (Twice ? 2 : 1); times++)
        {
            var before = times == 0 ? "" : State();
            if (World.Press(who, Pair, action, argument, from).Form is { } form)
                open[who] = form;
            if (times > 0)
                Assert.Equal(before, State());
        }
    }

    private void PressVisible(PersonId who, Act act)
    {
        var buttons = World.ChatOf(who).SelectMany(item => item.Now.Buttons.Concat(item.Now.More).Select(button => (item, button))).ToList();
        if (buttons.Count == 0)
            return;
        // The newest half of what is on the screen.
        var (item, button) = buttons[buttons.Count - 1 - (act.Which % ((buttons.Count + 1) / 2))];
        Press(who, button.Action.Value, button.Argument, item.Key);
    }

    private void Submit(PersonId who, Form form, Act act)
    {
        var answers = World.Fields(form).ToDictionary(field => field.Name, field => Answer(field, act));
        if (answers.Count == 0)
            answers = new Dictionary<string, string> { ["goal"] = Unique(), ["line"] = Unique(), ["day"] = "2026-08-01", ["purpose"] = Unique() };
        var reply = World.Submit(who, form, answers);
        if (Twice && reply is not FormReply.Errors && form.Nonce.Length > 0)
        {
            var before = State();
            World.Submit(who, form, answers);
            Assert.Equal(before, State());
        }
        if (reply is FormReply.Next next)
            open[who] = next.Form;
        else if (reply is FormReply.Close)
            open.Remove(who);
    }

    private string Answer(Field field, Act act) => field switch
    {
        Field.Text => (act.How % 7) switch { 0 => "", 1 => new string('x', 40_000), 2 => $"\u202e{Unique()}\0", _ => field.Name is "hour" or "zone" ? field.Example ?? "9:30" : Unique() },
        Field.Choice choice => act.How % 11 == 0 ? "17" : choice.Options[(act.Which + field.Name.Length) % choice.Options.Length].Value,
        Field.Choices choices => act.How % 5 == 0 ? "" : choices.Options[act.Which % choices.Options.Length].Value,
        Field.Tick => act.How % 2 == 0 ? "yes" : "",
        Field.Date => act.How % 4 == 0 ? "soon" : act.How % 4 == 1 ? "" : NodaTime.Text.LocalDatePattern.Iso.Format(World.Now.InUtc().Date.PlusDays(act.Which % 40)),
        _ => "?",
    };

    private void Say(PersonId who, string text)
    {
        var person = World.People[who];
        World.Handle(who, new PersonInput.Said(Commands.Parse(text, person.Language, World.Now.InZone(World.Zone(person.Hours.Zone)).Date)));
        World.Run();
    }

    private static readonly string?[] Zones = ["America/Los_Angeles", "Asia/Kolkata", "W. Europe Standard Time", "No/Where", "", null];

    private void Travel(Act act)
    {
        World.Handle(act.Who % 2 == 0 ? Ana : Bo, new PersonInput.Profiled(Zones[act.How % Zones.Length], act.How % 2 == 0 ? Language.German : null));
        World.Run();
    }

    private void Coordinate(Act act)
    {
        var start = new LocalDate(2026, 6, 2);
        Input input = (act.Which % 6) switch
        {
            0 => new Input.Invited(World.Now + Duration.FromHours(act.How)),
            1 => new Input.InvitationCancelled(),
            2 => new Input.CadenceSet(act.How % 3 == 0 ? null : act.How % 3 == 1 ? Cadence.Weekly(start) : new Cadence.EveryWorkDays(1, start)),
            3 => new Input.Asked(act.How % 2 == 0 ? Ana : Bo, new Command.Pause(World.Now.InUtc().Date.PlusDays(act.How - 5))),
            4 => new Input.ProgrammeChanged(),
            _ => new Input.Woken(),
        };
        World.Handle(Pair, input);
        World.Run();
    }

    private SendKey? AnyKey(Act act)
    {
        var keys = World.Log.Select(said => said.Item.Key).ToList();
        return keys.Count == 0 || act.How % 2 == 0 ? null : keys[act.Which % keys.Count];
    }

    private string Unique() => string.Create(CultureInfo.InvariantCulture, $"word{++typed}word");

    /// <summary>All of the pair's state but the number of its revision.</summary>
    public string State()
    {
        var pair = World.Pair(Pair);
        var signatures = pair.Kickoff is TrustBot.Core.Kickoff.KickoffState.Signing signing ? string.Join(",", signing.Signatures) : "";
        return string.Join('\n',
        [
            pair.Joining.ToString(), pair.Introductions.ToString(), pair.Kickoff.ToString()!, signatures, .. pair.Goals.Select(goal => goal.ToString()), pair.Meetings.ToString(),
            pair.Prompts.LastSlot?.ToString() ?? "", .. pair.Reflection.Rounds.Select(round => $"{round.Slot} {round.MentorSettled} {round.MenteeSettled}"),
            .. World.WordsOf(Pair).Where(row => row.Id.IsNote).Select(row => row.Id.ToString()), .. pair.Reflection.Shared.Select(line => line.ToString()),
            pair.Authenticity.Open?.Slot.ToString() ?? "", .. pair.Authenticity.Shared.Select(story => story.ToString()),
            .. pair.Feedback.Rounds.Select(round => round.ToString()), pair.Feedback.Waiting?.ToString() ?? "",
            pair.Pulse.Asked.ToString(CultureInfo.InvariantCulture), .. pair.Pulse.Answers.Select(answer => $"{answer.On} {answer.Author} {answer.Compares}"), pair.Pulse.Compared?.On.ToString() ?? "",
            pair.Rest?.ToString() ?? "", pair.Away.ToString(), pair.Closing.ToString(), pair.CheckIns.ToString(), pair.Review?.ToString() ?? "",
            .. pair.Celebration.News.Select(news => $"{news.Words} {news.Settled} {string.Join(',', news.Echoes)} {news.Posting}"),
            $"{pair.Celebration.LastTurn} {pair.Celebration.Mentor.Open} {pair.Celebration.Mentor.WinAsked} {pair.Celebration.Mentee.Open} {pair.Celebration.Mentee.WinAsked}",
        ]);
    }
}
