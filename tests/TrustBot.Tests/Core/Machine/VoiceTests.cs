using System.Text.RegularExpressions;
using TrustBot.Core.Messages;
using TrustBot.Core.Privacy;
using TrustBot.Core.Texts;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Core.Machine;

/// <summary>What voice.md asks of every message and window, held against everything that the transcripts show.</summary>
public sealed partial class VoiceTests
{
    private const int LongestButton = 24;
    private const int MostWords = 60;

    /// <summary>Read as lists, not in one breath: a notice of seven lines, an introduction, a menu.</summary>
    private static readonly string[] Lists = ["people.privacy", "introduction.partner", "people.help"];

    private static readonly List<(string Chat, Story Story)> Played = [.. ChatFile.Names.Select(name => (name, ChatFile.Of(name).Play().Story))];

    [Fact]
    public void Every_message_has_a_title_few_buttons_and_one_main_thing()
    {
        foreach (var (chat, story) in Played)
        {
            foreach (var message in story.Messages.Select(said => said.Message))
            {
                Assert.False(string.IsNullOrWhiteSpace(message.Title), chat);
                Assert.False(string.IsNullOrWhiteSpace(message.Preview), chat);
                Assert.InRange(message.Buttons.Length, 0, 4);
                Assert.True(message.Buttons.Count(button => button.Primary) <= 1, $"{chat}: {message.Title} has two main buttons.");
            }
        }
    }

    [Fact]
    public void Every_message_is_short_in_English()
    {
        foreach (var (chat, story) in Played)
        {
            foreach (var (language, kind, message) in story.Messages.Where(said => said.Language == Language.English))
            {
                Assert.All(message.Buttons.Concat(message.More), button => Assert.True(button.Label.Length <= LongestButton || button.Label.Contains("Maximiliane", StringComparison.Ordinal), $"{chat}: [{button.Label}] is long."));
                var words = WordsIn(message);
                Assert.True(words <= MostWords || Lists.Contains(kind), $"{chat}: {message.Title} has {words} words.");
            }
        }
    }

    [Fact]
    public void Whatever_shows_words_says_who_sees_them()
    {
        foreach (var (chat, story) in Played)
        {
            foreach (var message in story.Messages.Select(said => said.Message))
                Assert.True(message.Sees is not null || !message.Parts.Any(part => part is Part.Wrote or Part.Said), $"{chat}: {message.Title} shows words.");
        }
    }

    [Fact]
    public void Every_window_has_a_title_that_fits_and_labels_of_the_five()
    {
        foreach (var (chat, story) in Played)
        {
            foreach (var form in story.Windows)
            {
                Assert.InRange(form.Title.Length, 1, Form.LongestTitle);
                foreach (var field in World.Fields(form))
                    Assert.True(field.Sees.Visibility is Visibility.OnlyMe or Visibility.UsTwo or Visibility.AfterBoth or Visibility.Contact or Visibility.Counted && field.Sees.Spoken.Length > 0, $"{chat}: {form.Title}, {field.Name}");
            }
        }
    }

    [Fact]
    public void Every_window_that_shows_words_says_who_sees_them()
    {
        foreach (var (chat, story) in Played)
        {
            foreach (var form in story.Windows.Where(form => form.Parts.Any(part => part is FormPart.Wrote)))
                Assert.True(form.Sees is not null || World.Fields(form).Any(), $"{chat}: {form.Title} shows words.");
        }
    }

    [Fact]
    public void No_lock_screen_shows_more_than_that_something_came()
    {
        foreach (var (_, story) in Played)
        {
            Assert.All(story.Messages, said => Assert.True(
                Enum.GetValues<Language>().Any(language => said.Message.Preview == Sentences.In(language).Preview) || said.Kind == "joining.invitation", said.Message.Preview));
        }
    }

    private static int WordsIn(Message message) => WordPattern.Count(string.Join(' ',
    [
        message.Title,
        message.Sees is { } sees ? $"Who sees this: {sees.Label}" : "",
        .. message.Buttons.Select(button => button.Label),
        .. message.Parts.Select(part => part switch
        {
            Part.Paragraph paragraph => paragraph.Text,
            Part.Said said => said.Text.Reveal(),
            Part.Quoted quoted => quoted.Before,
            Part.Lines lines => string.Join(' ', lines.Items.Select(line => $"{line.Label} {line.Text.Reveal()}")),
            Part.Trend trend => string.Join(' ', trend.Rows.Select(row => $"{row.Label} {row.Text.Reveal()}")),
            _ => "",
        }),
    ]));

    [GeneratedRegex(@"[\p{L}\p{N}'’-]+")]
    private static partial Regex WordPattern { get; }
}
