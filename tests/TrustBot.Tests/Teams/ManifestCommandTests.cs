using System.Text.Json.Nodes;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Texts;

namespace TrustBot.Tests.Teams;

/// <summary>What Teams offers beside the message box, held against what TrustBot understands.</summary>
public sealed class ManifestCommandTests
{
    private static readonly LocalDate Today = new(2026, 6, 1);

    [Fact]
    public async Task Every_command_is_understood_and_means_the_same_in_every_language()
    {
        var lists = await ListsAsync();
        var meanings = lists[Language.English].Select(command => Commands.Parse(command.Title, Language.English, Today)).ToList();

        Assert.InRange(meanings.Count, 10, 12);
        Assert.DoesNotContain(null, meanings);
        Assert.Equal(meanings.Count, meanings.Distinct().Count());
        Assert.Equal(Enum.GetValues<Language>(), lists.Keys.Order());
        // Somebody's Teams may speak another language than TrustBot does with them.
        Assert.All(lists.Values, commands => Assert.All(Enum.GetValues<Language>(), spoken =>
            Assert.Equal(meanings, commands.Select(command => Commands.Parse(command.Title, spoken, Today)))));
    }

    [Fact]
    public async Task A_command_fits_where_Teams_shows_it() =>
        Assert.All((await ListsAsync()).Values.SelectMany(commands => commands), command =>
        {
            Assert.InRange(command.Title.Length, 1, 32);
            Assert.InRange(command.Description.Length, 1, 128);
        });

    [Fact]
    public async Task Every_text_is_there_in_every_language()
    {
        var manifest = await ManifestPackage.JsonAsync("manifest.json");
        var list = Assert.Single(manifest["bots"]![0]!["commandLists"]!.AsArray())!;
        var keys = Enumerable.Range(0, list["commands"]!.AsArray().Count).SelectMany(i => new[] { Key(i, "title"), Key(i, "description") });

        Assert.Equal(["personal"], list["scopes"]!.AsArray().Select(scope => (string)scope!));
        foreach (var (_, texts) in await TranslationsAsync(manifest))
            Assert.Equal(["$schema", "name.short", "name.full", "description.short", "description.full", .. keys], texts.Select(text => text.Key));
    }

    private static async Task<Dictionary<Language, List<(string Title, string Description)>>> ListsAsync()
    {
        var manifest = await ManifestPackage.JsonAsync("manifest.json");
        var commands = manifest["bots"]![0]!["commandLists"]![0]!["commands"]!.AsArray();
        var lists = new Dictionary<Language, List<(string, string)>>
        {
            [LanguageOf(manifest["localizationInfo"]!["defaultLanguageTag"])] = [.. commands.Select(command => ((string)command!["title"]!, (string)command["description"]!))],
        };
        foreach (var (language, texts) in await TranslationsAsync(manifest))
            lists[language] = [.. commands.Select((_, i) => ((string)texts[Key(i, "title")]!, (string)texts[Key(i, "description")]!))];
        return lists;
    }

    private static async Task<List<(Language Language, JsonObject Texts)>> TranslationsAsync(JsonObject manifest)
    {
        var found = new List<(Language, JsonObject)>();
        foreach (var language in manifest["localizationInfo"]!["additionalLanguages"]!.AsArray())
            found.Add((LanguageOf(language!["languageTag"]), await ManifestPackage.JsonAsync((string)language["file"]!)));
        return found;
    }

    private static Language LanguageOf(JsonNode? tag) => Languages.FromCode((string?)tag)!.Value;

    private static string Key(int command, string part) => $"bots[0].commandLists[0].commands[{command}].{part}";
}
