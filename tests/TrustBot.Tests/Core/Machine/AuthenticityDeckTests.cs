using System.Text.RegularExpressions;
using TrustBot.Core.Texts;

namespace TrustBot.Tests.Core.Machine;

/// <summary>A mentor may be asked about work, and about nothing that a workplace has no business with.</summary>
public sealed partial class AuthenticityDeckTests
{
    private static readonly string[] Kinds = ["success-", "setback-", "doubt-", "not-known-"];

    [Fact]
    public void Each_kind_has_at_least_three_questions()
    {
        Assert.All(Kinds, kind => Assert.True(Decks.Authenticity.Ids.Count(id => id.StartsWith(kind, StringComparison.Ordinal)) >= 3, kind));
        Assert.All(Decks.Authenticity.Ids, id => Assert.Contains(Kinds, kind => id.StartsWith(kind, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.German)]
    public void No_question_touches_health_family_faith_politics_money_or_looks(Language language) =>
        Assert.All(Decks.Authenticity.Ids.Select(id => Decks.Authenticity.Text(id, language)), text => Assert.DoesNotMatch(Banned(), text));

    [Theory]
    [InlineData("When did a diagnosis change how you work?")]
    [InlineData("How did you plan your parental leave?")]
    [InlineData("Wann hattest du Geldsorgen?")]
    [InlineData("Was hat deine Schwangerschaft verändert?")]
    [InlineData("Which party do you vote for?")]
    [InlineData("Wie wichtig ist dir dein Aussehen?")]
    public void The_list_knows_what_it_is_for(string banned) => Assert.Matches(Banned(), banned);

    /// <summary>Word beginnings, English and German, by topic.</summary>
    [GeneratedRegex(
        @"\b(health|ill(ness)?\b|sick|disease|diagnos|therap|medic|doctor|hospitali|burn-?out|depress|anxiet|disab|gesund|krank|erkrank|arzt|ärzt|medizin|behinder|psych"
        + @"|famil|child|kid\b|kids\b|baby|babies|pregnan|birth|parent|mother|father|husband|wife|marri|divorc|partner|kind(er)?\b|schwanger|geburt|eltern|mutter|vater|ehe\b|ehe(mann|frau)|heirat|scheidung"
        + @"|religi|god\b|faith|church|pray|mosque|bible|gott|glaube\b|glauben\b|kirche|gebet|beten|moschee"
        + @"|politi|vote|voting|election|party\b|government|partei|wahl(en)?\b|wähl(st|en)\b|regierung"
        + @"|money|debt|salar|wage|rent\b|loan|poor|afford|income|geld|schulden\b|gehalt|lohn\b|miete|kredit|einkommen|arm\b"
        + @"|look(s)? like|body|weight|beaut|ugly|hair|skin|cloth|aussehen|aussieh|körper|gewicht|schön|hässlich|haar|haut\b|kleidung)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Banned();
}
