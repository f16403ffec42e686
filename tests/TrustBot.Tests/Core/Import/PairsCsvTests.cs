using System.Collections.Immutable;
using System.Text;
using TrustBot.Core.Import;

namespace TrustBot.Tests.Core.Import;

public class PairsCsvTests
{
    private static readonly string[] Spoken = ["en", "de"];

    private const string Header = "mentor,mentee,mentor_name,reason,language,mentor_zone,cohort\n";
    private const string Good = "ana@x.org,bo@x.org,Ana,because,en,Europe/Madrid,spring\n";

    /// <summary>The file after the usual header; then its problems as kind@line:column=number.</summary>
    [Theory]
    [InlineData("ana@x.org,bo@x.org,Ana\" A,,,,\n", "")]
    [InlineData("ana@x.org,bo@x.org,\"Ana\" A,,,,\n", "BrokenQuote@2")]
    [InlineData(Good + "cy@x.org,\"bo@x.org,,,,,\ndi@x.org,ed@x.org,,,,,\n", "UnclosedQuote@3")]
    [InlineData("ana@x.org,bo@x.org,Ana,because, she can,en,Europe/Madrid,spring\n", "TooManyCells@2=7")]
    [InlineData("ana@x.org,bo@x.org,Ana,because,en,Europe/Madrid,spring,,,\n", "")]
    [InlineData("ana@x.org\n", "TooFewCells@2:Mentee=7")]
    [InlineData("ana@x.org,bo@x.org,Ana\n", "TooFewCells@2=7")]
    [InlineData(",bo@x.org,,,,,\n", "MissingMail@2:Mentor")]
    [InlineData("ana@x.org, ,,,,,\n", "MissingMail@2:Mentee")]
    [InlineData("ana.x.org,bo@x,,,,,\n", "BadMail@2:Mentor BadMail@2:Mentee")]
    [InlineData("Ana@X.org,\uFF41na@x.ORG ,,,,,\n", "SelfPair@2")]
    [InlineData(Good + "cy@x.org,bo@x.org,,,,,\nANA@x.org, bo@x.org,,,,,\n", "DuplicateRow@4=2")]
    [InlineData(Good + "\nbo@x.org,ana@x.org,,,,,\n", "SwappedRoles@4=2")]
    [InlineData("ana@x.org,bo@x.org,Ana,,xx,,\nana@x.org,bo@x.org,,,,,\n", "UnknownLanguage@2:Language")]
    [InlineData("ana@x.org,bo@x.org,,,klingon,Europe/Nowhere,\n", "UnknownLanguage@2:Language UnknownZone@2:MentorZone")]
    [InlineData("ana@x.org,bo@x.org,,,,UTC+5,\n", "UnknownZone@2:MentorZone")]
    [InlineData("ana@x.org,bo@x.org,=1+1,+x,,,@y\n", "FormulaLike@2:MentorName FormulaLike@2:Reason FormulaLike@2:Cohort")]
    [InlineData("ana@x.org,bo@x.org, -1,\uFF1Dx,,,\"\ty\"\n", "FormulaLike@2:MentorName FormulaLike@2:Reason FormulaLike@2:Cohort")]
    [InlineData("ana@x.org,bo@x.org,\u200B=1,\"\rx\",,,\n", "FormulaLike@2:MentorName ControlCharacters@2:MentorName FormulaLike@2:Reason")]
    [InlineData("=ana@x.org,+bo@x.org,,,,,\n", "FormulaLike@2:Mentor FormulaLike@2:Mentee")]
    [InlineData("ana@x.org,bo@x\u200B.org,A\u202Ena,,,,\n", "ControlCharacters@2:Mentee ControlCharacters@2:MentorName")]
    [InlineData("", "Empty@0")]
    [InlineData(" \n,,,\n", "Empty@0")]
    public void Each_mistake_is_told_with_its_line(string rows, string expected) => Assert.Equal(expected, Told(Parse(Header + rows)));

    [Theory]
    [InlineData("", "Empty@0")]
    [InlineData("mentee,reason\nbo@x.org,because\n", "MissingColumn@1:Mentor")]
    [InlineData("\n\nana@x.org,bo@x.org\n", "UnknownColumn@3=1 UnknownColumn@3=2 MissingColumn@3:Mentor MissingColumn@3:Mentee")]
    [InlineData("mentor,mentee,shoe size\nana@x.org,bo@x.org,38\ncy@x.org,di@x.org,39\n", "UnknownColumn@1=3")]
    [InlineData("mentor,mentee,reason,why\nana@x.org,bo@x.org,a,b\n", "RepeatedColumn@1:Reason=4")]
    [InlineData("mentor,mentor,mentee\nana@x.org,cy@x.org,bo@x.org\n", "RepeatedColumn@1:Mentor=2")]
    public void Each_mistake_in_the_header_is_told_once(string text, string expected) => Assert.Equal(expected, Told(Parse(text)));

    [Theory]
    [InlineData(2, 80, "MentorName")]
    [InlineData(3, 300, "Reason")]
    [InlineData(6, 40, "Cohort")]
    public void A_text_may_be_as_long_as_its_limit_and_no_longer(int place, int limit, string column)
    {
        Assert.Equal("", Told(Parse(Header + With(limit))));
        Assert.Equal($"TooLong@2:{column}={limit}", Told(Parse(Header + With(limit + 1))));

        string With(int length) => string.Join(',', new[] { "ana@x.org", "bo@x.org", "", "", "", "", "" }.Select((c, i) => i == place ? new string('x', length) : c));
    }

    [Fact]
    public void A_cell_of_an_unknown_column_has_a_limit_too()
    {
        var file = Parse("mentor,mentee,notes\nana@x.org,bo@x.org," + new string('x', 2_001));

        Assert.Equal("UnknownColumn@1=3 TooLong@2=2000", Told(file));
        Assert.Empty(file.Rows);
    }

    [Fact]
    public void A_mail_address_has_a_limit() =>
        Assert.Equal("TooLong@2:Mentor=254", Told(Parse(Header + new string('a', 255) + "@x.org,bo@x.org,,,,,\n")));

    [Theory]
    [InlineData(RowProblemKind.FormulaLike, PairColumn.Reason, ProblemReach.Warning)]
    [InlineData(RowProblemKind.FormulaLike, PairColumn.Mentee, ProblemReach.Row)]
    [InlineData(RowProblemKind.ControlCharacters, PairColumn.Mentee, ProblemReach.Warning)]
    [InlineData(RowProblemKind.TooFewCells, null, ProblemReach.Warning)]
    [InlineData(RowProblemKind.TooFewCells, PairColumn.Mentee, ProblemReach.Row)]
    [InlineData(RowProblemKind.UnknownColumn, null, ProblemReach.Warning)]
    [InlineData(RowProblemKind.GuessedEncoding, null, ProblemReach.Warning)]
    [InlineData(RowProblemKind.BrokenQuote, null, ProblemReach.Row)]
    [InlineData(RowProblemKind.TooLong, null, ProblemReach.Row)]
    [InlineData(RowProblemKind.UnclosedQuote, null, ProblemReach.File)]
    [InlineData(RowProblemKind.TooManyRows, null, ProblemReach.File)]
    [InlineData(RowProblemKind.MissingColumn, PairColumn.Mentor, ProblemReach.File)]
    public void A_problem_reaches_the_file_the_row_or_nothing(RowProblemKind kind, PairColumn? column, ProblemReach reach) =>
        Assert.Equal(reach, new RowProblem(2, kind, column).Reach);

    [Theory]
    [InlineData("Mentor;Mentor E-Mail;Mentee;Mentee E-Mail;Sprache;Begründung;Jahrgang")]
    [InlineData("Name der Mentor:in,E-Mail der Mentor:in,Mentee-Name,Mentee-E-Mail,Sprache,Grund,Kohorte")]
    [InlineData("MENTOR_NAME\tMENTOR_EMAIL\tMENTEE NAME\tMENTEE MAIL\tLocale\tReason for the match\tGroup")]
    [InlineData("Mentorin,Mail Mentorin,Mentee name,E-mail address of the mentee,lang,Begruendung,cohort")]
    public void Headers_may_be_English_or_German(string header)
    {
        var row = Assert.Single(Parse($"{header}\n{"Ana|ana@x.org|Bo|bo@x.org|Deutsch|weil|2026".Replace('|', header.First(",;\t".Contains))}").Rows);

        Assert.Equal(("ana@x.org", "bo@x.org", "Ana", "Bo"), (row.Mentor.Value, row.Mentee.Value, row.MentorName, row.MenteeName));
        Assert.Equal(("de", "de", "weil", "2026"), (row.MentorLanguage, row.MenteeLanguage, row.Reason, row.Cohort));
    }

    [Fact]
    public void A_language_of_ones_own_goes_before_the_shared_one()
    {
        var row = Assert.Single(Parse("mentor,mentee,language,mentee_language\na@x.org,b@x.org,en-GB,German\n").Rows);

        Assert.Equal(("en", "de"), (row.MentorLanguage, row.MenteeLanguage));
    }

    [Theory]
    [InlineData("America/New York", "America/New_York")]
    [InlineData("europe/madrid", "Europe/Madrid")]
    public void A_zone_is_kept_in_its_own_spelling(string said, string id) =>
        Assert.Equal(id, Assert.Single(Parse("mentor,mentee,mentor_zone\na@x.org,b@x.org," + said).Rows).MentorZone);

    [Theory]
    [InlineData("=HYPERLINK(1)", "=HYPERLINK(1)")]
    [InlineData("  Ana \u00A0 Ruiz ", "Ana Ruiz")]
    [InlineData("\"Ana\r\nRuiz\"", "Ana Ruiz")]
    [InlineData("A\u202Ena\u0007", "Ana")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("Kim 👩\u200D⚕️", "Kim 👩\u200D⚕️")]
    [InlineData("An\u200Da", "Ana")]
    public void A_name_is_kept_as_plain_text_on_one_line(string cell, string name) =>
        Assert.Equal(name, Assert.Single(Parse("mentor,mentee,mentor_name\na@x.org,b@x.org," + cell).Rows).MentorName);

    [Fact]
    public void The_sample_has_two_pairs_and_one_broken_mail()
    {
        var file = PairsCsv.Parse(Encoding.UTF8.GetBytes(PairsCsv.Sample), Spoken);

        Assert.Equal("BadMail@4:Mentee", Told(file));
        Assert.Equal(["Ana Ruiz, en, Europe/Madrid; Bo Lind, en, Europe/Berlin", "Jonas Weber, de, Europe/Zurich; Mira Sahin, de, Europe/Berlin"],
            file.Rows.Select(r => $"{r.MentorName}, {r.MentorLanguage}, {r.MentorZone}; {r.MenteeName}, {r.MenteeLanguage}, {r.MenteeZone}"));
        Assert.Equal("she made the move to intensive care that you plan.", file.Rows[0].Reason);
    }

    [Fact]
    public void The_template_has_no_mistake() => Assert.Equal(("", 1), (Told(Parse(PairsCsv.Template)), Parse(PairsCsv.Template).Rows.Length));

    [Theory]
    [InlineData(20_000, 20_000, "")]
    [InlineData(20_001, 0, "TooManyRows@20002=20000")]
    public void A_file_has_at_most_twenty_thousand_rows(int rows, int good, string expected)
    {
        var text = "mentor,mentee\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"a{i}@x.org,b{i}@x.org\n"));

        var file = Parse(text);

        Assert.Equal((good, expected), (file.Rows.Length, Told(file)));
    }

    [Fact]
    public void An_unclosed_quote_in_four_megabytes_refuses_the_file()
    {
        var file = Parse(Header + Good + "cy@x.org,\"" + string.Concat(Enumerable.Repeat("di@x.org,bo@x.org,,,,,\n", 180_000)));

        Assert.Equal("UnclosedQuote@3", Told(file));
        Assert.Empty(file.Rows);
    }

    [Theory]
    [InlineData("", "MissingColumn@1:Mentor MissingColumn@1:Mentee")]
    [InlineData("mentor,mentee\n", "")]
    [InlineData("mentor,mentee\na@x.org,b@x.org", "")]
    public void A_million_commas_are_answered(string before, string expected)
    {
        var told = Told(Parse(before + new string(',', 1_000_000) + "x\na@x.org,b@x.org\n"));

        Assert.Equal(before.Length == 0 ? expected : "TooManyCells@2=2", told);
    }

    [Fact]
    public void Nothing_prints_a_mail_address_or_a_name()
    {
        var file = Parse(Header + Good + "broken.x.org,bo@x.org,Ana,,,,\n");

        var printed = string.Concat(file.Rows.Select(r => $"{r}{r.Mentor}")) + string.Concat(file.Problems) + file;

        Assert.DoesNotContain("x.org", printed, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Ignored_headers_are_there_for_the_coordinator() =>
        Assert.Equal(["shoe size"], Parse("mentor,mentee,shoe\u202E size\na@x.org,b@x.org,38\n").IgnoredColumns);

    private static PairsFile Parse(string text) => PairsCsv.Parse(text, Spoken);

    private static string Told(PairsFile file) => string.Join(' ', file.Problems.Select(p =>
        $"{p.Kind}@{p.Line}{(p.Column is { } c ? $":{c}" : "")}{(p.Number is { } n ? $"={n}" : "")}"));
}
