using System.Security.Cryptography;

namespace TrustBot.Pairs;

/// <summary>Random ids: lower-case hex, so that they fit into every key and every platform's field.</summary>
public sealed class IdMinter
{
    private readonly Func<int, byte[]> random;

    public IdMinter() : this(RandomNumberGenerator.GetBytes) { }

    /// <param name="random">For the simulator, whose seed makes every run repeatable.</param>
    internal IdMinter(Func<int, byte[]> random) => this.random = random;

    public string Mint() => Convert.ToHexStringLower(random(12));
}

/// <summary>This process among those that share the store.</summary>
/// <param name="Alone">The store admits one process, so nothing that another may be in the middle of needs waiting for.</param>
public sealed record Instance(string Id, bool Alone);
