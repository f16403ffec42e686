namespace TrustBot.Tests.Transcripts;

/// <summary>
/// A <c>.chat</c> file: a sentence that it proves, what is given, and steps, each followed by what people then read. Played, it gives the
/// file again with the lines that TrustBot says today.
/// </summary>
internal sealed class ChatFile(string path)
{
    public static readonly string Folder = Path.Combine(Sources(), "Transcripts");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.chat").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static ChatFile Of(string name) => new(Path.Combine(Folder, $"{name}.chat"));

    public string Text => File.ReadAllText(path).ReplaceLineEndings("\n");

    public string Proves => Text.Split('\n', 2)[0];

    public void Rewrite(string text) => File.WriteAllText(path, text);

    public (string Text, Story Story) Play()
    {
        var story = new Story();
        return (Play(story), story);
    }

    public string Play(Story story)
    {
        var lines = new List<string>();
        var number = 0;
        foreach (var line in Text.Split('\n'))
        {
            number++;
            try
            {
                lines.AddRange(Play(story, line, first: number == 1));
            }
            catch (Exception e) when (e is InvalidOperationException or ArgumentException or KeyNotFoundException or NodaTime.Text.UnparsableValueException)
            {
                throw new InvalidOperationException($"{Path.GetFileName(path)}, line {number}: {line}\n{e.Message}", e);
            }
        }
        return string.Join('\n', lines).TrimEnd('\n') + "\n";
    }

    private static IEnumerable<string> Play(Story story, string line, bool first)
    {
        if (first || line.Length == 0 || line.StartsWith("// ", StringComparison.Ordinal))
            return [line];
        if (line.StartsWith("Given ", StringComparison.Ordinal))
        {
            story.Given(line["Given ".Length..]);
            return [line];
        }
        return line.StartsWith("---", StringComparison.Ordinal) || (line[0] != ' ' && line.Contains(" > ", StringComparison.Ordinal) && line.IndexOf(" > ", StringComparison.Ordinal) == line.IndexOf(' '))
            ? [line, .. story.Step(line)]
            : [];
    }

    private static string Sources([System.Runtime.CompilerServices.CallerFilePath] string file = "") =>
        Path.GetDirectoryName(Path.GetDirectoryName(file))!;
}
