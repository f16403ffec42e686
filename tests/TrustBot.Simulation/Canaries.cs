using System.Globalization;
using NodaTime.Text;
using TrustBot.Core.Feedback;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;

namespace TrustBot.Simulation;

public enum CanaryKind
{
    /// <summary>Typed into the chat, where nothing keeps it.</summary>
    Typed,

    /// <summary>A note, an unshared goal, boundaries kept back, a line not yet sent.</summary>
    Private,
    Introduction,

    /// <summary>Nobody but its author reads it until both have answered.</summary>
    Sealed,

    /// <summary>For one person outside the pair, never for the other member.</summary>
    Contact,

    /// <summary>Sent to the other: a shared line or goal, a line of the agreement, the coordinator's reason.</summary>
    Sent,
}

/// <summary>A text that exists once in the world, so that wherever it turns up it says whose it is.</summary>
public sealed class Canary(int number, PersonId author, PairId? pair, CanaryKind kind, string? about)
{
    public const string Mark = "~zq";

    public int Number => number;

    public PersonId Author => author;

    public PairId? Pair => pair;

    /// <summary>The practice and the round of the form that it was typed into.</summary>
    public string? About => about;

    public CanaryKind Kind { get; set; } = kind;

    /// <summary>Whom a message to a contact is for.</summary>
    public PersonId? Contact { get; init; }

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Mark}{number}~");
}

public sealed class Canaries
{
    private readonly List<Canary> all = [];
    private readonly HashSet<(PairId, PersonId)> introduced = [];
    private readonly HashSet<(PairId, PersonId, string?)> answered = [];
    private readonly HashSet<(PairId, string)> opened = [];

    /// <summary>Finds a pair by its id, where a message or a form is about none.</summary>
    public Func<PairId, Pair?>? PairOf { get; set; }

    public Canary Mint(PersonId author, PairId? pair, CanaryKind kind, string? about = null)
    {
        var canary = new Canary(all.Count, author, pair, kind, about);
        all.Add(canary);
        return canary;
    }

    /// <summary>What its author deleted, and nobody else was ever shown.</summary>
    public HashSet<Canary> Deleted { get; } = [];

    /// <summary>Words for a contact alone, which no pair hears of.</summary>
    public Canary Mint(PersonId author, PersonId contact)
    {
        var canary = new Canary(all.Count, author, null, CanaryKind.Contact, null) { Contact = contact };
        all.Add(canary);
        return canary;
    }

    /// <summary>The mentor is about to send an introduction: from then on the mentee's may be shown too.</summary>
    public void Introduces(PairId pair, PersonId author) => introduced.Add((pair, author));

    /// <summary>This person is about to send the last page of what is sealed until both have answered.</summary>
    public void Answers(PairId pair, PersonId author, string about) => answered.Add((pair, author, about));

    public static bool Has(string text) => text.Contains(Canary.Mark, StringComparison.Ordinal);

    public IEnumerable<Canary> In(string text)
    {
        for (var at = text.IndexOf(Canary.Mark, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Canary.Mark, at + 1, StringComparison.Ordinal))
        {
            var from = at + Canary.Mark.Length;
            var end = text.IndexOf('~', from);
            if (end > from && int.TryParse(text.AsSpan(from, end - from), CultureInfo.InvariantCulture, out var number) && number < all.Count)
                yield return all[number];
        }
    }

    public void RequireReadable(IEnumerable<string> texts, PersonId reader, Pair? pair, string where)
    {
        foreach (var text in texts)
        {
            foreach (var canary in In(text))
            {
                if (!MayRead(canary, reader, pair))
                    throw new BrokenLawException($"I3: words of {canary.Author} ({canary.Kind}, canary {canary.Number}) reached {reader} in {where}.");
            }
        }
    }

    public static IEnumerable<string> TextsOf(Message message)
    {
        yield return message.Title;
        yield return message.Preview;
        yield return message.Why ?? "";
        foreach (var part in message.Parts)
        {
            foreach (var text in TextsOf(part))
                yield return text;
        }
        foreach (var button in message.Buttons.Concat(message.More))
            yield return $"{button.Label} {button.Argument}";
    }

    public static IEnumerable<string> TextsOf(Form form)
    {
        yield return form.Title;
        yield return form.Argument ?? "";
        foreach (var part in form.Parts)
        {
            switch (part)
            {
                case FormPart.Note note:
                    yield return note.Text;
                    break;
                case FormPart.Wrote wrote:
                    yield return wrote.By + wrote.Words.Reveal();
                    break;
                case FormPart.Download download:
                    yield return download.Label + download.Url;
                    break;
                case FormPart.Lines lines:
                    foreach (var line in lines.Items)
                        yield return line.Label + line.Text.Reveal();
                    break;
                case FormPart.Question { Field: Field.Text field }:
                    yield return field.Label + field.Initial.Reveal();
                    break;
            }
        }
    }

    private static IEnumerable<string> TextsOf(Part part) => part switch
    {
        Part.Paragraph paragraph => [paragraph.Text],
        Part.Said said => [said.Text.Reveal()],
        Part.Wrote wrote => [wrote.By, wrote.Words.Reveal()],
        Part.Quoted quoted => [quoted.Before, quoted.Words.Reveal()],
        Part.Lines lines => lines.Items.Select(line => line.Label + line.Text.Reveal()),
        Part.Trend trend => trend.Rows.Select(row => row.Label + row.Text.Reveal()),
        _ => [],
    };

    /// <summary>Takes note of the rounds that are open in this state: later states no longer know them.</summary>
    public void Observe(Pair pair)
    {
        foreach (var round in pair.Feedback.Rounds.Where(round => round.Stage == RoundStage.Opened))
            opened.Add((pair.Id, $"feedback {LocalDatePattern.Iso.Format(round.Day)}"));
    }

    private bool WasOpened(Pair pair, string about)
    {
        Observe(pair);
        return opened.Contains((pair.Id, about));
    }

    private bool MayRead(Canary canary, PersonId reader, Pair? pair)
    {
        if (canary.Kind != CanaryKind.Typed && reader == canary.Author)
            return true;
        if (canary.Contact is { } contact)
            return reader == contact;
        // What is about a person by themselves may quote any pair of theirs.
        pair ??= canary.Pair is { } own ? PairOf?.Invoke(own) : null;
        if (pair is null || canary.Pair != pair.Id)
            return false;
        var isMember = reader == pair.Mentor || reader == pair.Mentee;
        return canary.Kind switch
        {
            CanaryKind.Sent => isMember,
            CanaryKind.Introduction => isMember && (canary.Author == pair.Mentor || introduced.Contains((pair.Id, pair.Mentor))),
            CanaryKind.Sealed when canary.About is { } about && about.StartsWith("feedback ", StringComparison.Ordinal) => isMember && WasOpened(pair, about),
            CanaryKind.Sealed => isMember && answered.Contains((pair.Id, pair.Mentor, canary.About)) && answered.Contains((pair.Id, pair.Mentee, canary.About)),
            CanaryKind.Contact => !isMember,
            _ => false,
        };
    }
}
