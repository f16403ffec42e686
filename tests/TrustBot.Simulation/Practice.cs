using System.Collections.Immutable;
using TrustBot.Core.Messages;
using TrustBot.Core.Privacy;

namespace TrustBot.Simulation;

/// <summary>What can be told of a form without knowing its practice.</summary>
internal static class Practice
{
    /// <summary>Pages before the last one: sending them is not yet to have answered.</summary>
    private static readonly ImmutableHashSet<string> EarlierPages = ["kickoff.page1.v1", "kickoff.page2.v1"];

    /// <summary>The first part of its id and its argument: pages of one practice about one round belong together.</summary>
    public static string Of(Form form) => $"{form.Id.Value.Split('.')[0]} {form.Argument}";

    /// <summary>Whether sending it may open what is sealed until both have answered.</summary>
    public static bool Unseals(Form form) =>
        !EarlierPages.Contains(form.Id.Value) && form.Parts.OfType<FormPart.Question>().Any(question => question.Field is Field.Text { Sees.Visibility: Visibility.AfterBoth });

    /// <summary>Such a form comes out of a pair's message too, and then bears the pair.</summary>
    public static bool IsAboutPerson(Form form) => form.Id.Value.StartsWith("people.", StringComparison.Ordinal);

    public static bool Exports(Form form) => form.Id.Value == "people.read-data.v1" || form.Parts.Any(part => part is FormPart.Download);

    /// <summary>Where people look through what is theirs, and may take some of it back.</summary>
    public static bool TakesBack(ActionId action) => action.Value is "reflection.notebook.v1" or "goals.list.v1" || action.Value.Contains(".take-back.", StringComparison.Ordinal);

    /// <summary>Ends something for good: pressed so seldom that there is something left to live.</summary>
    public static bool Ends(ActionId action, string? argument) =>
        $"{action.Value}|{argument}".Split('.', '-', '|').Any(word => word is "closing" or "finish" or "end" or "stop" or "leave" or "forget" or "erase" or "delete" or "decline" or "close");
}
