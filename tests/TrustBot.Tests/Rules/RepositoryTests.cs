using System.Reflection;
using TrustBot.Core.Machine;
using TrustBot.Simulation;

namespace TrustBot.Tests.Rules;

public sealed class RepositoryTests
{
    private const int MostLines = 300;

    private static readonly string[] TopLevel =
    [
        "src", "tests", "deploy", "manifests", "TrustBot.sln", "README.md", "Directory.Build.props", "Directory.Packages.props",
        "global.json", ".editorconfig", ".gitattributes", ".gitignore", "LICENSE", ".ci", ".git",
    ];

    /// <summary>A clock or a wait that no test and no simulated run could hold in its hands.</summary>
    private static readonly string[] Banned =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Threading.Thread.Sleep", "System.Threading.Tasks.Task.Delay",
    ];

    [Fact]
    public void The_top_level_holds_what_the_house_has_room_for()
    {
        var ignored = SourceTree.Read(".gitignore").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim('/')).ToList();
        var there = new DirectoryInfo(SourceTree.Root).EnumerateFileSystemInfos().Select(entry => entry.Name);

        Assert.DoesNotContain(there.Except(TopLevel).Except(ignored), name => !name.EndsWith(".user", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("*.cs")]
    [InlineData("*.razor")]
    public void No_source_file_grows_beyond_three_hundred_lines(string pattern)
    {
        var files = SourceTree.Files("src", pattern).Select(file => (File: file, Lines: File.ReadLines(Path.Combine(SourceTree.Root, file)).Count()));

        Assert.Empty(files.Where(file => file.Lines > MostLines).Select(file => $"{file.File}: {file.Lines} lines"));
    }

    [Fact]
    public void Every_package_has_its_reason_in_the_map()
    {
        var map = SourceTree.Read("src/README.md");

        Assert.DoesNotContain(SourceTree.Packages("Directory.Packages.props", "PackageVersion"), package => !map.Contains($"| {package} |", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_pins_its_packages() => Assert.Empty(
        from folder in new[] { "src", "tests" }
        from project in SourceTree.Files(folder, "*.csproj")
        where !File.Exists(Path.Combine(SourceTree.Root, Path.GetDirectoryName(project)!, "packages.lock.json"))
        select project);

    [Fact]
    public void Neither_core_nor_tests_read_the_wall_clock_or_sleep()
    {
        Assembly[] assemblies = [typeof(PairMachine).Assembly, typeof(RepositoryTests).Assembly, typeof(MemoryTable).Assembly];

        Assert.Empty(
            from assembly in assemblies
            from method in Code.MethodsOf(assembly)
            from named in Code.MembersNamedBy(method)
            let name = $"{named.DeclaringType?.FullName}.{named.Name}"
            where Banned.Contains(name)
            select $"{Code.Outermost(method.DeclaringType!)}: {name}");
    }
}
