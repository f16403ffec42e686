using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;

namespace TrustBot.Tests.Transcripts;

/// <summary>What the coordinator does and may see, and what a transcript may take as given.</summary>
internal sealed partial class Story
{
    private IEnumerable<string> Kim(string act)
    {
        if (Proposals.Match(act) is { Success: true } proposal)
        {
            var (mentor, mentee) = (Named(proposal.Groups[1].Value), Named(proposal.Groups[2].Value));
            world.Propose(mentor.Id, mentee.Id, proposal.Groups[3].Value);
            if (!world.Pairs.Contains(World.PairOf(mentor.Id, mentee.Id)))
                return [$"Kim < {mentor.FirstName} and {mentee.FirstName}: cannot be invited now"];
            return [Summary(PairCalled(proposal.Groups[1].Value, proposal.Groups[2].Value))];
        }
        if (act.Split(" to look after people, as ") is [var asked, var job] && asked.StartsWith("ask ", StringComparison.Ordinal))
        {
            NameContact(asked["ask ".Length..], job, outside: true, promised: null);
            return [];
        }
        if (act == "let time delete what is over")
        {
            world.SweepCases();
            return [];
        }
        if (Rhythms.Match(act) is { Success: true } rhythm)
        {
            Ask(rhythm.Groups[1].Value, rhythm.Groups[2].Value);
            return [];
        }
        if (act.Split("post wins to ") is ["", var posted])
        {
            world.Programme = world.Programme with { WinsChannel = posted == "no channel" ? null : new ChannelId(posted) };
            return [];
        }
        if (Invitations.Match(act) is not { Success: true } match)
            throw new InvalidOperationException($"Kim can't {act}.");
        var pair = PairCalled(match.Groups[2].Value, match.Groups[3].Value);
        var at = match.Groups[4].Value is { Length: > 0 } moment ? Moment(moment) : world.Now;
        if (match.Groups[1].Value == "invite")
            world.Handle(pair, new Input.Invited(at));
        else if (match.Groups[1].Value == "cancel")
            world.Handle(pair, new Input.InvitationCancelled());
        world.Run();
        return [Summary(pair)];
    }

    /// <summary>All that a coordinator can know of a pair.</summary>
    private string Summary(PairId pair)
    {
        var zone = World.Zone(world.Programme.Hours.Zone);
        var summary = PairSummary.Of(world.Pair(pair), world.Now, zone);
        var until = summary.Until is { } day ? $" until {LocalDatePattern.CreateWithInvariantCulture("d MMMM").Format(day)}" : "";
        var another = summary.WantAnother.IsEmpty ? "" : $", another for {string.Join(" and ", summary.WantAnother.Select(id => world.People[id].FirstName))}";
        return $"Kim < {world.People[summary.Mentor].FirstName} and {world.People[summary.Mentee].FirstName}: {summary.Stage}{until}{(summary.Active is { } band ? $", active: {band}" : "")}{another}";
    }

    private PairId PairCalled(string one, string other)
    {
        var (a, b) = (Named(one).Id, Named(other).Id);
        return world.Pairs.FirstOrDefault(pair => pair == World.PairOf(a, b) || pair == World.PairOf(b, a)) is { Value: not null } found
            ? found
            : throw new InvalidOperationException($"{one} and {other} are no pair.");
    }

    private void Ask(string whom, string often)
    {
        var cadence = CadenceOf(often);
        if (whom == "everyone")
        {
            world.Programme = world.Programme with { Cadence = cadence! };
            foreach (var pair in world.Pairs.ToArray())
                world.Handle(pair, new Input.ProgrammeChanged());
        }
        else if (whom.Split(" and ") is [var one, var other])
        {
            world.Handle(PairCalled(one, other), new Input.CadenceSet(cadence));
        }
        world.Run();
    }

    private static Cadence? CadenceOf(string often)
    {
        var start = new LocalDate(2026, 6, 2);
        return often switch
        {
            "like everyone" => null,
            "every week" => Cadence.Weekly(start),
            "every two weeks" => Cadence.EveryTwoWeeks(start),
            "every three weeks" => Cadence.EveryThreeWeeks(start),
            "every month" => Cadence.Monthly(start),
            "every working day" => new Cadence.EveryWorkDays(1, start),
            _ when often.Split(' ') is ["every", var weeks, "weeks"] => new Cadence.EveryWeeks(int.Parse(weeks, CultureInfo.InvariantCulture), WeekDays.Of(start.DayOfWeek), start),
            _ when often.Split(' ') is ["every", var days, "working", "days"] => new Cadence.EveryWorkDays(int.Parse(days, CultureInfo.InvariantCulture), start),
            _ => throw new InvalidOperationException($"How often is {often}?"),
        };
    }

    private void GivenFact(string fact)
    {
        if (fact.Split(" speaks ") is [var speaker, var language])
            world.Put(Named(speaker) with { Language = Enum.Parse<Language>(language) });
        else if (fact.Split(" lives in ") is [var dweller, var zone])
            world.Put(Named(dweller) with { Hours = Named(dweller).Hours with { Zone = zone } });
        else if (fact.Split(" is here too") is [var name, ""])
            Add(name);
        else if (fact.Split(" looks after people, as ") is [var contact, var job])
            NameContact(contact, job, outside: true, promised: true);
        else if (fact.Split(" of the team looks after people too, as ") is [var colleague, var post])
            NameContact(colleague, post, outside: false, promised: true);
        else if (fact.Split(" can be called in danger") is [var number, ""])
            world.Programme = world.Programme with { Emergency = number };
        else if (fact.Split(" keeps the chat") is [var keeper, ""])
            world.House = world.House with { ChatKeeper = keeper };
        else if (fact.Split("wins are posted to ") is ["", var channel])
            world.Programme = world.Programme with { WinsChannel = new ChannelId(channel) };
        else if (fact == "Azure keeps the rows")
            world.House = world.House with { Store = StoreKind.AzureTables };
        else if (fact.StartsWith("it is ", StringComparison.Ordinal))
            world.Now = Moment(fact["it is ".Length..]);
        else if (Beginnings.Match(fact) is { Success: true } beginning)
            Begin(World.PairOf(Named(beginning.Groups[1].Value).Id, Named(beginning.Groups[2].Value).Id), beginning.Groups[3].Value);
        else
            throw new InvalidOperationException($"Not understood: Given {fact}");
    }

    private void NameContact(string name, string job, bool outside, bool? promised)
    {
        if (world.People.Values.All(person => person.Name != name))
            Add(name);
        world.Name(world.People.Values.First(person => person.Name == name).Id, job, outside, promised);
    }

    private void Begin(PairId pair, string how)
    {
        world.Join(pair);
        if (how == "agreed")
            world.Agree(pair);
        else if (how == "signed")
            world.SignBoth(pair);
    }

    [GeneratedRegex(@"^propose (\p{L}+) for (\p{L}+)(?:: (.+))?$")]
    private static partial Regex Proposals { get; }

    [GeneratedRegex(@"^(invite|cancel|look at) (\p{L}+) and (\p{L}+)(?: on (.+))?$")]
    private static partial Regex Invitations { get; }

    [GeneratedRegex(@"^ask (everyone|\p{L}+ and \p{L}+) (.+)$")]
    private static partial Regex Rhythms { get; }

    [GeneratedRegex(@"^(\p{L}+) and (\p{L}+) have (joined|agreed|signed)$")]
    private static partial Regex Beginnings { get; }
}
