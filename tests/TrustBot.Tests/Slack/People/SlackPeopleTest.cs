using Microsoft.Extensions.Logging;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;
using TrustBot.Slack.Outbound;
using TrustBot.Slack.People;
using TrustBot.Tests.Slack.Outbound;
using TrustBot.Tests.Teams;

namespace TrustBot.Tests.Slack.People;

/// <summary>Cy was imported and is nowhere yet; Ana and Bo are on another platform, unless they move in.</summary>
public abstract class SlackPeopleTest : SlackTest
{
    protected const string CyUser = "UCY";
    protected const string CyMail = "cy@example.org";

    protected static readonly PersonId Cy = new("0c0c");
    protected static readonly Address CyThere = new SlackAddress(SlackTown.Team, CyUser).ToAddress();

    private SlackDirectory? directory;
    private DueProfiles? due;
    private SlackProfiles? profiles;
    private SlackPeople? who;

    private protected WrittenLog Log { get; } = new();

    private protected TrustBot.People.PersonStore Store => Town.World.Here.People;

    private protected static SlackInstallation Here { get; } = new(SlackTown.Team, SlackTown.Token, "UBOT", "B1");

    private protected SlackDirectory Directory => directory ??= new(Town.Api, Town.Paces, Town.Installations, Town.Time, Logger<SlackDirectory>());

    private protected DueProfiles Due => due ??= new(Town.Time);

    private protected SlackProfiles Profiles => profiles ??= new(Due, Store, Town.World.Here.Persons, Town.Installations, Directory, Town.Time, Logger<SlackProfiles>());

    private protected SlackPeople Who => who ??= new(Store, Town.World.Here.Persons, Directory, Due, Town.Time);

    private protected SlackFinder Finder => new(Town.Installations, Directory, Store, Town.World.Here.Persons, Town.Time);

    private protected int Asked => Slack.CallsOf(SlackMethods.User);

    protected async Task ImportCyAsync(bool hoursChosen = false, bool languageChosen = false) => await Store.EnsureAsync(
        CyMail, new Person
        {
            Id = Cy,
            Name = "Cy Young",
            Language = Language.English,
            LanguageChosen = languageChosen,
            Hours = WorkingHours.UsualIn("Europe/London"),
            HoursChosen = hoursChosen,
        }, Cancellation);

    protected async Task<Person> ReadAsync(PersonId id) => (await Store.ReadFreshAsync(id, Cancellation))!.Value;

    protected Task<Meeting> MeetAsync(string user, bool acts = true) => Who.MeetAsync(Here, user, acts, Cancellation).AsTask();

    private ILogger<T> Logger<T>() => LoggerFactory.Create(builder => builder.AddProvider(Log)).CreateLogger<T>();
}
