using System.Text.Json;
using FsCheck.Xunit;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Tests.Transcripts;

namespace TrustBot.Tests.Core.Machine;

/// <summary>What people read of their own data, after any life: all of it, and never as a form names it.</summary>
public sealed class PlainDataTests
{
    [Property(MaxTest = 100)]
    public void Every_answer_stands_under_what_was_asked_and_none_under_its_fields_name(Act[] acts, bool signed)
    {
        var life = new Life(begins: signed ? 3 : 1);
        foreach (var act in acts)
            life.Do(act);

        Check(life.World);
    }

    [Fact]
    public void Kickoff_introduction_goals_notes_and_pulse_read_as_sentences()
    {
        var world = new Life(begins: 3).World;
        foreach (var action in (string[])["introduction.open.v1", "goals.add.v1", "reflection.write.v1"])
            Fill(world, world.Press(Life.Bo, Life.Pair, action).Form!);
        world.MoveTo(world.Now + NodaTime.Duration.FromDays(33));
        Fill(world, world.Press(Life.Bo, Life.Pair, "pulse.answer.v1").Form!);

        Check(world);
        var lines = Read(world, Life.Bo).Parts.OfType<FormPart.Lines>().SelectMany(part => part.Items).Select(line => $"{line.Label}: {line.Text.Reveal()}").ToList();
        Assert.Contains("How often: Twice a month", lines);
        Assert.Contains("Goal: Run a handover alone", lines);
        Assert.Contains("How you like to learn: By doing it once with someone beside me", lines);
    }

    private static void Fill(World world, Form form) => world.Submit(Life.Bo, form, World.Fields(form).ToDictionary(
        field => field.Name, field => field is Field.Choice choice ? choice.Options[0].Value : field is Field.Date or Field.Tick ? "" : field.Example ?? "words"));

    private static void Check(World world)
    {
        foreach (var person in ((PersonId[])[Life.Ana, Life.Bo]).Where(person => !world.People[person].IsForgotten))
        {
            var form = Read(world, person);
            var rows = world.WordsOf(Life.Pair).Where(row => Export.Includes(row.Id, person) && !row.Words.IsEmpty).ToList();
            var fields = rows.Where(row => row.Words.Reveal().StartsWith('{')).SelectMany(row => JsonDocument.Parse(row.Words.Reveal()).RootElement.EnumerateObject().Select(field => field.Name)).ToList();
            var shown = form.Parts.OfType<FormPart.Lines>().SelectMany(part => part.Items).ToList();

            Assert.All(shown, line => Assert.DoesNotMatch("^([0-9]+|talk|[0-9]{4}-[0-9]{2}-[0-9]{2})?$", line.Text.Reveal()));
            Assert.DoesNotContain(shown, line => fields.Contains(line.Label));
            Assert.DoesNotContain(form.Parts.OfType<FormPart.Wrote>(), part => fields.Exists(field => part.Words.Reveal().Contains($"{field}:", StringComparison.Ordinal)));
            if (form.Parts.Length >= 60)
                continue;
            Assert.Equal(fields.Count, shown.Count);
            Assert.Equal(rows.Count(row => !row.Words.Reveal().StartsWith('{')), form.Parts.OfType<FormPart.Wrote>().Count());
        }
    }

    private static Form Read(World world, PersonId person) => world.Press(person, null, PeopleActions.ReadData.Value).Form!;
}
