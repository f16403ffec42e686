using FsCheck.Xunit;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Texts;

namespace TrustBot.Tests.Core;

public class CommandTests
{
    private static readonly LocalDate Today = new(2026, 5, 20);

    private static readonly (string English, string German, Command Command)[] Vocabulary =
    [
        ("help", "Hilfe", new Command.Help()),
        ("status", "Stand", new Command.Status()),
        ("agreement", "Vereinbarung", new Command.Agreement()),
        ("feedback", "Rückmeldung", new Command.Feedback()),
        ("reflect", "Reflexion", new Command.Reflect()),
        ("win", "Erfolg", new Command.Win()),
        ("thanks", "danke", new Command.Thanks()),
        ("pause", "Pause", new Command.Pause(null)),
        ("resume", "weiter", new Command.Resume()),
        ("snooze", "später", new Command.Snooze(null)),
        ("privacy", "Datenschutz", new Command.Privacy()),
        ("my data", "meine Daten", new Command.MyData()),
        ("forget me", "vergiss mich", new Command.ForgetMe()),
        ("talk to someone", "mit jemandem sprechen", new Command.TalkToSomeone()),
        ("end", "Ende", new Command.End()),
        ("goals", "Ziele", new Command.Goals()),
        ("settings", "Einstellungen", new Command.Settings()),
        ("language", "Sprache", new Command.ChangeLanguage()),
        ("meeting", "Treffen", new Command.Meeting()),
    ];

    public static TheoryData<string, Command> Words =>
        [.. Vocabulary.SelectMany(row => new TheoryDataRow<string, Command>[] { new(row.English, row.Command), new(row.German, row.Command) })];

    [Theory]
    [MemberData(nameof(Words), DisableDiscoveryEnumeration = true)]
    public void Both_languages_are_understood_whatever_a_person_speaks(string word, Command command)
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            foreach (var typed in new[]
            {
                word, word.ToUpperInvariant(), $"  {word} ! ", $"/{word}", $"@TrustBot {word}", $"<@U0ABC123> {word}", $"<@U0ABC123|trustbot>: {word}",
                $"<at>TrustBot</at>\u00a0{word}", $"TrustBot, {word}", $"/trustbot {word}", $"{word[..1]}\u200b{word[1..]}", word.Normalize(System.Text.NormalizationForm.FormD),
            })
                Assert.Equal(command, Commands.Parse(typed, language, Today));
        }
    }

    [Theory]
    [MemberData(nameof(Words), DisableDiscoveryEnumeration = true)]
    public void One_edit_never_makes_another_command(string word, Command command)
    {
        foreach (var typed in OneEdit(word.ToLowerInvariant()))
        {
            foreach (var language in Enum.GetValues<Language>())
            {
                var understood = Commands.Parse(typed, language, Today);
                if (word.Length > 5 && !word.Contains(' ') && typed.Length > 4)
                    Assert.Equal(command, understood);
                else
                    Assert.True(understood is null || understood == command || Vocabulary.Any(IsExactly), $"{word} -> {typed} -> {understood}");

                bool IsExactly((string English, string German, Command Command) row) => row.Command == understood;
            }
        }
    }

    [Theory]
    [InlineData("helq")]
    [InlineData("hell")]
    [InlineData("wun")]
    [InlineData("ent")]
    [InlineData("my date")]
    [InlineData("forget we")]
    [InlineData("mir data")]
    [InlineData("paus")]
    public void Short_words_must_be_exact(string text) => Assert.Null(Commands.Parse(text, Language.English, Today));

    [Theory]
    [InlineData("puase", typeof(Command.Pause))]
    [InlineData("statsu", typeof(Command.Status))]
    [InlineData("agremment", typeof(Command.Agreement))]
    [InlineData("feedbak", typeof(Command.Feedback))]
    [InlineData("rueckmeldung", typeof(Command.Feedback))]
    [InlineData("spaeter", typeof(Command.Snooze))]
    [InlineData("einstelungen", typeof(Command.Settings))]
    [InlineData("Vereinbahrunk", typeof(Command.Agreement))]
    [InlineData("forgte me", typeof(Command.ForgetMe))]
    [InlineData("?", typeof(Command.Help))]
    [InlineData("stop", typeof(Command.End))]
    [InlineData("Stopp!", typeof(Command.End))]
    [InlineData("my-data", typeof(Command.MyData))]
    public void Longer_words_forgive_a_slip(string text, Type command) =>
        Assert.IsType(command, Commands.Parse(text, Language.English, Today));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("/")]
    [InlineData("@TrustBot")]
    [InlineData("<@U0ABC123>")]
    [InlineData("<at>TrustBot")]
    [InlineData("trustbot")]
    [InlineData("trustbots help")]
    [InlineData("I need help with my CV")]
    [InlineData("thanks Ana, that was kind")]
    [InlineData("Paul said hello")]
    [InlineData("cause I am tired")]
    [InlineData("\ud800")]
    [InlineData("💜🙏")]
    public void Talk_is_not_a_command(string text) => Assert.Null(Commands.Parse(text, Language.German, Today));

    [Property(MaxTest = 1000)]
    public bool Any_text_is_answered_without_an_error(string? text, bool german)
    {
        _ = Commands.Parse(text ?? "", german ? Language.German : Language.English, Today);
        _ = Commands.Parse($"pause {text}", german ? Language.German : Language.English, Today);
        return true;
    }

    [Fact]
    public void A_long_text_is_no_command() => Assert.Null(Commands.Parse("pause " + new string('x', 40_000), Language.English, Today));

    [Theory]
    [InlineData("en", Language.English)]
    [InlineData("en-GB", Language.English)]
    [InlineData("de", Language.German)]
    [InlineData("DE_at", Language.German)]
    [InlineData("fr", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Languages_have_codes(string? code, Language? language) => Assert.Equal(language, Languages.FromCode(code));

    [Fact]
    public void Every_language_reads_its_own_code() =>
        Assert.All(Enum.GetValues<Language>(), language => Assert.Equal(language, Languages.FromCode(language.Code())));

    private static IEnumerable<string> OneEdit(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            yield return word.Remove(i, 1);
            if (i > 0)
                yield return word[..(i - 1)] + word[i] + word[i - 1] + word[(i + 1)..];
            for (var c = 'a'; c <= 'z'; c++)
            {
                yield return word.Remove(i, 1).Insert(i, $"{c}");
                yield return word.Insert(i, $"{c}");
            }
        }
    }
}
