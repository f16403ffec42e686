using System.Text.RegularExpressions;

namespace TrustBot.Tests.Rules;

/// <summary>The repository as it lies on disk, without what tools build into it.</summary>
internal static class SourceTree
{
    private static readonly string[] Built = ["bin", "obj", "node_modules"];

    public static string Root { get; } = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Paths from the root, with slashes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => Built.Contains(part)));

    /// <summary>Names of packages that a project file or Directory.Packages.props names in elements of this kind.</summary>
    public static IEnumerable<string> Packages(string path, string element) =>
        Regex.Matches(Read(path), $"<{element} Include=\"([^\"]+)\"[^>]*>").Where(match => !match.Value.Contains("PrivateAssets=\"all\"")).Select(match => match.Groups[1].Value);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TrustBot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
