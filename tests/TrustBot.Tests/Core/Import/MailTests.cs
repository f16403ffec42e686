using TrustBot.Core.Import;

namespace TrustBot.Tests.Core.Import;

public class MailTests
{
    [Theory]
    [InlineData("ana@example.org", "ana@example.org")]
    [InlineData("  Ana.Ruiz+m@Example.ORG ", "ana.ruiz+m@example.org")]
    [InlineData("\uFF41na@example.org", "ana@example.org")]
    [InlineData("jürgen@müller.example", "jürgen@müller.example")]
    [InlineData("o'neil@x.co.uk", "o'neil@x.co.uk")]
    public void Has_one_spelling(string text, string value) => Assert.Equal(value, Mail.Parse(text)?.Value);

    [Theory]
    [InlineData("")]
    [InlineData("ana")]
    [InlineData("@x.org")]
    [InlineData("ana@")]
    [InlineData("ana@x")]
    [InlineData("ana@@x.org")]
    [InlineData("ana@x@y.org")]
    [InlineData("ana@x..org")]
    [InlineData(".ana@x.org")]
    [InlineData("ana@-x.org")]
    [InlineData("ana@10.0.0.1")]
    [InlineData("ana ruiz@x.org")]
    [InlineData("Ana <ana@x.org>")]
    [InlineData("ana@x.org,bo@x.org")]
    [InlineData("ana@x.org;")]
    [InlineData("=ana@x.org")]
    [InlineData("-ana@x.org")]
    [InlineData("ana\uD800@x.org\uFFFE ?")]
    public void Refuses_what_is_no_address(string text) => Assert.Null(Mail.Parse(text));

    [Fact]
    public void Is_the_same_in_any_case() => Assert.Equal(Mail.Parse("ANA@x.org"), Mail.Parse("ana@X.ORG"));
}
