using System.Text.Encodings.Web;
using System.Text.Json;
using TrustBot.Core.Texts;
using TrustBot.Tests.Rules;

namespace TrustBot.Tests.Teams.Cards;

/// <summary>A dozen cards as they are, to be read by somebody. With REWRITE=1 they are written anew: look at the difference before you keep it.</summary>
public sealed class ApprovedCardTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "tests", "TrustBot.Tests", "Teams", "Cards", "Approved");

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string, Language> Names => new()
    {
        { "joining.invitation", Language.English },
        { "people.privacy", Language.German },
        { "kickoff.page1.v1 Dialogs", Language.English },
        { "kickoff.page2.v1 with errors", Language.German },
        { "kickoff.sign.v1 Dialogs", Language.English },
        { "kickoff.sign", Language.English },
        { "reflection.ask", Language.English },
        { "reflection.note.v1 InCards", Language.German },
        { "pulse.trend", Language.English },
        { "feedback.read.v1 Dialogs", Language.English },
        { "celebration.news", Language.English },
        { "safety.send-form.v1 Dialogs", Language.English },
        { "people.download.v1 Dialogs", Language.English },
        { "settled", Language.German },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_looks_as_it_was_approved(string name, Language language)
    {
        var card = EveryCard.All.First(card => card.Name == name && card.Language == language && card.Message is not { Settled: true }).Card.ToJsonString(Readable) + "\n";
        var file = Path.Combine(Folder, $"{name.Replace(' ', '-').ToLowerInvariant()}.{language.Code()}.json");
        if (Environment.GetEnvironmentVariable("REWRITE") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, card);
        }
        Assert.True(File.Exists(file), "Nobody has approved this card yet.");
        Assert.Equal(File.ReadAllText(file), card, ignoreLineEndingDifferences: true);
    }
}
