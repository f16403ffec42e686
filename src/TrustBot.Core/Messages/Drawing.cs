using System.Collections.Immutable;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Messages;

/// <summary>What it takes to draw a message or a form of a pair for one of its members.</summary>
public sealed record Drawing(PairView View, Pair Pair, Role Reader, Instant Now)
{
    public Sentences Say => Sentences.In(Me.Language);

    public Person Me => View.Of(Reader);

    public Person Other => View.Of(Reader.Other());

    /// <summary>The partner's first name: what stands in titles.</summary>
    public string Partner => NameOf(Reader.Other());

    /// <summary>A first name; of somebody who was forgotten, what stands in its place.</summary>
    public string NameOf(Role role) => View.Of(role) is { IsForgotten: false } person ? person.FirstName : Say.FormerPartner;

    public string Coordinator => View.Programme.CoordinatorName;

    public DateTimeZone Zone => Zones.Get(Me.Hours.Zone);

    public LocalDate Day(Instant at) => at.InZone(Zone).Date;

    /// <summary>An answer to a line of the kickoff, which may name one of the two.</summary>
    public string Choice(ChoiceLine line, int choice) => Say.Choice(line, choice, NameOf(Role.Mentor), NameOf(Role.Mentee));

    public Words Open(WordsId id) => View.Words[id];

    public Sheet OpenSheet(WordsId? id) => id is null ? Sheet.Empty : Sheet.From(View.Words[id]);

    public Sees Sees(Visibility visibility) => visibility switch
    {
        Visibility.OnlyMe => new Sees(visibility, Say.OnlyYou, Say.OnlyYouSpoken),
        Visibility.UsTwo => new Sees(visibility, Say.YouAnd(Partner), Say.YouAndSpoken(Partner, FirstNameOf(Coordinator))),
        Visibility.AfterBoth => new Sees(visibility, Say.SealedThenYouAnd(Partner), Say.SealedThenYouAndSpoken(Partner, FirstNameOf(Coordinator))),
        Visibility.Counted => new Sees(visibility, Say.CountedFromFive, Say.CountedFromFiveSpoken(FirstNameOf(Coordinator))),
        _ => throw new ArgumentOutOfRangeException(nameof(visibility), visibility, "No message of a pair carries this label."),
    };

    public Message Message(string title, params ReadOnlySpan<string> paragraphs)
    {
        var parts = ImmutableArray.CreateBuilder<Part>(paragraphs.Length);
        foreach (var paragraph in paragraphs)
            parts.Add(new Part.Paragraph(paragraph));
        return new Message { Title = title, Parts = parts.ToImmutable(), Preview = Say.Preview };
    }

    /// <summary>What is left of a message when there is nothing more to do with it.</summary>
    public Message Settled(string line) => new() { Title = line, Preview = Say.Preview, Settled = true };

    public static string FirstNameOf(string name) => name.IndexOf(' ') is >= 0 and var end ? name[..end] : name;
}
