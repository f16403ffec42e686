using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Messages;

/// <summary>A question in a window. Opening one stores nothing.</summary>
public sealed record Form
{
    /// <summary>A constant of the wire format, such as <c>kickoff.page1.v1</c>.</summary>
    public required ActionId Id { get; init; }

    /// <summary>In characters: the platforms' limit for a window's title.</summary>
    public const int LongestTitle = 24;

    /// <summary>At most <see cref="LongestTitle"/>.</summary>
    public required string Title { get; init; }

    /// <summary>Null for a form that is about a person, not a pair.</summary>
    public PairId? Pair { get; init; }

    /// <summary>An opaque id that the submission brings back, such as the round a note belongs to.</summary>
    public string? Argument { get; init; }

    /// <summary>Minted by the host when the form is drawn: what makes a second submission of the same form the same.</summary>
    public string Nonce { get; init; } = "";

    /// <summary>The message whose button opened it, to be drawn anew when the form is sent; put in by the host.</summary>
    public SendKey? From { get; init; }

    /// <summary>The version of the thing edited here, so that a decision can tell that somebody else was faster.</summary>
    public int BasedOn { get; init; }

    public ImmutableArray<FormPart> Parts { get; init; } = [];

    /// <summary>Of what stands in it, where there is no question that says so.</summary>
    public Sees? Sees { get; init; }

    /// <summary>Null for a form that is only read.</summary>
    public string? Submit { get; init; }

    public required string Close { get; init; }

    /// <summary>The same window with nothing to fill in.</summary>
    public Form OnlyRead() => this with
    {
        Submit = null,
        Sees = Sees ?? Parts.OfType<FormPart.Question>().FirstOrDefault()?.Field.Sees,
        Parts = [.. Parts.Where(part => part is not FormPart.Question)],
    };
}

public abstract record FormPart
{
    private FormPart() { }

    public sealed record Note(string Text) : FormPart;

    public sealed record Wrote(string By, Role Author, Words Words) : FormPart;

    public sealed record Lines(ImmutableArray<Line> Items) : FormPart;

    public sealed record Question(Field Field) : FormPart;

    /// <param name="Url">A way to the reader's own data that works once; put in by the host when the form is drawn.</param>
    public sealed record Download(string Label, string Url) : FormPart
    {
        // Whoever has the address has the data.
        public override string ToString() => "Download";
    }
}

/// <summary>Something a person answers. Beside each stands who will see it.</summary>
public abstract record Field(string Name, string Label, Sees Sees)
{
    public string? Hint { get; init; }

    public bool Optional { get; init; }

    /// <summary>What *Fill with an example* types; for the Sandbox only.</summary>
    public string? Example { get; init; }

    /// <param name="MaxLength">In characters as .NET counts them (UTF-16 units).</param>
    public sealed record Text(string Name, string Label, Sees Sees, int MaxLength, bool ManyLines, Words Initial) : Field(Name, Label, Sees);

    public sealed record Choice(string Name, string Label, Sees Sees, ImmutableArray<Option> Options, string? Selected) : Field(Name, Label, Sees);

    /// <summary>Any number of options; the answer joins their values with commas.</summary>
    public sealed record Choices(string Name, string Label, Sees Sees, ImmutableArray<Option> Options, ImmutableArray<string> Selected) : Field(Name, Label, Sees);

    /// <summary>The answer is <c>yes</c> or missing.</summary>
    public sealed record Tick(string Name, string Label, Sees Sees, bool Ticked) : Field(Name, Label, Sees);

    /// <summary>An ISO date, in the person's own calendar day.</summary>
    public sealed record Date(string Name, string Label, Sees Sees, NodaTime.LocalDate? Initial) : Field(Name, Label, Sees);
}

public sealed record Option(string Value, string Label);

/// <summary>What came back from a form, by field name. Everything in it counts as a person's words until a decision knows better.</summary>
public sealed class FormAnswers(ImmutableDictionary<string, Words> answers)
{
    public static readonly FormAnswers Empty = new(ImmutableDictionary<string, Words>.Empty);

    public IEnumerable<string> Names => answers.Keys;

    /// <returns>Empty words when the field was left empty or is missing.</returns>
    public Words this[string name] => answers.GetValueOrDefault(name) ?? Words.None;

    public bool IsTicked(string name) => this[name].Reveal() == "yes";

    public override string ToString() => "[answers]";
}

/// <summary>A form that was sent: what the window carried, and what the person put in.</summary>
/// <param name="Pair">Null for a form that is about a person and was opened outside any pair.</param>
public sealed record Submission(ActionId Form, PairId? Pair, string? Argument, FormAnswers Answers, string Nonce, int BasedOn, SendKey? From);

/// <summary>What a channel does with the window after a submission.</summary>
public abstract record FormReply
{
    private FormReply() { }

    public sealed record Close : FormReply;

    /// <summary>The window stays open, with what was typed.</summary>
    /// <param name="Fields">A sentence for each field that can't be taken, by field name; under <see cref="Whole"/>, for the window as a whole.</param>
    public sealed record Errors(ImmutableDictionary<string, string> Fields) : FormReply
    {
        public const string Whole = "";

        /// <summary>The window as it would be drawn now, for a channel that has to draw it again; null when there is none any more. What was typed, and words that it quotes, may be missing.</summary>
        public Form? Form { get; init; }

        public static Errors Of(string sentence, string field = Whole) => new(ImmutableDictionary<string, string>.Empty.Add(field, sentence));
    }

    /// <summary>The window shows this form instead: the next page, a preview, or the same form with somebody else's edit beside it.</summary>
    public sealed record Next(Form Form) : FormReply;
}
