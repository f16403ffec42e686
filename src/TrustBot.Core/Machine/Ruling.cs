using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Machine;

/// <summary>A decision in the making: dialogs change the pair and add what follows from it.</summary>
public sealed class Ruling(PairView view, Pair pair, Instant now)
{
    /// <summary>Longer than the longest rest: what one of the two sent is held back by a rest, and then still arrives.</summary>
    public static readonly Duration ServiceUseful = Duration.FromDays(RestUntil.LongestDays + 30);

    private readonly ImmutableArray<Send>.Builder sends = ImmutableArray.CreateBuilder<Send>();
    private readonly ImmutableArray<WordsChange>.Builder words = ImmutableArray.CreateBuilder<WordsChange>();
    private readonly ImmutableArray<Unrecorded>.Builder unrecorded = ImmutableArray.CreateBuilder<Unrecorded>();
    private readonly ImmutableArray<AuditEntry>.Builder audit = ImmutableArray.CreateBuilder<AuditEntry>();
    private int written;

    public PairView View => view;

    public Instant Now => now;

    public Pair Pair { get; set; } = pair;

    public FormReply? Reply { get; set; }

    public Form? Form { get; set; }

    /// <summary>Whether the state alone makes a second submission the same as the first, so that no row need say that there was one.</summary>
    public bool KnowsRepeats { get; set; }

    /// <summary>The revision that this decision will have.</summary>
    public int Revision { get; } = pair.Revision + 1;

    public Sentences Say(Role reader) => Sentences.In(view.Of(reader).Language);

    public Sheet Open(WordsId? id) => id is null ? Sheet.Empty : Sheet.From(view.Words[id]);

    /// <summary>As things stand at this point of the decision.</summary>
    public Drawing DrawingFor(Role reader) => new(view, Pair, reader, now);

    public LocalDate Today(Role role) => now.InZone(Zones.Get(view.Of(role).Hours.Zone)).Date;

    /// <summary>A message that somebody else's act or the calendar caused: it comes inside the receiver's hours.</summary>
    /// <param name="kind">Part of the once-only key; the card's kind where each decision sends at most one of it.</param>
    public void Tell(Role to, Card card, string kind, SendKey? replaces = null)
    {
        var at = Window.NextOpening(now, view.Of(to).Hours, []);
        sends.Add(new Send(SendKey.ForRevision(kind, Revision, Pair.Id, Pair.Of(to)), Pair.Of(to), card, at, at + ServiceUseful, replaces));
    }

    /// <summary>A message that answers what the receiver did just now.</summary>
    /// <param name="replaces">Left standing when it went to somebody else: a pressed message is what a channel reports.</param>
    public void Answer(Role to, Card card, string kind, SendKey? replaces = null) => sends.Add(new Send(
        SendKey.ForRevision(kind, Revision, Pair.Id, Pair.Of(to)), Pair.Of(to), card, now, now + ServiceUseful, WentTo(to, replaces) ? replaces : null, Answers: true));

    /// <summary>Draws the pressed message anew as it stands after this decision; never one that went to somebody else.</summary>
    public void Redraw(Role of, Card card, SendKey? from)
    {
        if (WentTo(of, from))
            Answer(of, card, "redraw", from);
    }

    /// <summary>As <see cref="Redraw"/>, but leaves no trace: for what must look the same afterwards whether it was pressed or not.</summary>
    public void RedrawUnrecorded(Role of, Card card, SendKey? from)
    {
        if (WentTo(of, from))
            unrecorded.Add(new Unrecorded(Pair.Of(of), from!.Value, card));
    }

    private bool WentTo(Role role, SendKey? message) => message is { } key && key.Value.EndsWith($"~{Pair.Of(role)}~{Pair.Id}", StringComparison.Ordinal);

    public void Add(Send send) => sends.Add(send);

    public WordsId Write(Visibility visibility, string author, Words text)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{Revision}.{++written}");
        var id = new WordsId(visibility, author, number);
        words.Add(new WordsChange.Write(id, text));
        return id;
    }

    /// <summary>One note a decision: its key is the revision's.</summary>
    public WordsId WriteNote(PersonId author, Words text)
    {
        var id = WordsId.NoteOf(author, Revision);
        words.Add(new WordsChange.Write(id, text));
        return id;
    }

    public void Erase(WordsId? id)
    {
        if (id is not null)
            words.Add(new WordsChange.Erase(id));
    }

    /// <summary>Gives stored words another visibility; nothing of a decision reads them.</summary>
    /// <returns>What they are called from then on.</returns>
    public WordsId Move(WordsId id, Visibility visibility)
    {
        var to = id with { Visibility = visibility };
        words.Add(new WordsChange.Move(id, to));
        return to;
    }

    /// <summary>Takes back words that this same decision wrote and no longer needs.</summary>
    public void Forget(WordsId id)
    {
        for (var i = words.Count - 1; i >= 0; i--)
        {
            if (words[i] is WordsChange.Write write && write.Id == id)
                words.RemoveAt(i);
        }
    }

    public void Note(string what, PersonId? by) => audit.Add(new AuditEntry(what, by));

    /// <param name="nonce">Of the form that was submitted; empty or null for any other input. What came back with errors is sent again under it.</param>
    public Decision Done(string? nonce)
    {
        var changed = !ReferenceEquals(Pair, view.Pair) || sends.Count > 0 || words.Count > 0;
        if (!changed)
            return Decision.None(view.Pair) with { Reply = Reply, Form = Form, Unrecorded = unrecorded.ToImmutable() };
        var next = Pair with { Revision = Revision };
        return new Decision(
            next with { NextWake = PairMachine.NextWake(view with { Pair = next }, now) },
            sends.ToImmutable(),
            words.ToImmutable(),
            Reply,
            string.IsNullOrEmpty(nonce) || KnowsRepeats || Reply is FormReply.Errors ? [] : [nonce])
        {
            Audit = audit.ToImmutable(),
            Unrecorded = unrecorded.ToImmutable(),
            Form = Form,
        };
    }
}
