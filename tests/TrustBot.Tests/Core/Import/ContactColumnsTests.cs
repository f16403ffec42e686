using TrustBot.Core.Import;
using TrustBot.Core.Programmes;

namespace TrustBot.Tests.Core.Import;

public sealed class ContactColumnsTests
{
    private const string Header = "mentor,mentee,contact_mail,contact_name,contact_job,contact_outside,contact_backup_mail,contact_backup_name,contact_backup_job\r\n";

    [Fact]
    public void A_row_names_a_contact_and_a_backup()
    {
        var file = Parse(1, "noor@example.org,Noor Haddad,staff counsellor,,sam@example.org,Sam Oyelaran,occupational health");

        Assert.Empty(file.Problems);
        Assert.Equal(["Noor Haddad, staff counsellor, True", "Sam Oyelaran, occupational health, True"], file.Contacts.Select(contact => $"{contact.Name}, {contact.Job}, {contact.Outside}"));
    }

    [Fact]
    public void Columns_and_cells_may_be_missing()
    {
        Assert.Empty(Parse(1, ",,,,,,").Problems);
        Assert.Empty(Parse(1, ",,,,,,").Contacts);
        Assert.Empty(PairsCsv.Parse("mentor,mentee\r\na@example.org,b@example.org\r\n", ["en"]).Contacts);
    }

    [Theory]
    [InlineData("nobody,Noor,counsellor,,,,", RowProblemKind.BadMail, PairColumn.ContactMail)]
    [InlineData(",Noor,counsellor,,,,", RowProblemKind.ContactIncomplete, PairColumn.ContactMail)]
    [InlineData("noor@example.org,,counsellor,,,,", RowProblemKind.ContactIncomplete, PairColumn.ContactName)]
    [InlineData("noor@example.org,Noor,,,,,", RowProblemKind.ContactIncomplete, PairColumn.ContactJob)]
    [InlineData("noor@example.org,Noor,counsellor,perhaps,,,", RowProblemKind.NotYesOrNo, PairColumn.ContactOutside)]
    [InlineData("M0@example.org,Ana,mentor,,,,", RowProblemKind.ContactInPair, PairColumn.ContactMail)]
    [InlineData("noor@example.org,Noor,counsellor,,noor@example.org,Noor,counsellor", RowProblemKind.ContactTwice, PairColumn.BackupMail)]
    [InlineData(",,,,sam@example.org,,health", RowProblemKind.ContactIncomplete, PairColumn.BackupName)]
    [InlineData("=noor@example.org,Noor,counsellor,,,,", RowProblemKind.FormulaLike, PairColumn.ContactMail)]
    public void A_row_whose_contact_is_not_right_is_left_out_with_the_reason(string cells, RowProblemKind kind, PairColumn column)
    {
        var file = Parse(1, cells);

        Assert.Equal(new RowProblem(2, kind, column), Assert.Single(file.Errors));
        Assert.Empty(file.Rows);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("Yes", true)]
    [InlineData("ja", true)]
    [InlineData("no", false)]
    [InlineData("Nein", false)]
    public void Whoever_is_not_said_to_be_of_the_team_is_outside_it(string cell, bool outside) =>
        Assert.Equal(outside, Assert.Single(Parse(1, $"noor@example.org,Noor,counsellor,{cell},,,").Contacts).Outside);

    [Fact]
    public void One_person_in_many_rows_is_one_contact_and_what_was_said_first_counts()
    {
        var same = Parse(3, "noor@example.org,Noor,counsellor,,,,");
        var other = PairsCsv.Parse(Header + Row(0, "noor@example.org,Noor,counsellor,,,,") + Row(1, "noor@example.org,Noor Haddad,counsellor,,,,"), ["en"]);

        Assert.Empty(same.Problems);
        Assert.Single(same.Contacts);
        Assert.Equal(new RowProblem(3, RowProblemKind.ContactDiffers, PairColumn.ContactMail, 2), Assert.Single(other.Warnings));
        Assert.Equal("Noor", Assert.Single(other.Contacts).Name);
    }

    [Fact]
    public void A_file_names_no_more_contacts_than_a_programme_has_room_for()
    {
        var rows = Enumerable.Range(0, 8).Select(i => Row(i, $"c{i}@example.org,C{i},counsellor,,,,"));

        var file = PairsCsv.Parse(Header + string.Concat(rows), ["en"]);

        Assert.Equal(Programme.MostContacts, file.Contacts.Length);
        Assert.Equal([8, 9], file.Errors.Where(problem => problem.Kind == RowProblemKind.TooManyContacts).Select(problem => problem.Line));
    }

    [Fact]
    public void The_template_and_the_sample_name_contacts_and_are_read_without_a_doubt_about_them()
    {
        Assert.Equal(2, PairsCsv.Parse(PairsCsv.Template, ["en"]).Contacts.Length);
        Assert.Single(PairsCsv.Parse(PairsCsv.Sample, ["en", "de"]).Contacts);
        Assert.Empty(PairsCsv.Parse(PairsCsv.Template, ["en"]).Problems);
    }

    private static PairsFile Parse(int rows, string cells) => PairsCsv.Parse(Header + string.Concat(Enumerable.Range(0, rows).Select(i => Row(i, cells))), ["en"]);

    private static string Row(int i, string cells) => $"m{i}@example.org,e{i}@example.org,{cells}\r\n";
}
