using System.Collections.Immutable;

namespace TrustBot.Core.Pairs;

public enum Role
{
    Mentee,
    Mentor,
}

public static class Roles
{
    /// <summary>The mentor first, who goes first wherever an order can be felt.</summary>
    public static readonly ImmutableArray<Role> Both = [Role.Mentor, Role.Mentee];

    public static Role Other(this Role role) => role == Role.Mentor ? Role.Mentee : Role.Mentor;
}
