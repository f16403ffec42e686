namespace TrustBot.Core.Pairs;

/// <summary>Opaque: a keyed hash of programme, mentor and mentee, so that importing the same pair again finds the same partition.</summary>
public readonly record struct PairId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Opaque and random; the mail address it was made for is found only through a keyed hash in the directory.</summary>
public readonly record struct PersonId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A channel of the chat platform that many people read, by the name that they know it under, such as <c>#wins</c>.</summary>
public readonly record struct ChannelId(string Value)
{
    /// <summary>In characters, the <c>#</c> among them: a button has to hold it.</summary>
    public const int Longest = 15;

    public override string ToString() => Value;
}

/// <summary>A short name that a coordinator chose, in lower case, such as <c>spring</c>.</summary>
public readonly record struct ProgrammeId(string Value)
{
    public override string ToString() => Value;
}
