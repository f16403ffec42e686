using System.Text.RegularExpressions;
using TrustBot.Teams;
using TrustBot.Teams.Inbound;
using TrustBot.Tests.Rules;
using TrustBot.Tests.Storage;

namespace TrustBot.Tests.Teams;

public sealed class ManifestTests
{
    [Fact]
    public async Task Manifest_and_languages_are_what_Microsofts_schemas_allow()
    {
        var manifest = await ManifestPackage.JsonAsync("manifest.json");
        var version = (string)manifest["manifestVersion"]!;
        Assert.EndsWith($"/teams/v{version}/MicrosoftTeams.schema.json", (string?)manifest["$schema"], StringComparison.Ordinal);
        var german = await ManifestPackage.JsonAsync("de.json");
        Assert.EndsWith($"/teams/v{version}/MicrosoftTeams.Localization.schema.json", (string?)german["$schema"], StringComparison.Ordinal);

        var found = await ManifestPackage.ProblemsAsync(("MicrosoftTeams", version, manifest), ("MicrosoftTeams.Localization", version, german));

        Assert.Equal(2, found.Length);
        Assert.Empty(found.SelectMany(problems => problems));
    }

    [Fact]
    public async Task The_schemas_find_what_is_wrong()
    {
        var manifest = await ManifestPackage.JsonAsync("manifest.json");
        manifest["bots"]![0]!["botId"] = "${{BOT_ID}}";
        manifest["packageName"] = "org.example";
        var german = await ManifestPackage.JsonAsync("de.json");
        german["name.short"] = new string('x', 31);

        var found = await ManifestPackage.ProblemsAsync(("MicrosoftTeams", "1.30", manifest), ("MicrosoftTeams.Localization", "1.30", german));

        Assert.Contains(found[0], problem => problem.StartsWith("/bots/0/botId ", StringComparison.Ordinal));
        Assert.Contains(found[0], problem => problem.Contains("packageName", StringComparison.Ordinal));
        Assert.Single(found[1]);
    }

    [Fact]
    public async Task The_zip_is_flat_and_complete()
    {
        var files = await ManifestPackage.FilesAsync();
        var manifest = await ManifestPackage.JsonAsync("manifest.json");

        string[] named = [(string)manifest["icons"]!["color"]!, (string)manifest["icons"]!["outline"]!, .. manifest["localizationInfo"]!["additionalLanguages"]!.AsArray().Select(language => (string)language!["file"]!)];
        Assert.Equal(named.Append("manifest.json").Order(StringComparer.Ordinal), files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_values_of_an_installation_stand_where_they_belong()
    {
        var manifest = await ManifestPackage.JsonAsync("manifest.json");

        Assert.Equal(ManifestPackage.AppId, (string?)manifest["id"]);
        Assert.Equal(ManifestPackage.BotId, (string?)manifest["bots"]![0]!["botId"]);
        Assert.Equal(ManifestPackage.BotId, (string?)manifest["webApplicationInfo"]!["id"]);
        Assert.Equal([ManifestPackage.Host], manifest["validDomains"]!.AsArray().Select(host => (string)host!));
        Assert.Equal("Müller & Söhne | Klinik", (string?)manifest["developer"]!["name"]);
        Assert.Equal("https://example.org/a?b=1&c=2", (string?)manifest["developer"]!["privacyUrl"]);
        Assert.Matches($"<Version>{Regex.Escape((string)manifest["version"]!)}</Version>", SourceTree.Read("Directory.Build.props"));
    }

    [Theory]
    [InlineData("APP_ID=", "APP_ID")]
    [InlineData("APP_ID=a1111111222233334444555555555555", "APP_ID")]
    [InlineData("BOT_ID={b1111111-2222-3333-4444-555555555555}", "BOT_ID")]
    [InlineData("BOT_ID=b1111111-2222-3333-4444-55555555555g", "BOT_ID")]
    [InlineData("HOST=", "HOST")]
    [InlineData("HOST=https://trustbot.example.org", "HOST")]
    [InlineData("HOST=trustbot.example.org/", "HOST")]
    [InlineData("HOST=trustbot.example.org:443", "HOST")]
    [InlineData("HOST=192.0.2.7", "HOST")]
    [InlineData("HOST=localhost", "HOST")]
    [InlineData("HOST=-x.example.org", "HOST")]
    [InlineData("HOST=a.example.org\",\"*.com", "HOST")]
    [InlineData("DEVELOPER_NAME=", "DEVELOPER_NAME")]
    [InlineData("DEVELOPER_NAME=A \"quoted\" name", "DEVELOPER_NAME")]
    [InlineData("DEVELOPER_NAME=A name that is longer than Teams has room for", "DEVELOPER_NAME")]
    [InlineData("DEVELOPER_WEBSITE=", "DEVELOPER_WEBSITE")]
    [InlineData("DEVELOPER_TERMS=http://example.org", "DEVELOPER_TERMS")]
    [InlineData("DEVELOPER_PRIVACY=https://example.org/\"", "DEVELOPER_PRIVACY")]
    [InlineData("OUT=/nowhere/at/all", "OUT")]
    [InlineData("PORT=443", "PORT")]
    public async Task A_value_that_cannot_be_right_is_refused_in_one_line_that_names_it(string argument, string named)
    {
        using var folder = new Folder();

        var (code, said) = await ManifestPackage.RunAsync([.. ManifestPackage.Arguments, $"OUT={folder}", argument]);

        Assert.Equal(1, code);
        Assert.Contains(named, Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles($"{folder}"));
    }

    [Fact]
    public async Task The_icons_are_of_the_sizes_and_colours_that_Teams_asks_for()
    {
        var files = await ManifestPackage.FilesAsync();
        var (color, outline) = (ManifestIcon.Read(files["color.png"]), ManifestIcon.Read(files["outline.png"]));
        var accent = Convert.FromHexString(((string)(await ManifestPackage.JsonAsync("manifest.json"))["accentColor"]!)[1..]);

        Assert.Equal((192, 192), (color.Width, color.Height));
        Assert.All(color.Pixels, pixel => Assert.Equal(255, pixel.Alpha));
        Assert.Equal((accent[0], accent[1], accent[2], byte.MaxValue), color.Pixels[0]);
        Assert.Equal((32, 32), (outline.Width, outline.Height));
        Assert.All(outline.Pixels.Where(pixel => pixel.Alpha > 0), pixel => Assert.Equal((255, 255, 255), (pixel.Red, pixel.Green, pixel.Blue)));
        Assert.Contains(outline.Pixels, pixel => pixel.Alpha == 255);
        Assert.True(outline.Pixels.Count(pixel => pixel.Alpha == 0) > 32 * 32 / 2);
    }

    [Fact]
    public async Task The_app_asks_for_no_more_than_the_guide_gives_a_reason_for()
    {
        var manifest = await ManifestPackage.JsonAsync("manifest.json");
        var bot = manifest["bots"]![0]!;

        Assert.Equal(["personal", "team", "groupChat"], bot["scopes"]!.AsArray().Select(scope => (string)scope!));
        Assert.Equal(["identity"], manifest["permissions"]!.AsArray().Select(permission => (string)permission!));
        Assert.False((bool)bot["supportsFiles"]!);
        Assert.Equal("personal", (string?)manifest["defaultInstallScope"]);
        string[] known = ["$schema", "manifestVersion", "version", "id", "developer", "localizationInfo", "name", "description", "icons", "accentColor",
            "defaultInstallScope", "bots", "permissions", "validDomains", "webApplicationInfo"];
        Assert.Equal(known, manifest.Select(part => part.Key));
    }

    [Fact]
    public void The_guide_names_the_settings_and_the_route_that_the_code_has()
    {
        var guide = SourceTree.Read("manifests/README.md");
        var options = typeof(TeamsOptions).GetProperties().Select(property => property.Name);

        Assert.Empty(Regex.Matches(guide, "Teams__([A-Za-z]+)").Select(match => match.Groups[1].Value).Except(options));
        Assert.Contains($"`https://HOST{MessagesEndpoint.Path}`", guide, StringComparison.Ordinal);
        Assert.Contains("| `Teams__AppId` | BOT_ID |", guide, StringComparison.Ordinal);
        Assert.Contains("| `Teams__InstallForPeople` | APP_ID,", guide, StringComparison.Ordinal);
        Assert.Matches($"\\| `Teams__Cloud` \\| {string.Join(".*", Enum.GetNames<TeamsCloud>().Select(cloud => $"`{cloud}`"))} \\|", guide);
    }
}
