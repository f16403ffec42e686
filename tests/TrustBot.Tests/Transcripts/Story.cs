using System.Globalization;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;

namespace TrustBot.Tests.Transcripts;

/// <summary>
/// A transcript played: people press, write and wait, and every step answers with the lines of what they then read. Bo Lind is the mentee,
/// Ana Ruiz the mentor, Kim Berger the coordinator.
/// </summary>
internal sealed partial class Story
{
    private static readonly LocalDateTimePattern Clock = LocalDateTimePattern.CreateWithInvariantCulture("dddd d MMMM yyyy, HH:mm");
    private static readonly LocalDateTimePattern Stamp = LocalDateTimePattern.CreateWithInvariantCulture("ddd d MMMM, HH:mm");

    private readonly World world = new();
    private readonly Language language;
    private readonly Dictionary<PersonId, OpenForm> forms = [];
    private bool closed;

    /// <param name="language">Of everybody, where the transcript does not say otherwise. Transcripts are written in English, and the labels in them translated.</param>
    public Story(Language language = Language.English)
    {
        this.language = language;
        world.Programme = world.Programme with { Language = language };
        Add("Ana Ruiz");
        Add("Bo Lind");
    }

    /// <summary>All that TrustBot said, with the language it was said in.</summary>
    public HashSet<(Language Language, string Text)> Said { get; } = [];

    public List<(Language Language, string Kind, Message Message)> Messages { get; } = [];

    public List<Form> Windows { get; } = [];

    public IReadOnlySet<(ActionId Action, bool Opened)> Buttons => world.Presses;

    /// <summary>Before the first step: who they are and how far they have come. Nothing of it is shown.</summary>
    public void Given(string fact)
    {
        var before = world.Log.Count;
        GivenFact(fact);
        world.Run();
        foreach (var said in world.Log.Skip(before))
            Remember(said);
        forms.Clear();
    }

    /// <returns>The lines that this step makes people read.</returns>
    public IEnumerable<string> Step(string step)
    {
        var before = world.Log.Count;
        var lines = new List<string>();
        closed = false;
        var waited = step.StartsWith("---", StringComparison.Ordinal);
        if (waited)
            Wait(step[3..].Trim());
        else if (step.StartsWith("Kim > ", StringComparison.Ordinal))
            lines.AddRange(Kim(step["Kim > ".Length..].Trim()));
        else
            lines.AddRange(Person(step));
        foreach (var said in world.Log.Skip(before))
        {
            Remember(said);
            lines.AddRange(Lines(said, waited));
        }
        return lines.Count == 0 && !waited && !closed ? ["(nothing happens)"] : lines;
    }

    private Person Named(string name) => world.People.Values.FirstOrDefault(person => person.FirstName == name || person.Name.Replace(" ", "", StringComparison.Ordinal) == name) ?? throw new InvalidOperationException($"Nobody here is called {name}.");

    private void Add(string name) => world.Put(new Person
    {
        Id = new PersonId(string.Concat(name.Where(char.IsLetter)).ToLowerInvariant()),
        Name = name,
        Language = language,
        Hours = WorkingHours.UsualIn("Europe/Berlin"),
        Address = new Address("sandbox", name),
    });

    private void Wait(string how)
    {
        var until = how switch
        {
            "until next" => world.Next() ?? throw new InvalidOperationException("Nothing is planned."),
            _ when how.StartsWith("until ", StringComparison.Ordinal) => Moment(how["until ".Length..]),
            _ => world.Now + Span(how.Split(' ')),
        };
        world.MoveTo(until);
    }

    private static Duration Span(string[] words)
    {
        var count = int.Parse(words[0], CultureInfo.InvariantCulture);
        return words[1].TrimEnd('s') switch
        {
            "second" => Duration.FromSeconds(count),
            "minute" => Duration.FromMinutes(count),
            "hour" => Duration.FromHours(count),
            "day" => Duration.FromDays(count),
            "week" => Duration.FromDays(7 * count),
            var unit => throw new InvalidOperationException($"How long is a {unit}?"),
        };
    }

    /// <summary>In the programme's zone.</summary>
    private Instant Moment(string text) => Clock.Parse(text).GetValueOrThrow().InZoneStrictly(World.Zone(world.Programme.Hours.Zone)).ToInstant();

    private IEnumerable<string> Lines(Delivered said, bool stamped)
    {
        var person = world.People[said.Item.To];
        var time = stamped ? $"({Stamp.Format(said.At.InZone(World.Zone(person.Hours.Zone)).LocalDateTime)}) " : "";
        return said.Item.Place is { } place
            ? Block(place.Value, '<', time, Show.Lines(said.Message, Sentences.In(world.Programme.Language).Preview))
            : Block(person.FirstName, said.Redrawn ? '~' : '<', time, Show.Lines(said.Message, Sentences.In(person.Language).Preview));
    }

    private static IEnumerable<string> Block(Person person, char sign, string before, IEnumerable<string> lines) => Block(person.FirstName, sign, before, lines);

    private static IEnumerable<string> Block(string who, char sign, string before, IEnumerable<string> lines)
    {
        var first = $"{who} {sign} ";
        return lines.Select((line, i) => i == 0 ? first + before + line : new string(' ', first.Length) + line);
    }

    private void Remember(Delivered said)
    {
        var language = said.Item.Place is null ? world.People[said.Item.To].Language : world.Programme.Language;
        Messages.Add((language, said.Card.Kind, said.Message));
        foreach (var text in Show.Said(said.Message))
            Said.Add((language, text));
    }

    private sealed class OpenForm(Form form)
    {
        public Form Form => form;

        public Dictionary<string, string> Typed { get; } = [];
    }
}
