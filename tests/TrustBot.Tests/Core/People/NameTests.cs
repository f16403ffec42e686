using System.Collections.Immutable;
using System.Globalization;
using FsCheck.Xunit;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;

namespace TrustBot.Tests.Core.People;

public sealed class NameTests
{
    private static readonly Person Bo = new() { Id = new PersonId("bo"), Name = "Bo Lind", Language = Language.English, Hours = WorkingHours.UsualIn("Europe/Berlin") };

    [Theory]
    [InlineData("Robin Lind", "Robin Lind")]
    [InlineData("  Robin \u00a0 Lind ", "Robin Lind")]
    [InlineData("Zoe\u0308", "Zoe\u0308")]
    [InlineData("\u0645\u06cc\u200c\u0631\u0648\u0645", "\u0645\u06cc\u200c\u0631\u0648\u0645")]
    public void A_name_is_kept_as_it_is_written(string typed, string kept) => Assert.Equal(kept, Rename(typed).Person.Name);

    [Theory]
    [InlineData("")]
    [InlineData(" \u3000 ")]
    [InlineData("\u3164")]
    [InlineData("Bo\nLind")]
    [InlineData("Bo\u2028Lind")]
    [InlineData("Bo\tLind")]
    [InlineData("Bo\0")]
    [InlineData("Bo\u202edniL")]
    [InlineData("\u2066Bo\u2069")]
    [InlineData("Bo\u200b")]
    public void What_is_no_name_in_one_line_is_refused_and_nothing_changes(string typed)
    {
        var decision = Rename(typed);

        Assert.IsType<FormReply.Errors>(decision.Reply);
        Assert.Same(Bo, decision.Person);
    }

    [Fact]
    public void Letters_are_counted_as_a_reader_counts_them()
    {
        Assert.IsType<FormReply.Close>(Rename(string.Concat(Enumerable.Repeat("o\u0308", 60))).Reply);
        Assert.IsType<FormReply.Errors>(Rename(new string('o', 61)).Reply);
        Assert.IsType<FormReply.Errors>(Rename("o" + new string('\u0308', 1000)).Reply);
    }

    [Property(MaxTest = 500)]
    public void Whatever_is_typed_a_name_stays_one_short_line_that_shows(string? typed)
    {
        var name = Rename(typed ?? "").Person.Name;

        Assert.InRange(new StringInfo(name).LengthInTextElements, 1, 60);
        Assert.All(name, c => Assert.NotEqual(UnicodeCategory.Control, char.GetUnicodeCategory(c)));
        Assert.Equal(name.Trim(), name);
    }

    private static PersonDecision Rename(string typed) => PersonMachine.Decide(
        new PersonView(Bo, [], new House("the tests", null, StoreKind.Embedded)),
        new PersonInput.Submitted(PeopleActions.NameForm, null, new FormAnswers(ImmutableDictionary<string, Words>.Empty.Add("name", new Words(typed))), "n"),
        Instant.FromUtc(2026, 6, 1, 9, 0));
}
