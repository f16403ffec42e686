using System.Globalization;
using NodaTime;

namespace TrustBot.Simulation;

/// <summary>What happened, as one number that two runs of a seed must agree on, and the last of it in words.</summary>
public sealed class EventLog(VirtualTime time, TextWriter? trace)
{
    private const int Kept = 40;
    private readonly (Instant At, string What, string About, string More)[] last = new (Instant, string, string, string)[Kept];
    private ulong hash = 0xcbf29ce484222325;

    public long Count { get; private set; }

    public string Hash => hash.ToString("x16", CultureInfo.InvariantCulture);

    public void Add(string what, string about, string more = "")
    {
        Mix((ulong)time.Now.ToUnixTimeTicks());
        Mix(what);
        Mix(about);
        Mix(more);
        last[Count++ % Kept] = (time.Now, what, about, more);
        trace?.WriteLine(Line(time.Now, what, about, more));
    }

    public IEnumerable<string> Last()
    {
        for (var i = Math.Max(0, Count - Kept); i < Count; i++)
        {
            var (at, what, about, more) = last[i % Kept];
            yield return Line(at, what, about, more);
        }
    }

    private static string Line(Instant at, string what, string about, string more) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.ToDateTimeOffset():yyyy-MM-dd HH:mm:ss.fff} {what,-16} {about} {more}");

    private void Mix(string text)
    {
        foreach (var c in text)
            hash = (hash ^ c) * 0x100000001b3;
        hash = (hash ^ 0xffff) * 0x100000001b3;
    }

    private void Mix(ulong number)
    {
        hash = (hash ^ (number & 0xffffffff)) * 0x100000001b3;
        hash = (hash ^ (number >> 32)) * 0x100000001b3;
    }
}
