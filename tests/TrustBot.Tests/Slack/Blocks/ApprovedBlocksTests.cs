using System.Text.Encodings.Web;
using System.Text.Json;
using TrustBot.Core.Texts;
using TrustBot.Tests.Rules;

namespace TrustBot.Tests.Slack.Blocks;

/// <summary>A dozen drawings as they are, to be read by somebody. With REWRITE=1 they are written anew: look at the difference before you keep it.</summary>
public sealed class ApprovedBlocksTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "tests", "TrustBot.Tests", "Slack", "Blocks", "Approved");

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string, Language> Names => new()
    {
        { "joining.invitation", Language.English },
        { "people.privacy", Language.German },
        { "kickoff.page1.v1", Language.English },
        { "kickoff.sign", Language.English },
        { "reflection.ask", Language.English },
        { "reflection.note.v1", Language.German },
        { "pulse.trend", Language.English },
        { "feedback.read.v1", Language.English },
        { "celebration.news", Language.English },
        { "safety.send-form.v1", Language.English },
        { "people.download.v1", Language.English },
        { "apology", Language.German },
        { "home", Language.English },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_drawing_looks_as_it_was_approved(string name, Language language)
    {
        var json = EveryBlocks.All.First(drawn => drawn.Name == name && drawn.Language == language && drawn.Message is not { Settled: true }).Json.ToJsonString(Readable) + "\n";
        var file = Path.Combine(Folder, $"{name}.{language.Code()}.json");
        if (Environment.GetEnvironmentVariable("REWRITE") == "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, json);
        }
        Assert.True(File.Exists(file), "Nobody has approved this drawing yet.");
        Assert.Equal(File.ReadAllText(file), json, ignoreLineEndingDifferences: true);
    }
}
