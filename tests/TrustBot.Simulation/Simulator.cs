using TrustBot.Storage;

namespace TrustBot.Simulation;

public static class Simulator
{
    /// <summary>Lives one seed to its end, or to the first broken law.</summary>
    public static Report Run(Settings settings) => World.Run(settings);

    /// <summary>Tells the story of one pair with one fault, at the write of this number; 0 for none.</summary>
    /// <returns>What everybody sees and what is kept in the end, and how many writes it took.</returns>
    public static (string End, int Writes) Tell(WriteFault fault, int at) => new Story(fault, at).Tell();
}
