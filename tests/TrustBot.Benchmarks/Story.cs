using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;

namespace TrustBot.Benchmarks;

/// <summary>A pair that lives through the real machine, so that what is measured has the size and shape of real life.</summary>
internal sealed class Story
{
    public static readonly PersonId Mentor = new("ana");
    public static readonly PersonId Mentee = new("bo");
    public static readonly ProgrammeId Spring = new("spring");

    private readonly Dictionary<WordsId, Words> words = [];

    public Story(Instant begins) => Now = begins;

    public Instant Now { get; private set; }

    public Pair? Pair { get; private set; }

    public Programme Programme { get; } = ProgrammeOf(Spring);

    public static Programme ProgrammeOf(ProgrammeId id) => new()
    {
        Id = id,
        Name = "Spring",
        Coordinator = new PersonId("kim"),
        CoordinatorName = "Kim Berger",
        Cadence = Cadence.EveryTwoWeeks(new LocalDate(2026, 1, 6)),
        Language = Language.English,
        Hours = WorkingHours.UsualIn("Europe/Berlin"),
        Contacts = [new Contact("Noor Haddad", "staff counsellor")],
    };

    public static Person PersonOf(PersonId id, string name) => new()
    {
        Id = id,
        Name = name,
        Language = Language.English,
        Hours = WorkingHours.UsualIn("Europe/Berlin"),
        HoursChosen = true,
        Address = new Address(QuietChannel.ChannelName, id.Value),
    };

    public Case CaseOf(string name, Input input) => new(name, View(input), input, Now);

    public Decision Do(Input input)
    {
        var decision = PairMachine.Decide(View(input), input, Now);
        Pair = decision.Pair;
        foreach (var change in decision.Words)
        {
            if (change is WordsChange.Write write)
                words[write.Id] = write.Words;
            else if (change is WordsChange.Erase erase)
                words.Remove(erase.Id);
            else if (change is WordsChange.Move move && words.Remove(move.From, out var moved))
                words[move.To] = moved;
        }
        return decision;
    }

    public void Press(PersonId by, string action, string? argument = null) => Do(Pressed(by, action, argument));

    public void Submit(PersonId by, string form, params (string Name, string Text)[] answers) => Do(Submitted(by, form, answers));

    public void Wait(Duration time) => Now += time;

    public static Input.Pressed Pressed(PersonId by, string action, string? argument = null) =>
        new(by, new ActionId(action), argument, SendKey.ForRevision("start", 2, by));

    public static Input.Submitted Submitted(PersonId by, string form, params (string Name, string Text)[] answers) => new(
        by, new ActionId(form), null, new FormAnswers(answers.ToImmutableDictionary(answer => answer.Name, answer => new Words(answer.Text))), "nonce", 1);

    public Story Proposed()
    {
        Do(new Input.Proposed(new PairId("pair"), Spring, Mentor, Mentee, new PersonId("kim"), new Words("she made the move that you plan"), "Spring"));
        return this;
    }

    public Story Invited()
    {
        Proposed().Do(new Input.Invited(Now));
        return this;
    }

    public Story Joined()
    {
        Invited().Press(Mentor, "joining.join.v1");
        Press(Mentee, "joining.join.v1");
        return this;
    }

    /// <summary>Both have answered apart, with as much text as the form takes; one last page is open.</summary>
    public Story AlmostAnswered()
    {
        Joined();
        foreach (var who in (PersonId[])[Mentor, Mentee])
        {
            Submit(who, "kickoff.page1.v1", Page1(who));
            Submit(who, "kickoff.page2.v1", Page2(who));
        }
        Submit(Mentor, "kickoff.page3.v1", Page3);
        return this;
    }

    public Story Answered()
    {
        AlmostAnswered().Submit(Mentee, "kickoff.page3.v1", Page3);
        return this;
    }

    public Story Agreed()
    {
        Answered();
        foreach (var who in (PersonId[])[Mentor, Mentee])
        {
            foreach (var line in (string[])["often", "hope", "reply", "style", "books", "long"])
                Press(who, "kickoff.pick.v1", $"{line}=1");
        }
        return this;
    }

    public Story Signed()
    {
        Agreed().Submit(Mentor, "kickoff.sign.v1");
        Submit(Mentee, "kickoff.sign.v1");
        return this;
    }

    /// <summary>Two years on, with as many notes and shared lines as a pair keeps at hand.</summary>
    public Story Old()
    {
        Signed();
        for (var month = 0; month < 24; month++)
        {
            Wait(Duration.FromDays(28));
            Do(new Input.Woken());
            Submit(Mentee, "reflection.note.v1", ("first", Long), ("second", Long));
            Submit(Mentee, "reflection.send-form.v1", ("line", "a line to share"));
        }
        return this;
    }

    public static readonly string Long = string.Concat(Enumerable.Repeat("What I would like to say about it. ", 14))[..490];

    public static (string, string)[] Page1(PersonId who) => [("purpose", Long), ("hope", who == Mentor ? "1" : "2")];

    public static (string, string)[] Page2(PersonId who) => [("often", who == Mentor ? "1" : "3"), ("long", "1"), ("books", "0"), ("reply", "1"), ("style", "1")];

    public static readonly (string, string)[] Page3 = [("responsibilities", Long), ("boundaries", Long)];

    private PairView View(Input input)
    {
        var needs = PairMachine.Needs(Pair, input);
        return new PairView(
            Pair,
            PersonOf(Mentor, "Ana Ruiz"),
            PersonOf(Mentee, "Bo Lind"),
            Programme,
            new House("Hospital IT", null, StoreKind.Embedded),
            new Opened(needs.Ids.Concat(words.Keys.Where(id => id.IsNote && id.Author == needs.NotebookOf?.Value)).ToImmutableDictionary(id => id, id => words.GetValueOrDefault(id, Words.None))));
    }
}

internal sealed record Case(string Name, PairView View, Input Input, Instant Now)
{
    public override string ToString() => Name;
}
