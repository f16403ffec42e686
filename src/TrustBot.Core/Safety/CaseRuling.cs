using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;

namespace TrustBot.Core.Safety;

/// <summary>A decision about a case in the making.</summary>
internal sealed class CaseRuling(CaseView view, Case before, Instant now)
{
    private readonly int revision = before.Revision + 1;
    private readonly ImmutableArray<Send>.Builder sends = ImmutableArray.CreateBuilder<Send>();
    private readonly ImmutableArray<WordsChange>.Builder words = ImmutableArray.CreateBuilder<WordsChange>();

    public CaseView View => view;

    public Instant Now => now;

    public Case Case { get; set; } = before;

    public Form? Form { get; set; }

    /// <summary>A new message to one of them, beside which earlier ones shrink to a quiet line.</summary>
    public void Tell(PersonId to, string kind, bool answers = false)
    {
        // Somebody whom TrustBot does not know any more hears nothing.
        if (!view.People.TryGetValue(to, out var reader))
            return;
        var at = answers ? now : Window.NextOpening(now, reader.Hours, []);
        var key = NextKey(to);
        var card = new Card(kind, revision.ToString(CultureInfo.InvariantCulture));
        sends.Add(new Send(key, to, card, at, at + Ruling.ServiceUseful, Answers: answers));
        Refresh(to);
        Case = Case with { Cards = Case.Cards.Add(new CaseCard(key, to, card)) };
    }

    /// <summary>Draws what stands in this person's chat anew.</summary>
    public void Refresh(PersonId to)
    {
        if (Case.Cards.LastOrDefault(card => card.To == to) is { } current)
            Redraw(current);
    }

    public WordsId Write(Words text)
    {
        var id = new WordsId(Visibility.Contact, Case.Author.Value, "1");
        words.Add(new WordsChange.Write(id, text));
        return id;
    }

    public void Erase()
    {
        if (Case.Words is { } id)
            words.Add(new WordsChange.Erase(id));
        Case = Case with { Words = null };
    }

    public CaseDecision Done()
    {
        if (ReferenceEquals(Case, view.Case) && sends.Count == 0 && words.Count == 0)
            return new CaseDecision(view.Case, [], []) { Form = Form };
        var next = Case with { Revision = revision };
        return new CaseDecision(next with { NextWake = CaseMachine.NextWake(next, view.Programme, now) }, sends.ToImmutable(), words.ToImmutable()) { Form = Form };
    }

    private void Redraw(CaseCard card) =>
        sends.Add(new Send(NextKey(card.To), card.To, card.Card, now, now + Ruling.ServiceUseful, card.Key) { OnlyInPlace = true });

    /// <summary>It reaches the platform with the message, and says nothing.</summary>
    private SendKey NextKey(PersonId to) => new(string.Create(CultureInfo.InvariantCulture, $"note{sends.Count}~r{revision}~{to}~{Case.Id}"));
}
