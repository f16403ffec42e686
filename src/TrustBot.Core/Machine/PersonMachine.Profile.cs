using TrustBot.Core.Attention;

namespace TrustBot.Core.Machine;

/// <summary>What the platform knows of a person is believed until they say otherwise here.</summary>
public static partial class PersonMachine
{
    private static PersonDecision Follow(PersonView view, PersonInput.Profiled profiled)
    {
        var person = view.Person;
        var zone = person.HoursChosen ? null : Zones.Find(profiled.Zone);
        var language = person.LanguageChosen ? null : profiled.Language;
        var next = person with { Hours = person.Hours with { Zone = zone ?? person.Hours.Zone }, Language = language ?? person.Language };
        return next.Hours.Zone == person.Hours.Zone && next.Language == person.Language
            ? None(view)
            : new PersonDecision(next with { Revision = person.Revision + 1 }, [], TellsOf(view, next), null, []);
    }
}
