using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Closing;
using TrustBot.Core.Joining;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Pairs;

namespace TrustBot.Simulation;

/// <param name="Diligence">The share of messages that this person reacts to.</param>
internal sealed record Someone(PersonId Id, string Mail, Address Address, double Diligence)
{
    private const int MostAttention = 8;
    private static readonly Duration Recovery = Duration.FromDays(42);

    private Instant attentiveFrom;

    /// <summary>Nobody answers everything: after a few answers in a row people let some days pass, however much there is to answer.</summary>
    public bool Attends(Instant now)
    {
        attentiveFrom = Instant.Max(attentiveFrom, now - Recovery * MostAttention) + Recovery;
        if (attentiveFrom <= now)
            return true;
        attentiveFrom -= Recovery;
        return false;
    }

    /// <summary>Can't be reached, and does nothing.</summary>
    public bool IsAway { get; set; }

    /// <summary>This person's account on each platform.</summary>
    public Address In(string chat) => new(chat, $"{chat}-{Mail[..Mail.IndexOf('@', StringComparison.Ordinal)]}");

    /// <summary>The newest messages, and all the buttons they ever had.</summary>
    public List<(Post Post, SendKey From, TrustBot.Core.Messages.Button Button)> Buttons { get; } = [];
}

/// <summary>Who there is: programmes in different zones, people in others, some mentors with two mentees.</summary>
internal sealed class Population(World world, Dice dice, int pairs)
{
    private static readonly PersonId Kim = new("coordinator");

    private readonly SortedDictionary<string, Someone> everyone = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Programme> programmes = new(StringComparer.Ordinal);
    private readonly List<PairId> all = [];
    private readonly HashSet<PairId> replaced = [];

    public Someone this[PersonId id] => everyone[id.Value];

    public IReadOnlyList<PairId> Pairs => all;

    /// <summary>How many pairs there are at a time.</summary>
    public int Planned => pairs;

    public IReadOnlyList<Someone> Everyone => [.. everyone.Values];

    public IReadOnlyList<ProgrammeId> Programmes => [.. programmes.Values.Select(programme => programme.Id)];

    public void Found()
    {
        for (var i = 0; i < Math.Min(3, pairs); i++)
            AddProgramme($"programme{i}", World.Zones[i * 2]);
        Someone? mentor = null;
        for (var i = 0; i < pairs; i++)
        {
            mentor = mentor is null || i % 5 != 4 ? Draft($"mentor{i}") : mentor;
            Plan(mentor, Draft($"mentee{i}"), Programmes[i % programmes.Count]);
        }
    }

    /// <summary>Whoever is alone by now gets somebody new, so that there is always something to live.</summary>
    public void Replace()
    {
        // Who has refused a programme does not come to be part of a pair in it.
        var there = all.Select(world.PairOf).OfType<Pair>();
        foreach (var pair in there.Where(pair => HasEnded(pair) && replaced.Add(pair.Id)).ToList())
        {
            var mentor = world.Table.People[Keys.Partition(pair.Mentor.Value)].IsForgotten ? Draft($"mentor{everyone.Count}") : this[pair.Mentor];
            Plan(mentor, Draft($"mentee{everyone.Count}"), dice.Pick(Programmes));
        }
    }

    private static bool HasEnded(Pair pair) => pair.Joining is JoiningState.NotStarted || pair.Closing is ClosingState.Closed or ClosingState.Erased;

    private void AddProgramme(string name, string zone)
    {
        var contacts = new[] { Draft($"contact-{name}"), Draft($"backup-{name}") };
        foreach (var contact in contacts)
            Register(contact);
        var draft = new Programme
        {
            Id = new ProgrammeId(name),
            Name = name,
            Contacts = [.. contacts.Select((someone, i) => new Contact(someone.Mail, "staff counsellor") { Person = someone.Id, Outside = i == 0, Promised = true })],
            WinsChannel = zone == World.Zones[0] ? new ChannelId("wins") : null,
            Coordinator = Kim,
            CoordinatorName = "Kim Sommer",
            // The usual rhythm in one of them; in the others fewer turns show the same.
            Cadence = programmes.Count == 0 ? Cadence.EveryTwoWeeks(Today) : Cadence.Monthly(Today),
            Language = Language.English,
            Hours = WorkingHours.UsualIn(zone),
            Revision = 1,
        };
        Insist("programme", node => programmes[name] = node.Programmes.EnsureAsync(draft, default).Result());
    }

    private Someone Draft(string name)
    {
        var chat = dice.Chance(0.5) ? "slack" : "teams";
        var id = new PersonId(Convert.ToHexStringLower(dice.Bytes(12)));
        var someone = new Someone(id, $"{name}@example.org", new Address(chat, $"{chat}-{name}"), 0.3 + 0.65 * dice.Below(100) / 100.0);
        everyone[id.Value] = someone;
        return someone;
    }

    private void Plan(Someone mentor, Someone mentee, ProgrammeId programme)
    {
        var at = world.Time.Now + dice.Between(Duration.Zero, Duration.FromDays(60));
        world.Agenda.At(at, () =>
        {
            Register(mentor);
            Register(mentee);
            var id = world.Host.Node.Hash.PairOf(programme, mentor.Id, mentee.Id);
            var reason = dice.Chance(0.5) ? new Words(world.Canaries.Mint(Kim, id, CanaryKind.Sent).Text) : Words.None;
            var proposed = new Input.Proposed(id, programme, mentor.Id, mentee.Id, Kim, reason, "spring");
            Insist("propose", node => node.Pairs.HandleAsync(id, proposed, default).Result());
            all.Add(id);
            Insist("invite", node => node.Pairs.HandleAsync(id, new Input.Invited(world.Time.Now + Duration.FromHours(dice.Below(48))), default).Result());
        });
    }

    private void Register(Someone someone)
    {
        var later = dice.Chance(0.1);
        var hours = dice.Below(4) switch
        {
            0 => WorkingHours.UsualIn(dice.Pick(World.Zones)) with { Prompt = new PreferredTime(WeekDays.Of(IsoDayOfWeek.Monday, IsoDayOfWeek.Friday), new LocalTime(8, 15)) },
            1 => new WorkingHours(dice.Pick(World.Zones), WeekDays.All, new LocalTime(0, 0), LocalTime.Midnight, new PreferredTime(WeekDays.All, new LocalTime(2, 30))),
            _ => WorkingHours.UsualIn(dice.Pick(World.Zones)),
        };
        var draft = new Person
        {
            Id = someone.Id,
            Name = string.Create(CultureInfo.InvariantCulture, $"P{everyone.Count} {someone.Mail[..someone.Mail.IndexOf('@', StringComparison.Ordinal)]}"),
            Language = dice.Chance(0.5) ? Language.English : Language.German,
            Hours = hours,
            Address = later ? null : someone.Address,
        };
        Insist("person", node => node.People.EnsureAsync(someone.Mail, draft, default).Result());
        if (later)
            world.Agenda.At(world.Time.Now + dice.Between(Duration.FromHours(1), Duration.FromDays(20)), () => Insist("bind", node => node.People.BindAsync(someone.Id, someone.Address, default).Result()));
    }

    /// <summary>A coordinator who sees an error tries again.</summary>
    public void Insist(string what, Action<Node> act)
    {
        world.Log.Add("set up", what);
        while (!world.Host.Do(what, act))
        {
            world.Time.Advance(Duration.FromMinutes(1));
            world.LookAtTheStore();
        }
    }

    private LocalDate Today => world.Time.Now.InUtc().Date;
}
