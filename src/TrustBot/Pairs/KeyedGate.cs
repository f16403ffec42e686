namespace TrustBot.Pairs;

/// <summary>One at a time per subject within this process, so that people don't race into the ETag, which is there for other nodes.</summary>
public sealed class KeyedGate
{
    private readonly Dictionary<Subject, Entry> entries = [];

    /// <returns>Held until disposed. Completes synchronously when nobody is inside.</returns>
    public async ValueTask<IDisposable> EnterAsync(Subject subject, CancellationToken cancellation)
    {
        Entry entry;
        lock (entries)
        {
            if (!entries.TryGetValue(subject, out entry!))
                entries[subject] = entry = new Entry();
            entry.Users++;
        }
        try
        {
            await entry.Door.WaitAsync(cancellation);
        }
        catch
        {
            Leave(subject, entry);
            throw;
        }
        return new Pass(this, subject, entry);
    }

    private void Leave(Subject subject, Entry entry)
    {
        lock (entries)
        {
            if (--entry.Users == 0)
                entries.Remove(subject);
        }
    }

    private sealed class Entry
    {
        public SemaphoreSlim Door { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Pass(KeyedGate gate, Subject subject, Entry entry) : IDisposable
    {
        private bool left;

        public void Dispose()
        {
            if (left)
                return;
            left = true;
            entry.Door.Release();
            gate.Leave(subject, entry);
        }
    }
}
