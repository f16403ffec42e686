using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TrustBot.Core.Pairs;

namespace TrustBot.Sandbox;

/// <summary>Tells every open page what to fetch anew. It carries ids only; what is new, the page asks for.</summary>
public sealed class SandboxEvents
{
    private readonly ConcurrentDictionary<Guid, Channel<SseItem<string>>> pages = new();

    public void PersonChanged(PersonId person) => Publish("person", person.Value);

    /// <param name="pane">Which pane shows somebody else now.</param>
    public void PaneChanged(string pane) => Publish("pane", pane);

    public void ClockChanged() => Publish("clock", "");

    /// <summary>What the coordinator sees may have changed.</summary>
    public void ConsoleChanged() => Publish("console", "");

    /// <summary>Somebody did something: what comes next, what the coordinator sees and where the guide stands may all have changed.</summary>
    public void StoryChanged()
    {
        ConsoleChanged();
        ClockChanged();
        FrameChanged();
    }

    /// <summary>The guide or the network was set in another window.</summary>
    public void FrameChanged() => Publish("frame", "");

    /// <summary>Begins with <c>hello</c>, upon which a page that was away fetches everything, or itself when the story is another one.</summary>
    public async IAsyncEnumerable<SseItem<string>> ListenAsync(string story, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var id = Guid.NewGuid();
        var page = Channel.CreateUnbounded<SseItem<string>>();
        pages[id] = page;
        try
        {
            yield return new SseItem<string>(story, "hello") { ReconnectionInterval = TimeSpan.FromSeconds(1) };
            while (await WaitAsync(page.Reader, cancellation))
                while (page.Reader.TryRead(out var item))
                    yield return item;
        }
        finally
        {
            pages.TryRemove(id, out _);
        }
    }

    private static async ValueTask<bool> WaitAsync(ChannelReader<SseItem<string>> reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.WaitToReadAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Publish(string type, string data)
    {
        foreach (var page in pages.Values)
            page.Writer.TryWrite(new SseItem<string>(data, type));
    }
}
