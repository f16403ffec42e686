using TrustBot.Sandbox;
using TrustBot.Sandbox.Chapters;

namespace TrustBot.Tests.Sandbox;

public sealed class BookmarkTests : IDisposable
{
    private readonly string directory = SandboxHost.NewDirectory();
    private SandboxStore store;

    public BookmarkTests() => store = new SandboxStore(directory);

    private Bookmark Mark => new(directory, store);

    [Fact]
    public void A_chapter_is_played_into_an_empty_story_once()
    {
        Mark.Put(Story.SigningDay);

        Assert.Equal(Story.SigningDay, Assert.IsType<Bookmark.Task.Play>(Mark.Open(isEmpty: true)).Chapter.Id);
        Mark.Remove();
        Assert.IsType<Bookmark.Task.Nothing>(Mark.Open(isEmpty: false));
    }

    [Fact]
    public void A_kill_before_anything_was_deleted_leaves_the_old_story()
    {
        Mark.Put(Story.SigningDay);

        Assert.IsType<Bookmark.Task.Nothing>(Mark.Open(isEmpty: false));
        Assert.IsType<Bookmark.Task.Nothing>(Mark.Open(isEmpty: true));
    }

    [Fact]
    public void A_kill_half_way_begins_it_anew_and_a_second_one_starts_clean()
    {
        Mark.Put(Story.SigningDay);
        Assert.IsType<Bookmark.Task.Play>(Mark.Open(isEmpty: true));

        Assert.IsType<Bookmark.Task.StartOver>(Mark.Open(isEmpty: false));
        StartOver();
        Assert.IsType<Bookmark.Task.Play>(Mark.Open(isEmpty: true));

        Assert.IsType<Bookmark.Task.StartOver>(Mark.Open(isEmpty: false));
        StartOver();
        Assert.IsType<Bookmark.Task.Nothing>(Mark.Open(isEmpty: true));
    }

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    /// <summary>What the next start does with the chats; the bookmark lies beside them.</summary>
    private void StartOver()
    {
        store.Dispose();
        foreach (var file in Directory.GetFiles(directory, "sandbox.db*"))
            File.Delete(file);
        store = new SandboxStore(directory);
    }
}
