using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Drawn;

/// <summary>Everything that the bot can show: the messages and windows of all transcripts, told in each language.</summary>
internal static class EverySaid
{
    public static readonly Uri Site = new("https://trustbot.example.org/");

    private static readonly Lazy<(ImmutableArray<SaidMessage> Messages, ImmutableArray<SaidForm> Forms)> Collected = new(Collect);

    public static ImmutableArray<SaidMessage> Messages => Collected.Value.Messages;

    /// <summary>As a host gives them out.</summary>
    public static ImmutableArray<SaidForm> Forms => Collected.Value.Forms;

    /// <summary>As long as real ones.</summary>
    public static Envelope EnvelopeOf(string kind, Message message) => new(
        new SendKey($"{kind}~2026-06-16~5d41402abc4b2a76b9719d911017c592~7d793037a0760186574b0282f2f435e7"),
        new PairId("7d793037a0760186574b0282f2f435e7"), new PersonId("5d41402abc4b2a76b9719d911017c592"), message);

    public static Form Hosted(Form form) => form with
    {
        Nonce = "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        From = EnvelopeOf(form.Id.Value, null!).Key,
        Parts = [.. form.Parts.Select(part => part is FormPart.Download download ? download with { Url = "/my-data/0a1b2c3d4e5f" } : part)],
    };

    private static (ImmutableArray<SaidMessage> Messages, ImmutableArray<SaidForm> Forms) Collect()
    {
        var messages = ImmutableArray.CreateBuilder<SaidMessage>();
        var forms = ImmutableArray.CreateBuilder<SaidForm>();
        foreach (var language in Enum.GetValues<Language>())
        {
            foreach (var story in ChatFile.Names.Select(name => Told(ChatFile.Of(name), language)))
            {
                messages.AddRange(story.Messages.Select(said => new SaidMessage(said.Kind, said.Message, said.Language)));
                forms.AddRange(story.Windows.Select(form => new SaidForm(Hosted(form), language)));
            }
        }
        return (messages.DrainToImmutable(), forms.DrainToImmutable());
    }

    /// <summary>As far as it can be told in this language: hours.chat is about changing from the one to the other.</summary>
    private static Story Told(ChatFile chat, Language language)
    {
        var story = new Story(language);
        try
        {
            chat.Play(story);
        }
        catch (InvalidOperationException) when (language != Language.English)
        {
        }
        return story;
    }
}

internal sealed record SaidMessage(string Kind, Message Message, Language Language);

internal sealed record SaidForm(Form Form, Language Language);
