using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TrustBot.Cases;
using TrustBot.Core.Attention;
using TrustBot.Core.Kickoff;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Privacy;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Programmes;
using TrustBot.Sandbox;
using TrustBot.Scheduling;
using TrustBot.Storage;

namespace TrustBot.Tests.Stories;

/// <summary>The whole program, and one pair: Ana, the mentor, and Bo, each on a platform of their own.</summary>
internal sealed partial class Town : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>A Monday at eleven in Berlin: later than any real one for years, because story time runs ahead only.</summary>
    private static readonly Instant Beginning = new LocalDateTime(2037, 6, 1, 9, 0).InUtc().ToInstant();

    private readonly DirectoryInfo folder;
    private readonly IReadOnlyDictionary<Resident, IStreet> homes;

    private Town(WebApplication app, DirectoryInfo folder, IReadOnlyDictionary<Resident, IStreet> homes) => (App, this.folder, this.homes) = (app, folder, homes);

    public static readonly PairId PairId = new("0c0c0c");

    public WebApplication App { get; }

    public PersonStore People => App.Services.GetRequiredService<PersonStore>();

    public PairEngine Pairs => App.Services.GetRequiredService<PairEngine>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="settings">Beside the usual, such as <c>--Teams:Forms=InCards</c>.</param>
    public static async Task<Town> StartAsync(IStreet ana, IStreet bo, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("trustbot-town-");
        var homes = new Dictionary<Resident, IStreet> { [Resident.Ana] = ana, [Resident.Bo] = bo, [Resident.Noor] = ana };
        var data = Path.Combine(folder.FullName, "data");
        using (var sandbox = new SandboxStore(data))
            sandbox.Set("offset", ((long)(Beginning - Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow())).TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        var app = TrustBotHost.Build(
        [
            "--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", $"--TrustBot:DataDirectory={data}",
            "--TrustBot:PublicUrl=https://trustbot.example.org", .. homes.Values.Distinct().SelectMany(street => street.Settings), .. settings,
        ]);
        await app.StartAsync(Cancellation);
        foreach (var (resident, street) in homes)
        {
            street.Open(app);
            street.Bring(resident);
        }
        return new Town(app, folder, homes);
    }

    public static Task<Town> StartAsync(IStreet street, params string[] settings) => StartAsync(street, street, settings);

    /// <summary>A pair that a coordinator proposed and invited; neither has come to their platform yet.</summary>
    public async Task InviteAsync(ChannelId? wins = null)
    {
        var hours = new WorkingHours("Europe/Berlin", WeekDays.All, LocalTime.Midnight, LocalTime.Midnight, new PreferredTime(WeekDays.All, new LocalTime(9, 0)));
        foreach (var resident in homes.Keys)
            await People.EnsureAsync(resident.Mail, new Person { Id = resident.Person, Name = resident.Name, Language = Language.English, Hours = hours, HoursChosen = true }, Cancellation);
        var programme = new Programme
        {
            Id = new ProgrammeId("autumn"),
            Name = "Autumn",
            Coordinator = new PersonId("kim"),
            CoordinatorName = "Kim Berger",
            Cadence = Cadence.EveryTwoWeeks(new LocalDate(2026, 3, 3)),
            Language = Language.English,
            Hours = hours,
            WinsChannel = wins,
            Contacts = [new Contact(Resident.Noor.Name, "staff counsellor") { Person = Resident.Noor.Person, Outside = true, Promised = true }],
        };
        await App.Services.GetRequiredService<ProgrammeStore>().EnsureAsync(programme, Cancellation);
        await Pairs.HandleAsync(PairId, new Input.Proposed(PairId, programme.Id, Resident.Ana.Person, Resident.Bo.Person, programme.Coordinator, new Words("You both nurse."), null), Cancellation);
        await Pairs.HandleAsync(PairId, new Input.Invited(App.Services.GetRequiredService<StoryClock>().Now), Cancellation);
        await IdleAsync();
    }

    public async Task BothJoinAsync(ChannelId? wins = null)
    {
        await InviteAsync(wins);
        foreach (var resident in Resident.Both)
        {
            await ArriveAsync(resident);
            await PressAsync(resident, "Join");
        }
        foreach (var resident in Resident.Both)
            await UntilAsync(() => CanPress(resident, "Answer the kickoff") && CountIn(resident, "Hello ") == 1, "both can begin");
    }

    /// <summary>Until the agreement is signed by both.</summary>
    public async Task BothSignAsync()
    {
        await BothJoinAsync();
        foreach (var resident in Resident.Both)
        {
            var page = await PressAsync(resident, "Answer the kickoff");
            while (page is not null)
                page = await SendAsync(page, field => field is "boundaries" or "purpose" ? $"~{resident.Id} {field}" : null);
        }
        foreach (var resident in Resident.Both)
            await SendAsync((await PressAsync(resident, "Read and sign"))!, _ => null);
        await IdleAsync();
    }

    public Task ArriveAsync(Resident resident) => homes[resident].ArriveAsync(resident);

    public Task SayAsync(Resident by, string text) => homes[by].SayAsync(by, text);

    public bool CanPress(Resident by, string label) => homes[by].CanPress(by, label);

    /// <inheritdoc cref="IStreet.PressAsync"/>
    public async Task<Window?> PressAsync(Resident by, string label)
    {
        await UntilAsync(() => CanPress(by, label), $"{by.Name} sees a button {label}");
        return await homes[by].PressAsync(by, label);
    }

    /// <inheritdoc cref="IStreet.SendAsync"/>
    public Task<Window?> SendAsync(Window window, Func<string, string?> answer) => homes[window.By].SendAsync(window, answer);

    public Task CloseAsync(Window window) => homes[window.By].CloseAsync(window);

    public IReadOnlyList<Standing> StandingIn(Resident resident) => homes[resident].StandingIn(resident);

    /// <summary>What stands in the chat, as one text.</summary>
    public string ChatOf(Resident resident) => string.Join('\n', homes[resident].ChatOf(resident));

    public int CountIn(Resident resident, string text) => homes[resident].ChatOf(resident).Count(message => message.Contains(text, StringComparison.Ordinal));

    /// <summary>Everything that may be done now is done; what a platform's limits hold back comes a moment later.</summary>
    public async Task IdleAsync() => await App.Services.GetRequiredService<Waker>().RunUntilIdleAsync(Cancellation);

    public async Task DayAsync()
    {
        Assert.True(await App.Services.GetRequiredService<SandboxTime>().TryMoveAsync(ClockMove.Day, Cancellation));
        await IdleAsync();
    }

    public Task UntilAsync(Func<bool> comes, string what) => UntilAsync(() => Task.FromResult(comes()), what);

    public async Task UntilAsync(Func<Task<bool>> comes, string what)
    {
        await Until.HoldsAsync(ComesAsync, Longest, () => $"It never came that {what}. Ana's chat: {ChatOf(Resident.Ana)} Bo's chat: {ChatOf(Resident.Bo)}");

        async Task<bool> ComesAsync()
        {
            if (await comes())
                return true;
            await IdleAsync();
            return false;
        }
    }

    /// <summary>Everything that is due has arrived, also what a platform's limits held back.</summary>
    public Task QuietAsync() => UntilAsync(async () => !await IsBusyAsync(), "everything due has arrived");

    public async Task<Person> PersonAsync(Resident resident) => (await People.ReadFreshAsync(resident.Person, Cancellation))!.Value;

    public async Task<Pair> PairAsync() => (await Pairs.ReadAsync(PairId, Cancellation))!;

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        foreach (var street in homes.Values.Distinct())
            await street.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
