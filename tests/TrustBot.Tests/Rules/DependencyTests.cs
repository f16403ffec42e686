using System.Collections.Immutable;
using System.Reflection;
using TrustBot.Core.Machine;
using TrustBot.Storage;

namespace TrustBot.Tests.Rules;

/// <summary>Who may know whom. <c>src/README.md</c> draws the same picture.</summary>
public sealed class DependencyTests
{
    private static readonly Assembly Core = typeof(PairMachine).Assembly;
    private static readonly Assembly Host = typeof(TrustBotHost).Assembly;

    private static readonly string[] Engine = ["Pairs", "People", "Programmes", "Cases"];

    /// <summary>What each folder of the host may see of the others. Hosting and the list of parts itself put everything together, and may see all.</summary>
    private static readonly Dictionary<string, string[]> MaySee = new()
    {
        ["Storage"] = [],
        ["Pairs"] = [.. Engine, "Storage"],
        ["People"] = [.. Engine, "Storage"],
        ["Programmes"] = [.. Engine, "Storage"],
        ["Cases"] = [.. Engine, "Storage"],
        ["Delivery"] = [.. Engine, "Storage"],
        ["Scheduling"] = [.. Engine, "Delivery", "Storage"],
        ["Slack"] = [.. Engine, "Delivery", "Hosting"],
        ["Teams"] = [.. Engine, "Delivery", "Hosting"],
        ["Rights"] = [.. Engine],
        ["Sandbox"] = [.. Engine, "Delivery", "Scheduling", "Hosting"],
        ["CoordinatorConsole"] = [.. Engine, "Delivery", "Scheduling", "Hosting"],
    };

    /// <summary>Types that any folder but Slack and Teams may see, because they say something that everyone needs.</summary>
    private static readonly string[] Common = ["TrustBot.Scheduling.StoryClock", "TrustBot.Storage.StoreUnavailableException"];

    /// <summary>Libraries with one owner. The Sandbox keeps a database that stands for the chat platform; Hosting reads how the scheduler is for the health page.</summary>
    private static readonly Dictionary<string, string[]> Owners = new()
    {
        ["Azure.Data.Tables"] = ["Storage"],
        ["Microsoft.Data.Sqlite"] = ["Storage", "Sandbox"],
        ["SQLitePCL"] = ["Storage", "Sandbox"],
        ["Quartz"] = ["Scheduling", "Hosting"],
        ["Microsoft.IdentityModel"] = ["Teams"],
        ["Microsoft.Identity.Client"] = ["Teams"],
    };

    /// <summary>Where the compiler's generators of endpoints and expressions put what they make: code in no folder.</summary>
    private static readonly string[] Generated = ["Microsoft.AspNetCore.Http.Generated", "System.Text.RegularExpressions.Generated"];

    private static readonly ImmutableArray<(string From, Type Type, Type Named)> Uses =
    [
        .. from type in Host.GetTypes()
           where !type.IsNested && type.Namespace is not null
           from named in Code.TypesNamedBy(type)
           where named.Namespace?.StartsWith("__", StringComparison.Ordinal) != true // Razor's own helpers, named after no folder.
           select (FolderOf(type), type, Code.Outermost(named)),
    ];

    [Fact]
    public void Core_knows_nothing_but_NodaTime_and_the_base_library() =>
        Assert.DoesNotContain(Core.GetReferencedAssemblies(), reference => reference.Name is not "NodaTime" && !reference.Name!.StartsWith("System.", StringComparison.Ordinal));

    [Fact]
    public void Core_has_no_package_but_NodaTime_and_no_project()
    {
        const string project = "src/TrustBot.Core/TrustBot.Core.csproj";

        Assert.Equal(["NodaTime"], SourceTree.Packages(project, "PackageReference"));
        Assert.DoesNotContain("ProjectReference", SourceTree.Read(project));
    }

    [Fact]
    public void Core_has_no_task_no_file_and_no_network() => Assert.DoesNotContain(
        from type in Core.GetTypes() from named in Code.TypesNamedBy(type) select $"{type} -> {named}",
        use => use.Contains("-> System.Threading.Tasks.", StringComparison.Ordinal)
            || use.Contains("-> System.IO.File", StringComparison.Ordinal)
            || use.Contains("-> System.Net.", StringComparison.Ordinal));

    [Fact]
    public void Every_folder_of_the_host_has_its_place_in_the_picture() =>
        Assert.Empty(Uses.Select(use => use.From).Distinct().Except([.. MaySee.Keys, "", "Hosting"]));

    [Fact]
    public void Folders_of_the_host_see_only_what_the_picture_allows() => Assert.Empty(
        from use in Uses
        where MaySee.ContainsKey(use.From) && use.Named.Assembly == Host && use.Named.Namespace is not null && !Generated.Contains(use.Named.Namespace)
        let to = FolderOf(use.Named)
        where to != use.From && !MaySee[use.From].Contains(to) && !IsCommon(use.From, use.Named)
        select $"{use.Type} -> {use.Named}");

    [Fact]
    public void A_library_with_an_owner_is_seen_by_nobody_else() => Assert.Empty(
        from use in Uses
        from owned in Owners
        where use.From != "" && !owned.Value.Contains(use.From)
        where use.Named.Namespace is { } space && (space == owned.Key || space.StartsWith(owned.Key + ".", StringComparison.Ordinal))
        select $"{use.Type} -> {use.Named}");

    [Fact]
    public void The_look_into_code_sees_what_is_there()
    {
        Assert.Contains(Uses, use => use.From == "Scheduling" && use.Named.Namespace == "Quartz");
        Assert.Contains(Uses, use => use.From == "Pairs" && use.Named == typeof(ITable));
    }

    private static bool IsCommon(string from, Type named) => from is not ("Slack" or "Teams") && Common.Contains(named.FullName);

    /// <summary>The first part of the namespace below <c>TrustBot</c>; empty for the list of parts and for what the compiler adds.</summary>
    private static string FolderOf(Type type) => type.Namespace?.Split('.') is ["TrustBot", var folder, ..] ? folder : "";
}
