using TrustBot.Core.Import;

namespace TrustBot.Tests.Core.Import;

public class CsvSafeTests
{
    [Theory]
    [InlineData("spring", "spring")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(" x", "\" x\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@x", "\"'@x\"")]
    [InlineData("  =1", "\"'  =1\"")]
    [InlineData("\t1", "\"'\t1\"")]
    [InlineData("\r1", "\"'\r1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("\0=1", "\"'\0=1\"")]
    [InlineData("\uFF1D1", "\"'\uFF1D1\"")]
    [InlineData("\uFF0B1", "\"'\uFF0B1\"")]
    [InlineData("\uFF0D1", "\"'\uFF0D1\"")]
    [InlineData("\uFF201", "\"'\uFF201\"")]
    [InlineData("\u3000=1", "\"'\u3000=1\"")]
    public void No_cell_starts_a_formula(string text, string cell) => Assert.Equal(cell, CsvSafe.Cell(text));

    [Fact]
    public void A_row_ends_as_the_standard_says() => Assert.Equal("a,\"b,c\",\"'=d\"\r\n", CsvSafe.Row(["a", "b,c", "=d"]));
}
