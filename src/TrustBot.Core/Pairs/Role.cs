namespace TrustBot.Core.Pairs;

public enum Role
{
    Mentee,
    Mentor,
}

public static class Roles
{
    public static Role Other(this Role role) => role == Role.Mentor ? Role.Mentee : Role.Mentor;
}
