using System.Text;
using TrustBot.Core.Import;

namespace TrustBot.Tests.Core.Import;

public class CsvTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1|a|b 2|1|2")]
    [InlineData("a;b\r\n1;2,5\r\n", "1|a|b 2|1|2,5")]
    [InlineData("a\tb\r1\t2\r", "1|a|b 2|1|2")]
    [InlineData("a,b\n1,2", "1|a|b 2|1|2")]
    [InlineData("\uFEFFa,b\n1,2", "1|a|b 2|1|2")]
    [InlineData("sep=;\r\na;b\r\n1;2", "2|a|b 3|1|2")]
    [InlineData("\"a;a;a\",b\n1,2", "1|a;a;a|b 2|1|2")]
    [InlineData("a,b\n\n,\n  , \n1,2", "1|a|b 5|1|2")]
    [InlineData("a,b\n\"say \"\"hi\"\"\",2\n", "1|a|b 2|say~\"hi\"|2")]
    [InlineData("a,b\n\"x\ny\r\nz\",2\n3,4", "1|a|b 2|x\ny\r\nz|2 5|3|4")]
    [InlineData("a,b\n\"\",\"\"\n,5\n", "1|a|b 3||5")]
    [InlineData("a,b\nin\"ner,2\n", "1|a|b 2|in\"ner|2")]
    public void Reads_what_spreadsheets_write(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Csv.Read(text).Select(r => $"{r.Line}|{string.Join('|', r.Cells).Replace(' ', '~')}")));

    [Theory]
    [InlineData("a,b\n\"Ana\" Ruiz,2\n", CsvFault.TextAfterQuote, 2)]
    [InlineData("a,b\n1,2\n3,\"4\n5,6\n", CsvFault.UnclosedQuote, 3)]
    [InlineData("a,b\n\"x\ny\",\"4\n5,6\n", CsvFault.UnclosedQuote, 3)]
    [InlineData("a,b\n1,\"", CsvFault.UnclosedQuote, 2)]
    public void Tells_where_a_quote_is_broken(string text, CsvFault fault, int line)
    {
        var last = Csv.Read(text).Last();

        Assert.Equal((fault, line), (last.Fault, last.Line));
    }

    [Fact]
    public void Spaces_after_a_closing_quote_are_no_fault() =>
        Assert.All(Csv.Read("a,b\n\"1\" ,2"), r => Assert.Equal(CsvFault.None, r.Fault));

    [Fact]
    public void A_million_commas_keep_few_cells_and_the_count()
    {
        var record = Assert.Single(Csv.Read("a" + new string(',', 1_000_000)));

        Assert.Equal((Csv.MaxCells, 1_000_001, 1), (record.Cells.Length, record.Width, record.Filled));
    }

    [Fact]
    public void An_unclosed_quote_in_four_megabytes_keeps_one_cut_cell()
    {
        var record = Csv.Read("a,b\n1,\"" + new string('x', 4 * 1024 * 1024)).Last();

        Assert.Equal((CsvFault.UnclosedQuote, Csv.MaxCell + 1), (record.Fault, record.Cells[1].Length));
    }

    [Fact]
    public void Records_never_print_their_cells() =>
        Assert.DoesNotContain("secret", Csv.Read("secret,b").Single().ToString(), StringComparison.Ordinal);

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", "Jürgen"u8.ToArray() },
        { "UTF-8 with mark", [0xEF, 0xBB, 0xBF, .. "Jürgen"u8] },
        { "UTF-16 LE", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Jürgen")] },
        { "UTF-16 BE", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("Jürgen")] },
        { "Windows-1252", [0x4A, 0xFC, 0x72, 0x67, 0x65, 0x6E] },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Knows_the_encoding(string name, byte[] bytes) =>
        Assert.Equal(new CsvText.Readable("Jürgen", name == "Windows-1252"), CsvBytes.Decode(bytes));

    public static TheoryData<byte[], RowProblemKind> NoText => new()
    {
        { [], RowProblemKind.Empty },
        { [0x50, 0x4B, 3, 4, 0x61], RowProblemKind.NotText },
        { "mentor\0,mentee"u8.ToArray(), RowProblemKind.NotText },
        { Encoding.Unicode.GetBytes("mentor,mentee"), RowProblemKind.NotText },
        { [0xFF, 0xFE, 0x61], RowProblemKind.NotText },
        { [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], RowProblemKind.NotText },
    };

    [Theory]
    [MemberData(nameof(NoText))]
    public void Says_once_why_an_upload_is_no_text(byte[] bytes, RowProblemKind why)
    {
        var file = PairsCsv.Parse(bytes, ["en"]);

        Assert.Equal([new RowProblem(0, why)], file.Problems);
        Assert.True(file.Refused);
    }

    [Fact]
    public void An_upload_of_five_megabytes_is_read_and_a_byte_more_is_not()
    {
        var bytes = new byte[CsvBytes.MaxBytes + 1];
        Array.Fill(bytes, (byte)'\n');

        Assert.Equal([new RowProblem(0, RowProblemKind.Empty)], PairsCsv.Parse(bytes.AsSpan(1), ["en"]).Problems);
        Assert.Equal([new RowProblem(0, RowProblemKind.TooLarge)], PairsCsv.Parse(bytes, ["en"]).Problems);
    }

    [Fact]
    public void A_guessed_encoding_is_a_warning()
    {
        byte[] bytes = [.. "mentor,mentee,mentee_name\na@x.org,b@x.org,J"u8, 0xFC, .. "rgen\n"u8];

        var file = PairsCsv.Parse(bytes, ["en"]);

        Assert.Equal("Jürgen", Assert.Single(file.Rows).MenteeName);
        Assert.Equal(RowProblemKind.GuessedEncoding, Assert.Single(file.Warnings).Kind);
    }
}
