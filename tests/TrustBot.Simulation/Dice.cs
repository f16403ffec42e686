using NodaTime;

namespace TrustBot.Simulation;

/// <summary>SplitMix64: the same seed gives the same throws on every machine and version.</summary>
public sealed class Dice(ulong seed)
{
    private ulong state = seed;

    public ulong Throw()
    {
        var z = state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    /// <summary>Dice of their own, so that more throws here change nothing there.</summary>
    public Dice Split() => new(Throw());

    public int Below(int limit) => (int)(Throw() % (ulong)limit);

    public bool Chance(double share) => (Throw() >> 11) * (1.0 / (1UL << 53)) < share;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    public Duration Between(Duration least, Duration most) =>
        least + Duration.FromNanoseconds((long)(Throw() % (ulong)Math.Max(1, (most - least).ToInt64Nanoseconds())));

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
            bytes[i] = (byte)Throw();
        return bytes;
    }
}
