using System.Collections.Immutable;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;

namespace TrustBot.Tests.Transcripts;

/// <summary>A platform that must know before a press whether it opens a window is told the truth in every story.</summary>
public sealed class OpeningTests
{
    private static readonly Lazy<ImmutableHashSet<(ActionId Action, bool Opened)>> Presses =
        new(() => [.. ChatFile.Names.SelectMany(name => ChatFile.Of(name).Play().Story.Buttons)]);

    [Fact]
    public void Only_a_button_that_says_so_opens_a_window() =>
        Assert.DoesNotContain(Presses.Value, press => press.Opened && !Openings.Opens(press.Action));

    [Fact]
    public void A_button_that_says_so_does_open_one_in_some_story() =>
        Assert.Equal(Presses.Value.Select(press => press.Action).Where(Openings.Opens).Distinct().Count(), Presses.Value.Count(press => press.Opened));
}
