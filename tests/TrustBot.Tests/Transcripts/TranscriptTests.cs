namespace TrustBot.Tests.Transcripts;

public sealed class TranscriptTests
{
    public static TheoryData<string> Chats => [.. ChatFile.Names];

    /// <summary>With REWRITE=1 the file is written anew: read the difference before you keep it.</summary>
    [Theory]
    [MemberData(nameof(Chats))]
    public void TrustBot_says_exactly_what_the_transcript_says(string chat)
    {
        var file = ChatFile.Of(chat);
        var played = file.Play().Text;
        if (Environment.GetEnvironmentVariable("REWRITE") == "1")
            file.Rewrite(played);
        else
            Assert.Equal(file.Text, played, ignoreLineEndingDifferences: true);
    }

    [Theory]
    [MemberData(nameof(Chats))]
    public void A_transcript_opens_with_the_sentence_that_it_proves(string chat) => Assert.EndsWith(".", ChatFile.Of(chat).Proves, StringComparison.Ordinal);
}
