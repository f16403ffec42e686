using Microsoft.Extensions.Logging;
using TrustBot.Delivery;
using TrustBot.Simulation;
using TrustBot.Storage;
using TrustBot.Tests.Teams;

namespace TrustBot.Tests.Delivery;

/// <summary>Sealed notes in a table of their own, by whichever key, and what is logged about them.</summary>
internal sealed class NoteBook : IDisposable
{
    public static readonly byte[] Lost = KeyOf(1);
    public static readonly byte[] Old = KeyOf(2);
    public static readonly byte[] New = KeyOf(3);

    private readonly WrittenLog log = new();
    private readonly ILoggerFactory loggers;

    public NoteBook() => loggers = LoggerFactory.Create(builder => builder.AddProvider(log));

    public MemoryTable Table { get; } = new();

    public string Logged => log.Text;

    /// <param name="before">What notes were sealed with before this key.</param>
    public SealedNotes With(byte[] key, byte[]? before = null) => new(Table, new Sealer(key, before), loggers.CreateLogger<SealedNotes>());

    public void Dispose() => loggers.Dispose();

    private static byte[] KeyOf(byte all) => [.. Enumerable.Repeat(all, Sealer.KeyBytes)];
}
