using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;

namespace TrustBot.Tests.Transcripts;

/// <summary>
/// What the engine, the store and the courier are to the real machines, in memory and without a mistake: words are opened only as far as a
/// decision or a card names them, and a message goes out at its moment, through its gate, once.
/// </summary>
public sealed partial class World
{
    public static readonly PersonId Coordinator = new("kim");

    private readonly Dictionary<PairId, Partition> pairs = [];
    private readonly Dictionary<PersonId, Person> people = [];
    private int nonces;

    public World()
    {
        var hours = WorkingHours.UsualIn("Europe/Berlin");
        Now = Zone(hours.Zone).AtStrictly(new LocalDateTime(2026, 6, 1, 9, 0)).ToInstant();
        Programme = new Programme
        {
            Id = new ProgrammeId("spring"),
            Name = "the spring programme",
            Coordinator = Coordinator,
            CoordinatorName = "Kim Berger",
            Cadence = Cadence.EveryTwoWeeks(new LocalDate(2026, 6, 2)),
            Language = Language.English,
            Hours = hours,
        };
    }

    public Instant Now { get; set; }

    public Programme Programme { get; set; }

    public House House { get; set; } = new("Hospital IT", null, StoreKind.Embedded);

    /// <summary>Everything that was said, in the order in which it was.</summary>
    public List<Delivered> Log { get; } = [];

    public IReadOnlyDictionary<PersonId, Person> People => people;

    public IEnumerable<PairId> Pairs => pairs.Keys;

    public Pair Pair(PairId id) => pairs[id].Pair!;

    public static PairId PairOf(PersonId mentor, PersonId mentee) => new($"{mentor}-{mentee}");

    public void Put(Person person) => people[person.Id] = person;

    /// <summary>Who would read which words, if TrustBot showed all that is stored to everyone who may read it.</summary>
    public IEnumerable<(WordsId Id, Words Words)> WordsOf(PairId pair) => pairs[pair].Words.Select(row => (row.Key, row.Value));

    public Decision Handle(PairId id, Input input)
    {
        var partition = pairs.GetValueOrDefault(id) ?? new Partition(id);
        if (input is Input.Submitted { Nonce.Length: > 0 } again && partition.Seen.Contains(again.Nonce))
            return Decision.None(partition.Pair) with { Reply = new FormReply.Close() };
        var before = partition.Pair;
        var decision = PairMachine.Decide(View(partition, [.. partition.WordsFor(PairMachine.Needs(before, input))], input), input, Now);
        if (decision.Pair is null)
            return decision;
        if (before is null)
            AddPair(decision.Pair, partition);
        Assert.True(before is null || ReferenceEquals(before, decision.Pair) || decision.Pair.Revision == before.Revision + 1, "A decision that changes something raises the revision by one.");
        partition.Pair = decision.Pair;
        partition.Change(decision.Words);
        partition.Seen.UnionWith(decision.Seen);
        outbox.Add(id, null, decision.Sends, Now);
        foreach (var redraw in decision.Unrecorded)
            Redraw(id, redraw);
        return decision with { Form = WithNonce(decision.Form, FromOf(input)), Reply = WithNonce(decision.Reply, FromOf(input)) };
    }

    public PersonDecision Handle(PersonId id, PersonInput input)
    {
        if (input is PersonInput.Said)
            Find(id);
        if (input is PersonInput.Submitted { Nonce.Length: > 0 } again && !nonceOfPersons.Add(again.Nonce))
            return new PersonDecision(people[id], [], [], new FormReply.Close(), []);
        var decision = PersonMachine.Decide(PersonMachine.ReadsData(input) ? WithData(View(id)) : View(id), input, Now);
        if (decision.Reply is FormReply.Errors && input is PersonInput.Submitted wrong)
            nonceOfPersons.Remove(wrong.Nonce);
        people[id] = decision.Person;
        outbox.Add(null, id, decision.Sends, Now);
        foreach (var tell in decision.ForPairs)
            Handle(tell.Pair, tell.Input);
        if (decision.Person.Forgetting is { Done: false })
            Forget(decision.Person);
        return decision with { Form = WithNonce(decision.Form, FromOf(input)), Reply = WithNonce(decision.Reply, FromOf(input)) };
    }

    public PairView View(PairId id, params IEnumerable<WordsId> words) => View(pairs[id], [.. words], null);

    private readonly HashSet<string> nonceOfPersons = [];

    private PersonView View(PersonId id) => new(
        people[id],
        [.. people[id].Pairs.Select(pair => pairs[pair].Pair!).Select(pair => new PairOfPerson(pair, people[pair.Mentor == id ? pair.Mentee : pair.Mentor], Programme))],
        House)
    { AskedBy = people[id].ContactOf.Contains(Programme.Id) ? [Programme] : [] };

    private PairView View(Partition partition, ImmutableArray<WordsId> words, Input? input)
    {
        var (mentor, mentee) = partition.Pair is { } pair ? (pair.Mentor, pair.Mentee)
            : input is Input.Proposed proposed ? (proposed.Mentor, proposed.Mentee)
            : (people.Keys.First(), people.Keys.Last());
        return new PairView(partition.Pair, people[mentor], people[mentee], Programme, House, partition.Open(words));
    }

    private void AddPair(Pair pair, Partition partition)
    {
        pairs[pair.Id] = partition;
        foreach (var member in (PersonId[])[pair.Mentor, pair.Mentee])
            people[member] = people[member] with { Pairs = people[member].Pairs.Add(pair.Id) };
    }

    private Form? WithNonce(Form? form, SendKey? from) => form is null ? null : form with { Nonce = $"n{++nonces}", From = from };

    private FormReply? WithNonce(FormReply? reply, SendKey? from) => reply is FormReply.Next next ? new FormReply.Next(WithNonce(next.Form, from)!) : reply;

    private static SendKey? FromOf(Input input) => input switch { Input.Pressed pressed => pressed.From, Input.Submitted submitted => submitted.From, _ => null };

    private static SendKey? FromOf(PersonInput input) => input switch { PersonInput.Pressed pressed => pressed.From, PersonInput.Submitted submitted => submitted.From, _ => null };

    public static DateTimeZone Zone(string id) => DateTimeZoneProviders.Tzdb[id];

    private sealed class Partition(PairId id)
    {
        public PairId Id => id;

        public Pair? Pair { get; set; }

        public Dictionary<WordsId, Words> Words { get; } = [];

        public HashSet<string> Seen { get; } = [];

        public IEnumerable<WordsId> WordsFor(Needs needs) => needs.Ids.Concat(Words.Keys.Where(words => words.IsNote && words.Author == needs.NotebookOf?.Value));

        /// <summary>Words that are gone, or never were, can't be opened: a decision that names them is a bug.</summary>
        public Opened Open(IEnumerable<WordsId> ids) => new(ids.Distinct().ToImmutableDictionary(
            id => id,
            id => Words.TryGetValue(id, out var words) ? words : forgotten.Contains(id.Author) ? global::TrustBot.Core.Privacy.Words.None : throw new InvalidOperationException($"{id} is not stored.")));

        private readonly HashSet<string> forgotten = [];

        /// <summary>What the eraser does to the rows.</summary>
        public void Forget(PersonId author, bool all)
        {
            forgotten.Add(author.Value);
            foreach (var id in Words.Keys.Where(id => all || id.Author == author.Value).ToList())
                Words.Remove(id);
        }

        public void Change(IEnumerable<WordsChange> changes)
        {
            foreach (var change in changes)
            {
                if (change is WordsChange.Write write)
                    Words.Add(write.Id, write.Words);
                else if (change is WordsChange.Erase erase)
                    Assert.True(Words.Remove(erase.Id), $"{erase.Id} is erased but not stored.");
                else if (change is WordsChange.Move move)
                    Words.Add(move.To, Words.Remove(move.From, out var moved) ? moved : throw new InvalidOperationException($"{move.From} is moved but not stored."));
            }
        }
    }
}
