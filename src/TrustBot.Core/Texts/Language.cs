namespace TrustBot.Core.Texts;

public enum Language
{
    English,
    German,
}
