using TrustBot.Storage;

namespace TrustBot.Simulation;

public static class Simulator
{
    /// <summary>Lives one seed to its end, or to the first broken law.</summary>
    public static Report Run(Settings settings) => World.Run(settings);

    /// <summary>Tells the story of one pair with a fault at the write of this number, and at those right after it.</summary>
    /// <param name="inARow">How many writes fail; 0 for none.</param>
    /// <returns>What everybody sees and what is kept in the end, and how many writes it took.</returns>
    public static (string End, int Writes) Tell(WriteFault fault, int at, int inARow) => new Story(fault, at, inARow).Tell();
}
