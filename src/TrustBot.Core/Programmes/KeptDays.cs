namespace TrustBot.Core.Programmes;

/// <summary>How long a programme keeps what, in days.</summary>
/// <param name="Texts">What a pair wrote, after its end.</param>
/// <param name="Agreement">The signed agreement, after the end; never shorter than <paramref name="Texts"/>.</param>
/// <param name="Cases">A message to a contact, after it was closed or nothing was done about it any more.</param>
public sealed record KeptDays(int Texts, int Agreement, int Cases)
{
    /// <summary>Time to read what is said of an end, and to copy out one's notes.</summary>
    public const int FewestTexts = 7;
    public const int MostTexts = 365;
    public const int MostAgreement = 1825;

    /// <summary>Longer than it takes until nobody is asked to look any more, and a week for the warning.</summary>
    public const int FewestCases = 21;
    public const int MostCases = 730;

    public static KeptDays Of(Programme programme) => new(programme.TextDays, programme.AgreementDays, programme.CaseDays);

    public Programme In(Programme programme) => programme with { TextDays = Texts, AgreementDays = Agreement, CaseDays = Cases };
}
