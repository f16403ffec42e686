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

/// <summary>A short name that a coordinator chose, in lower case, such as <c>spring</c>.</summary>
public readonly record struct ProgrammeId(string Value)
{
    public override string ToString() => Value;
}
