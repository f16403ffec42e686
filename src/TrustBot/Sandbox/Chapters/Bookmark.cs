namespace TrustBot.Sandbox.Chapters;

/// <summary>
/// Which chapter is to be played into an empty story. It lies beside the chats until the last act, so that the start after a kill knows
/// of it: a story that was played half-way is begun anew, once; after that it starts clean.
/// </summary>
internal sealed class Bookmark(string directory, SandboxStore store)
{
    private const int TriesAtMost = 2;
    private const string Setting = "chapter";

    private readonly string file = Path.Combine(directory, "sandbox.chapter");

    public void Put(string chapter, int tries = 0)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllText(file, $"{chapter} {tries}");
    }

    public void Remove() => File.Delete(file);

    /// <param name="isEmpty">Whether nobody is in the story yet.</param>
    /// <returns>What this start has to do about it.</returns>
    public Task Open(bool isEmpty)
    {
        if (!File.Exists(file) || File.ReadAllText(file).Split(' ') is not [var id, var count] || Story.Find(id) is not { } chapter)
            return new Task.Nothing();
        var tries = int.TryParse(count, out var before) ? before : TriesAtMost;
        if (store.Setting(Setting) is not null)
        {
            if (tries < TriesAtMost)
                Put(id, tries);
            else
                Remove();
            return new Task.StartOver();
        }
        if (!isEmpty)
        {
            // It was killed before anything was deleted: the old story stays.
            Remove();
            return new Task.Nothing();
        }
        Put(id, tries + 1);
        store.Set(Setting, id);
        return new Task.Play(chapter);
    }

    public abstract record Task
    {
        private Task() { }

        public sealed record Nothing : Task;

        public sealed record StartOver : Task;

        public sealed record Play(Chapter Chapter) : Task;
    }
}
