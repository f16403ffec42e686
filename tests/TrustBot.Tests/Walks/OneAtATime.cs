namespace TrustBot.Tests.Walks;

/// <summary>Walks in the browser and programs that are killed: one after the other, and beside nothing else.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneAtATime
{
    public const string Name = "one at a time";
}
