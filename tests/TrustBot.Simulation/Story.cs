using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Attention;
using TrustBot.Core.Joining;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Simulation;

/// <summary>One pair from the proposal to the first answered question, with people who do again what did not work.</summary>
internal sealed class Story
{
    private const int MostTries = 40;
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 8, 0);
    private static readonly InstantPattern Minute = InstantPattern.CreateWithInvariantCulture("uuuuMMddHHmm");
    private static readonly ProgrammeId Spring = new("spring");
    private static readonly PersonId Kim = new("kim"), Ana = new("ana"), Bo = new("bo");
    private static readonly ImmutableArray<PersonId> Two = [Ana, Bo];

    private readonly VirtualTime time = new(Start);
    private readonly List<Post> posts = [];
    private readonly Witness table;
    private readonly Host host;
    private PairId id;
    private int writes;

    public Story(WriteFault fault, int at, int inARow)
    {
        var log = new EventLog(time, null);
        var calm = new Weather(new Dice(1), Start, Start, 1, [Duration.FromHours(1)]) { Calm = true };
        table = new Witness(new MemoryTable(), time, log) { Faults = (_, _, _) => ++writes >= at && writes < at + inARow ? fault : WriteFault.None };
        table.Slots.CadenceOf = _ => Cadence.EveryTwoWeeks(Start.InUtc().Date);
        var chat = new FakeChat("slack", true, time, calm, log) { Arrived = (post, _, isNew) => posts.AddRange(isNew ? [post] : []) };
        var ids = new IdMinter(new Dice(2).Bytes);
        host = new Host(() => new Node(table, time, [chat], NullLogger.Instance, ids, alone: true), time, log, () => { });
    }

    private Pair Pair => table.Whole(id)!;

    public (string End, int Writes) Tell()
    {
        SetUp();
        Pass(Duration.FromHours(3));
        foreach (var one in Two)
            Until(() => Pair.Joining.AnswerOf(SeatOf(one)) == Answer.Yes, () => Press(one, "joining.join.v1"));
        foreach (var one in Two)
            Until(() => Pair.Introductions.Of(SeatOf(one)) is not null, () => Press(one, "introduction.open.v1"));
        foreach (var one in Two)
            Until(() => Pair.Kickoff is not KickoffState.Answering answering || answering.Of(SeatOf(one)).IsDone, () => Press(one, "kickoff.open.v1"));
        foreach (var one in Two)
            Until(() => Pair.Kickoff is KickoffState.Signed || ((KickoffState.Signing)Pair.Kickoff).Signatures.Contains(SeatOf(one)), () => Press(one, "kickoff.read.v1"));
        Until(() => Pair.Meetings.Planned is not null, () => Press(Bo, "meetings.plan.v1"));
        Until(() => Pair.Meetings.Check is not null, () => Pass(Duration.FromDays(1)));
        foreach (var one in Two)
            Until(() => Pair.Meetings.Check!.AnswerOf(SeatOf(one)) != Core.Meetings.Met.Unsaid, () => Press(one, "meetings.met.v1"));
        Until(() => !Pair.Reflection.Rounds.IsEmpty, () => Pass(Duration.FromDays(1)));
        Pass(Duration.FromHours(5));
        Until(() => Pair.Reflection.Rounds.Any(round => round.MentorSettled), () => Press(Ana, "reflection.write.v1"));
        Pass(Duration.FromHours(1));
        return (End(), writes);
    }

    private void SetUp()
    {
        var hours = WorkingHours.UsualIn("Europe/Berlin");
        var programme = new Programme { Id = Spring, Name = "Spring", Coordinator = Kim, CoordinatorName = "Kim Sommer", Cadence = Cadence.EveryTwoWeeks(Start.InUtc().Date), Language = Language.English, Hours = hours };
        Insist(node => node.Programmes.EnsureAsync(programme, default).Result());
        foreach (var one in Two)
        {
            var draft = new Person { Id = one, Name = one.Value, Language = Language.English, Hours = hours, HoursChosen = true, Address = new Address("slack", one.Value) };
            Insist(node => node.People.EnsureAsync($"{one}@example.org", draft, default).Result());
        }
        id = host.Node.Hash.PairOf(Spring, Ana, Bo);
        var proposed = new Input.Proposed(id, Spring, Ana, Bo, Kim, new Words("You both nurse."), null);
        Insist(node => node.Pairs.HandleAsync(id, proposed, default).Result());
        Insist(node => node.Pairs.HandleAsync(id, new Input.Invited(Start), default).Result());
    }

    /// <summary>Presses a button that this person can see, and fills in whatever opens.</summary>
    private void Press(PersonId by, string action)
    {
        Pass(Duration.FromMinutes(2));
        if (posts.LastOrDefault(post => post.To == by && ButtonOf(post, action) is not null) is not { } post)
            return;
        Form? form = null;
        var button = ButtonOf(post, action)!;
        Insist(node => form = node.Inbox.PressAsync(by, id, button.Action, button.Argument, post.DrawnBy, default).Result());
        while (form?.Submit is not null)
            form = (Submit(by, form) as FormReply.Next)?.Form is { } next && next.Id.Value != "reflection.share-form.v1" ? next : null;
        Pass(Duration.FromMinutes(2));
    }

    private FormReply? Submit(PersonId by, Form form)
    {
        var answers = form.Parts.OfType<FormPart.Question>().Select(question => question.Field).Where(field => field is Field.Text or Field.Choice)
            .ToImmutableDictionary(field => field.Name, field => new Words(field is Field.Choice choice ? choice.Options[0].Value : $"{by} on {field.Name}"));
        FormReply? reply = null;
        Insist(node => reply = node.Inbox.SubmitAsync(by, new Submission(form.Id, id, form.Argument, new FormAnswers(answers), form.Nonce, form.BasedOn, form.From), default).Result());
        return reply;
    }

    private void Insist(Action<Node> act)
    {
        for (var tries = 0; !host.Do("story", act); tries++)
        {
            if (tries > MostTries)
                throw new BrokenLawException("One fault stopped a step for good.");
        }
    }

    private static void Until(Func<bool> done, Action act)
    {
        for (var tries = 0; !done(); tries++)
        {
            if (tries > MostTries)
                throw new BrokenLawException("The story does not go on.");
            act();
        }
    }

    private void Pass(Duration by)
    {
        var until = time.Now + by;
        while (table.EarliestHint is { } hint && Minute.Parse(hint).Value <= until)
        {
            time.AdvanceTo(Instant.Max(Minute.Parse(hint).Value, time.Now + Duration.FromSeconds(5)));
            host.Wake();
        }
        time.AdvanceTo(until);
    }

    private static Button? ButtonOf(Post post, string action) => post.Message.Buttons.FirstOrDefault(button => button.Action.Value == action);

    private static Role SeatOf(PersonId person) => person == Ana ? Role.Mentor : Role.Mentee;

    private string End()
    {
        var seen = posts.Select(post => $"{post.To}: {string.Join(" / ", Canaries.TextsOf(post.Message).Where(text => text.Length > 0))}").Order(StringComparer.Ordinal);
        var open = table.Sends.Open.Select(one => $"open {one.Row.Send.Card} {SendBook.Name(one.Row.State)}");
        var state = string.Create(CultureInfo.InvariantCulture, $"{Pair.Joining.GetType().Name} {Pair.Kickoff.GetType().Name} {Pair.Meetings.Count} meetings, {Pair.Reflection.Rounds.Count(round => round.MentorSettled)} settled of {Pair.Reflection.Rounds.Length} rounds");
        return string.Join('\n', seen.Concat(open).Append(state));
    }
}
