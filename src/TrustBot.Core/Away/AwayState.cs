using NodaTime;
using TrustBot.Core.Pairs;

namespace TrustBot.Core.Away;

/// <summary>What became of one member's being out of reach, for the pair.</summary>
public abstract record AwayStage
{
    private AwayStage() { }

    /// <summary>They can be reached, or have not been out of reach for long.</summary>
    public sealed record None : AwayStage;

    /// <summary>The other was told. Until they are back the pair is on hold.</summary>
    /// <param name="Since">Story time at which they were lost: names the absence, so that each is told of once.</param>
    public sealed record Told(Instant Since) : AwayStage;
}

public sealed record AwayState(AwayStage Mentor, AwayStage Mentee)
{
    public static readonly AwayState None = new(new AwayStage.None(), new AwayStage.None());

    /// <summary>Whether questions of the rhythm rest for both, because one of them can't be asked.</summary>
    public bool Holds => Mentor is AwayStage.Told || Mentee is AwayStage.Told;

    public AwayStage Of(Role role) => role == Role.Mentor ? Mentor : Mentee;

    public AwayState With(Role role, AwayStage stage) => role == Role.Mentor ? this with { Mentor = stage } : this with { Mentee = stage };
}
