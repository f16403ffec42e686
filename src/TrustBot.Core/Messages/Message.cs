using System.Collections.Immutable;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Messages;

/// <summary>
/// One thing that TrustBot says to one person, in that person's language, ready for a channel to draw. It is made when it is sent and
/// never stored by TrustBot: what is stored is the <see cref="Card"/> that it was made from.
/// </summary>
public sealed record Message
{
    public required string Title { get; init; }

    public ImmutableArray<Part> Parts { get; init; } = [];

    public Sees? Sees { get; init; }

    /// <summary>At most four; at most one is primary.</summary>
    public ImmutableArray<Button> Buttons { get; init; } = [];

    /// <summary>What stands behind "More".</summary>
    public ImmutableArray<Button> More { get; init; } = [];

    /// <summary>Why this came now, on scheduled messages: "Every two weeks, because you chose Tuesdays."</summary>
    public string? Why { get; init; }

    /// <summary>Nothing more can be done here: a channel draws it as one quiet line.</summary>
    public bool Settled { get; init; }

    /// <summary>Sealed words opened with this message: a channel may stage that one moment.</summary>
    public bool Unseals { get; init; }

    /// <summary>The only text that a lock screen may show.</summary>
    public required string Preview { get; init; }
}

public abstract record Part
{
    private Part() { }

    public sealed record Paragraph(string Text) : Part;

    /// <summary>A sentence of TrustBot's own that repeats what people answered, and is therefore never stored or logged.</summary>
    public sealed record Said(Words Text) : Part;

    /// <summary>What a person wrote and chose to send. A channel shows it as text, never as mark-up.</summary>
    /// <param name="By">"Bo wrote", in the reader's language.</param>
    public sealed record Wrote(string By, Role Author, Words Words) : Part;

    /// <summary>A line that a coordinator wrote, inside TrustBot's own sentence.</summary>
    public sealed record Quoted(string Before, Words Words) : Part;

    /// <summary>A small picture of how answers moved, oldest first; where none can be drawn, each row's text says the same.</summary>
    /// <param name="Highest">The step that fills a bar.</param>
    public sealed record Trend(ImmutableArray<TrendRow> Rows, int Highest) : Part;

    /// <summary>A list of named lines, such as those of an agreement.</summary>
    public sealed record Lines(ImmutableArray<Line> Items) : Part;
}

/// <param name="Steps">From 0 to the trend's highest; what a person answered, and therefore never stored or logged.</param>
/// <param name="Text">The same in words.</param>
public sealed record TrendRow(string Label, ImmutableArray<int> Steps, Words Text);

/// <param name="Text">May be made of what people answered, and is therefore never stored or logged.</param>
/// <param name="Mark">Null when the line stands by itself.</param>
public sealed record Line(string Label, Words Text, LineMark? Mark = null);

/// <summary>How a line stands. The words in <paramref name="Text"/> carry the meaning; the glyph only repeats it.</summary>
public sealed record LineMark(MarkGlyph Glyph, string Text);

public enum MarkGlyph
{
    Done,
    Open,
    Match,
    NearMiss,
    Gap,
}

/// <summary>The line "Who sees this: …".</summary>
/// <param name="Label">One of the five labels, in the reader's language: "you and Ana".</param>
/// <param name="Spoken">A full sentence for the ear: "Bo and Ana can see this. Kim cannot."</param>
public sealed record Sees(Visibility Visibility, string Label, string Spoken)
{
    /// <summary>It leaves the pair: whoever reads the channel will see it too.</summary>
    public bool Everybody { get; init; }
}

/// <param name="Label">Says what will happen and who gets it; under 24 characters in English.</param>
/// <param name="Argument">An opaque id or a constant, never a person's words.</param>
public sealed record Button(string Label, ActionId Action, string? Argument = null, bool Primary = false);

/// <summary>A constant of the wire format, such as <c>kickoff.sign.v1</c>: buttons posted last year still carry it.</summary>
public readonly record struct ActionId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>
/// What is stored of a message: which one it is, and ids. The text is made from the state of the day when it is sent, sent again, or
/// pressed late, so a stored message can neither leak words nor grow stale.
/// </summary>
public sealed record Card(string Kind, string? Argument = null);
