using NodaTime.Text;

namespace TrustBot.Core.Machine;

/// <summary>Words about a pair as constants on the wire: what a button carries when the word was typed and had to ask with whom.</summary>
internal static class CommandNames
{
    private const char Date = '=';

    public static string Of(Command command) => command switch
    {
        Command.Status => "status",
        Command.Agreement => "agreement",
        Command.Reflect => "reflect",
        Command.Feedback => "feedback",
        Command.Goals => "goals",
        Command.Meeting => "meeting",
        Command.Win => "win",
        Command.Thanks => "thanks",
        Command.End => "end",
        Command.Pause { Until: { } until } => $"pause{Date}{LocalDatePattern.Iso.Format(until)}",
        Command.Pause => "pause",
        Command.Snooze { Until: { } until } => $"snooze{Date}{LocalDatePattern.Iso.Format(until)}",
        Command.Snooze => "snooze",
        _ => "resume",
    };

    public static Command? From(string? name) => name switch
    {
        "status" => new Command.Status(),
        "agreement" => new Command.Agreement(),
        "reflect" => new Command.Reflect(),
        "feedback" => new Command.Feedback(),
        "goals" => new Command.Goals(),
        "meeting" => new Command.Meeting(),
        "win" => new Command.Win(),
        "thanks" => new Command.Thanks(),
        "pause" => new Command.Pause(null),
        "end" => new Command.End(),
        "resume" => new Command.Resume(),
        "snooze" => new Command.Snooze(null),
        "privacy" => new Command.Privacy(),
        "settings" => new Command.Settings(),
        _ when name?.Split(Date) is ["pause", var day] && LocalDatePattern.Iso.Parse(day) is { Success: true, Value: var until } => new Command.Pause(until),
        _ when name?.Split(Date) is ["snooze", var day] && LocalDatePattern.Iso.Parse(day) is { Success: true, Value: var until } => new Command.Snooze(until),
        _ => null,
    };
}
