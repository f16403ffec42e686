using TrustBot.Core.Texts;

namespace TrustBot.Teams.Cards;

/// <summary>What a card says around a message, in its reader's language.</summary>
internal sealed record CardTexts(Language Language, string WhoSeesThis, string More, string MoreThanFits, string Sent, string Closed)
{
    private static readonly CardTexts English = new(
        Language.English, "Who sees this:", "More", "There is more than fits here: the download under “My data” holds all of it.", "Sent.", "Closed. Nothing was sent.");

    private static readonly CardTexts German = new(
        Language.German, "Wer das sieht:", "Mehr", "Es ist mehr, als hier Platz hat: Der Download unter „Meine Daten“ enthält alles.", "Gesendet.", "Geschlossen. Nichts wurde gesendet.");

    public static CardTexts In(Language language) => language == Language.German ? German : English;
}
