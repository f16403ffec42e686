using System.Text.RegularExpressions;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;

namespace TrustBot.Tests.Transcripts;

/// <summary>What people do: press a button or write a word, as they see them, or send what no button ever carried.</summary>
internal sealed partial class Story
{
    private IEnumerable<string> Person(string step)
    {
        var match = Acts.Match(step);
        if (!match.Success)
            throw new InvalidOperationException($"Not understood: {step}");
        var by = Named(match.Groups["who"].Value);
        var act = match.Groups["act"].Value;
        if (act == "(can't be reached)")
        {
            world.Lose(by.Id);
            closed = true;
            return [];
        }
        if (Presses.Match(act) is { Success: true } press)
            return Pressed(by, press.Groups["label"].Value, press.Groups["how"].Value, press.Groups["answers"].Value);
        if (Raws.Match(act) is { Success: true } raw)
            return Raw(by, raw.Groups["action"].Value, raw.Groups["argument"].Value, raw.Groups["answers"].Value);
        Say(by, Unescape(act));
        return [];
    }

    private void Say(Person by, string text)
    {
        var today = world.Now.InZone(World.Zone(by.Hours.Zone)).Date;
        world.Handle(by.Id, new PersonInput.Said(Commands.Parse(text, by.Language, today)));
        world.Run();
    }

    /// <param name="how">"late" presses a button that has gone, "first" the oldest of that name; "twice" does it twice.</param>
    private List<string> Pressed(Person by, string label, string how, string answers)
    {
        var first = how.Contains("first", StringComparison.Ordinal);
        var late = first || how.Contains("late", StringComparison.Ordinal);
        var times = how.Contains("twice", StringComparison.Ordinal) ? 2 : 1;
        if (!late && forms.TryGetValue(by.Id, out var open) && (Reads(open.Form.Submit, label) || Reads(open.Form.Close, label)))
            return Enumerable.Range(0, times).SelectMany(_ => InWindow(by, open, label, answers)).ToList();
        var (item, button) = Find(by, label, late, first);
        return Enumerable.Range(0, times).SelectMany(_ => Opened(by, world.Press(by.Id, item.Pair, button.Action.Value, button.Argument, item.Key))).ToList();
    }

    private (ChatItem Item, Button Button) Find(Person by, string label, bool late, bool first)
    {
        foreach (var item in first ? world.ChatOf(by.Id) : world.ChatOf(by.Id).Reverse())
        {
            var messages = late ? item.Drawings.AsEnumerable().Reverse() : [item.Now];
            foreach (var button in messages.SelectMany(message => message.Buttons.Concat(message.More)))
            {
                if (Reads(button.Label, label))
                    return (item, button);
            }
        }
        throw new InvalidOperationException($"{by.FirstName} has no button [{label}]{(forms.TryGetValue(by.Id, out var open) ? $", only the window {open.Form.Title} with [{open.Form.Submit}] [{open.Form.Close}]" : "")}.");
    }

    private IEnumerable<string> InWindow(Person by, OpenForm open, string label, string answers)
    {
        if (Reads(open.Form.Close, label))
        {
            closed = forms.Remove(by.Id);
            return [];
        }
        Fill(open, answers);
        return Replied(by, open, world.Submit(by.Id, open.Form, open.Typed));
    }

    private void Fill(OpenForm open, string answers)
    {
        foreach (var field in World.Fields(open.Form))
        {
            if (!open.Typed.ContainsKey(field.Name))
                open.Typed[field.Name] = Prefilled(field);
            if (answers == "with examples")
                open.Typed[field.Name] = field.Example ?? open.Typed[field.Name];
        }
        if (answers == "with examples")
            return;
        foreach (var (name, value) in Parse(answers))
        {
            var field = World.Fields(open.Form).FirstOrDefault(field => field.Name == name);
            open.Typed[name] = ValueOf(field, value);
        }
    }

    private IEnumerable<string> Raw(Person by, string action, string argument, string answers)
    {
        var pair = world.People[by.Id].Pairs.FirstOrDefault();
        var form = action.EndsWith('!');
        if (!form)
            return Opened(by, world.Press(by.Id, pair, action, argument.Length == 0 ? null : argument));
        var open = new OpenForm(new Form { Id = new ActionId(action.TrimEnd('!')), Title = "", Close = "", Pair = pair, Argument = argument.Length == 0 ? null : argument });
        foreach (var (name, value) in Parse(answers))
            open.Typed[name] = Unescape(value);
        return Replied(by, open, world.Submit(by.Id, open.Form, open.Typed));
    }

    private IEnumerable<string> Replied(Person by, OpenForm open, FormReply? reply)
    {
        switch (reply)
        {
            case FormReply.Errors errors:
                foreach (var sentence in errors.Fields.Values)
                    Said.Add((by.Language, sentence));
                return Block(by, '!', "", errors.Fields.OrderBy(error => error.Key, StringComparer.Ordinal).Select(error => $"{error.Key}: {error.Value}"));
            case FormReply.Next next:
                return Opened(by, (next.Form, null));
            default:
                if (forms.GetValueOrDefault(by.Id) == open)
                    forms.Remove(by.Id);
                return [];
        }
    }

    private IEnumerable<string> Opened(Person by, (Form? Form, FormReply? Reply) answer)
    {
        if (answer.Form is not { } form)
            return [];
        forms[by.Id] = new OpenForm(form);
        Windows.Add(form);
        foreach (var text in Show.Said(form))
            Said.Add((world.People[by.Id].Language, text));
        return Block(by, '#', "", Show.Lines(form));
    }

    private static string Prefilled(Field field) => field switch
    {
        Field.Text text => text.Initial.Reveal(),
        Field.Choice choice => choice.Selected ?? "",
        Field.Choices choices => string.Join(',', choices.Selected),
        Field.Tick tick => tick.Ticked ? "yes" : "",
        Field.Date { Initial: { } day } => NodaTime.Text.LocalDatePattern.Iso.Format(day),
        _ => "",
    };

    /// <summary>Whether this is the label that the transcript names, in whatever language it is shown.</summary>
    private bool Reads(string? shown, string label) => shown == label || (language != Language.English && shown is not null && Translation.Of(label, language).Contains(shown));

    /// <summary>A choice is written as a person reads it: by its label.</summary>
    private string ValueOf(Field? field, string typed) => field switch
    {
        Field.Choice choice => choice.Options.FirstOrDefault(option => Reads(option.Label, typed))?.Value ?? typed,
        Field.Choices choices => string.Join(',', typed.Split(", ").Select(label => choices.Options.FirstOrDefault(option => Reads(option.Label, label))?.Value ?? label)),
        _ => Unescape(typed),
    };

    private static IEnumerable<(string Name, string Value)> Parse(string answers) => answers
        .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(answer => answer.Split('=', 2))
        .Select(parts => parts.Length == 2 ? (parts[0].Trim(), parts[1].Trim()) : throw new InvalidOperationException($"Not an answer: {parts[0]}"));

    /// <summary>Reads <c>\n</c>, <c>\u202e</c> and <c>&lt;40000 x&gt;</c>.</summary>
    private static string Unescape(string text) => Many.Replace(
        Escapes.Replace(text, match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString()).Replace("\\n", "\n", StringComparison.Ordinal),
        match => string.Concat(Enumerable.Repeat(match.Groups[2].Value, int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))));

    [GeneratedRegex(@"^(?<who>\p{L}+) > (?<act>.*)$")]
    private static partial Regex Acts { get; }

    [GeneratedRegex(@"^\[(?<label>[^\]]+)\](?<how>( (late|twice|first)(?!=))*) ?(?<answers>.*)$")]
    private static partial Regex Presses { get; }

    [GeneratedRegex(@"^\{(?<action>[^ }]+) ?(?<argument>[^}]*)\} ?(?<answers>.*)$")]
    private static partial Regex Raws { get; }

    [GeneratedRegex(@"\\u([0-9a-f]{4})")]
    private static partial Regex Escapes { get; }

    [GeneratedRegex(@"<(\d+) (.+?)>")]
    private static partial Regex Many { get; }
}
