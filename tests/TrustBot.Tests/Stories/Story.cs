using System.Runtime.CompilerServices;
using TrustBot.Tests.Rules;

namespace TrustBot.Tests.Stories;

/// <summary>What happened in a town, written down step by step as those in it saw it: the same over every door, or one of them has drifted.</summary>
internal sealed class Story(Town town, params Resident[] seen)
{
    /// <summary>Greetings of platforms where somebody arrives, which the Sandbox is not.</summary>
    private const string Welcome = "Hello ";

    private readonly List<string> lines = [];
    private readonly Dictionary<Resident, List<Standing>> known = seen.ToDictionary(resident => resident, _ => new List<Standing>());

    private string Text => string.Join('\n', lines) + "\n";

    public async Task ArriveAsync(Resident by)
    {
        await town.ArriveAsync(by);
        await NoteAsync($"{by.FirstName} arrives");
    }

    public async Task SayAsync(Resident by, string words)
    {
        await town.SayAsync(by, words);
        await NoteAsync($"{by.FirstName} > {words}");
    }

    /// <summary>A button that opens no window.</summary>
    public async Task PressAsync(Resident by, string label) => Assert.Null(await TakeAsync(by, label));

    /// <summary>A button that opens one.</summary>
    public async Task<Window> OpenAsync(Resident by, string label) => await TakeAsync(by, label) ?? throw new InvalidOperationException($"{label} opened nothing.");

    /// <returns>The next page, the same one with its errors, or null when it closed.</returns>
    public async Task<Window?> SendAsync(Window window, params (string Field, string Value)[] answers)
    {
        var next = await town.SendAsync(window, field => answers.Where(answer => answer.Field == field).Select(answer => answer.Value).FirstOrDefault());
        await NoteAsync($"{window.By.FirstName} > sends {window.Title}", next);
        return next;
    }

    public async Task CloseAsync(Window window)
    {
        await town.CloseAsync(window);
        await NoteAsync($"{window.By.FirstName} > closes {window.Title}");
    }

    /// <summary>Days pass until there is something to press, and at least one.</summary>
    public async Task DaysUntilAsync(Resident by, string label, int most)
    {
        for (var days = 1; days <= most; days++)
        {
            await town.DayAsync();
            await NoteAsync("--- a day");
            if (town.CanPress(by, label))
                return;
        }
        Assert.Fail($"In {most} days nothing came to press that is called {label}.\n{Text}");
    }

    public async Task DayAsync()
    {
        await town.DayAsync();
        await NoteAsync("--- a day");
    }

    /// <summary>With REWRITE=1 the file is written anew, by whichever door comes last: read the difference before you keep it.</summary>
    public void IsAsApproved([CallerMemberName] string name = "")
    {
        var file = Path.Combine(SourceTree.Root, "tests", "TrustBot.Tests", "Stories", "Approved", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("REWRITE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, Text);
        }
        Assert.True(File.Exists(file), "Nobody has approved this story yet.");
        Assert.Equal(File.ReadAllText(file), Text, ignoreLineEndingDifferences: true);
    }

    private async Task<Window?> TakeAsync(Resident by, string label)
    {
        var window = await town.PressAsync(by, label);
        await NoteAsync($"{by.FirstName} > [{label}]", window);
        return window;
    }

    private async Task NoteAsync(string done, Window? window = null)
    {
        await town.QuietAsync();
        lines.Add(done);
        if (window is not null)
            lines.Add($"  # {Standing.Tidy(window.Title)}: {string.Join(", ", window.Fields)}".TrimEnd());
        foreach (var resident in seen)
        {
            var now = town.StandingIn(resident).Where(message => !message.Title.StartsWith(Welcome, StringComparison.Ordinal)).ToList();
            var before = known[resident];
            for (var i = 0; i < now.Count; i++)
            {
                if (i >= before.Count || before[i].ToString() != now[i].ToString())
                    lines.Add($"  {resident.FirstName} {(i < before.Count ? '~' : '<')} {now[i]}");
            }
            known[resident] = now;
        }
    }
}
