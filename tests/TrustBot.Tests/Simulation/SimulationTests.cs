using TrustBot.Simulation;

namespace TrustBot.Tests.Simulated;

/// <summary>The simulator holds the program to its laws, and itself to finding what breaks them. The long run is a program of its own.</summary>
public sealed class SimulationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_year_of_six_pairs_breaks_no_law(ulong seed)
    {
        var report = Simulator.Run(new Settings(seed, Pairs: 6, Years: 1));
        Assert.True(report.Failure is null, $"{report.Failure}\n{string.Join('\n', report.LastEvents)}");
        Assert.True(report.Counts["slots"] > 0, "Nobody was asked anything.");
    }

    [Fact]
    public void A_seed_lives_the_same_year_again()
    {
        var settings = new Settings(3, Pairs: 4, Years: 0.5);
        Assert.Equal(Simulator.Run(settings).Hash, Simulator.Run(settings).Hash);
    }

    [Theory]
    [InlineData(Variant.SendThenSave)]
    [InlineData(Variant.BlindResend)]
    public void A_delivery_known_to_be_bad_is_caught_within_twenty_seeds(Variant variant)
    {
        var caught = Enumerable.Range(1, 20).Select(seed => Simulator.Run(new Settings((ulong)seed, Pairs: 6, Years: 1, variant))).FirstOrDefault(report => report.Failure is not null);
        Assert.StartsWith("I2", caught?.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_law_breaks_at_the_least_that_it_forbids_and_holds_beside_it()
    {
        foreach (var name in Trials.Names)
        {
            Assert.True(Trials.Run(name, bad: true) is not null, $"Nothing noticed {name}.");
            Assert.Null(Trials.Run(name, bad: false));
        }
    }
}
