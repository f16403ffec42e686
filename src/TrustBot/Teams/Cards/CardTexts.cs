using TrustBot.Core.Texts;

namespace TrustBot.Teams.Cards;

/// <summary>What a card says around a message, in its reader's language.</summary>
internal sealed record CardTexts(Language Language, string WhoSeesThis, string More, string MoreThanFits)
{
    private static readonly CardTexts English = new(
        Language.English, "Who sees this:", "More", "There is more than fits here: the download under “My data” holds all of it.");

    private static readonly CardTexts German = new(
        Language.German, "Wer das sieht:", "Mehr", "Es ist mehr, als hier Platz hat: Der Download unter „Meine Daten“ enthält alles.");

    public static CardTexts In(Language language) => language == Language.German ? German : English;
}
