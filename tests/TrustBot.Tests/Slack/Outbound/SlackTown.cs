using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.People;
using TrustBot.Slack;
using TrustBot.Slack.Outbound;
using TrustBot.Tests.Teams;
using World = TrustBot.Tests.Delivery.World;

namespace TrustBot.Tests.Slack.Outbound;

/// <summary>Ana and Bo in one workspace of a Slack on this machine, and the real engine and courier that write to them there.</summary>
internal sealed class SlackTown : IAsyncDisposable
{
    public const string Team = "T1";
    public const string Token = "xoxb-a-token-nobody-may-see";
    public const string Title = "Only you two can read this";

    private readonly WrittenLog log = new();
    private readonly List<IDisposable> parts = [];

    private Func<SlackTown, IInstallations>? others;

    private SlackTown() { }

    public static readonly Address AnaThere = new SlackAddress(Team, "UANA").ToAddress();
    public static readonly Address BoThere = new SlackAddress(Team, "UBO").ToAddress();

    public FakeTimeProvider Time { get; } = World.NewTime();

    public FakeSlack Slack { get; private set; } = null!;

    public SlackApi Api { get; private set; } = null!;

    public World World { get; private set; } = null!;

    public SlackChannel Channel { get; private set; } = null!;

    public OpenedConversations Opened { get; private set; } = null!;

    public SlackPaces Paces { get; private set; } = null!;

    public KnownInstallations Installations { get; } = new();

    /// <summary>Where all writes to what <see cref="Logged"/> shows.</summary>
    public ILoggerFactory Loggers { get; private set; } = null!;

    public string Logged => log.Text;

    /// <param name="installations">Others than <see cref="Installations"/>, made once the town stands.</param>
    public static async Task<SlackTown> StartAsync(string[]? scopes = null, Func<SlackTown, IInstallations>? installations = null)
    {
        var town = new SlackTown();
        town.Slack = await FakeSlack.StartAsync(town.Time);
        town.Slack.Install(Team, Token, scopes);
        town.Slack.Join(Team, "UANA", "ana@example.org");
        town.Slack.Join(Team, "UBO", "bo@example.org", name: "Bo Lind");
        town.Installations.Live(new SlackInstallation(Team, Token, "UBOT", "B1"));
        town.Api = town.ApiOf(town.Slack.ApiBaseUrl);
        town.Loggers = LoggerFactory.Create(builder => builder.AddProvider(town.log));
        town.parts.Add(town.Loggers);
        town.others = installations;
        town.World = new World(system: town.Time, other: (people, places) => town.Channel = town.Build(people, places, town.Loggers.CreateLogger<SlackChannel>()));
        return town;
    }

    public SlackApi ApiOf(string baseUrl, bool development = true)
    {
        var api = new SlackApi(baseUrl, development, Time);
        parts.Add(api);
        return api;
    }

    public static Envelope Envelope(string key = "k", ChannelId? place = null) =>
        new(new SendKey(key), null, World.Ana, new Message { Title = Title, Preview = "TrustBot has a question" }, place);

    public static SlackMessage Message(string text = "Hello") =>
        new(text, [new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = text } }]);

    /// <summary>The pair is there, and both are known to be in Slack.</summary>
    public async Task MoveInAsync()
    {
        await World.ProposeAsync();
        await World.Here.People.BindAsync(World.Ana, AnaThere, TestContext.Current.CancellationToken);
        await World.Here.People.BindAsync(World.Bo, BoThere, TestContext.Current.CancellationToken);
    }

    public async Task InviteAsync()
    {
        await World.Here.Pairs.HandleAsync(World.Pair, new Input.Invited(World.Now), TestContext.Current.CancellationToken);
        await World.IdleAsync();
    }

    public ValueTask<Outcome> SendAsync(Address? to = null, string key = "k") => Channel.SendAsync(to ?? AnaThere, Envelope(key), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        parts.ForEach(part => part.Dispose());
        await Slack.DisposeAsync();
        log.Dispose();
    }

    private SlackChannel Build(PersonStore people, Places places, ILogger<SlackChannel> logger)
    {
        Paces = new SlackPaces(Time, new SlackOptions());
        Opened = new OpenedConversations(places, Api, Paces);
        var installations = others?.Invoke(this) ?? Installations;
        return new SlackChannel(installations, Opened, people, Api, Paces, new ReadBack(Api, Paces, installations, Loggers.CreateLogger<ReadBack>()), new Cards(), logger);
    }

    private sealed class Cards : ISlackCards
    {
        public SlackMessage Draw(Envelope envelope, Language language) => Message(envelope.Message.Title);
    }
}

/// <summary>Installations as a test lets them live and die.</summary>
internal sealed class KnownInstallations : IInstallations
{
    private readonly Dictionary<string, SlackInstallation> living = [];

    public List<(string Workspace, string Code)> Deaths { get; } = [];

    /// <summary>What comes in the place of a token that died; null for nothing.</summary>
    public string? Successor { get; set; }

    public void Live(SlackInstallation installation) => living[installation.Workspace] = installation;

    public ValueTask<SlackInstallation?> FindAsync(string workspace, CancellationToken cancellation) => ValueTask.FromResult(living.GetValueOrDefault(workspace));

    public ValueTask<SlackInstallation?> FindAsync(SlackWorkspace workspace, CancellationToken cancellation) => FindAsync(workspace.Team ?? workspace.Enterprise ?? "", cancellation);

    public ValueTask<IReadOnlyList<SlackInstallation>> AllAsync(CancellationToken cancellation) => ValueTask.FromResult<IReadOnlyList<SlackInstallation>>([.. living.Values]);

    public ValueTask EndedAsync(SlackWorkspace workspace, Instant at, CancellationToken cancellation)
    {
        living.Remove(workspace.Team ?? workspace.Enterprise ?? "");
        return ValueTask.CompletedTask;
    }

    public ValueTask DiedAsync(SlackInstallation refused, string code, CancellationToken cancellation)
    {
        Deaths.Add((refused.Workspace, code));
        if (living.GetValueOrDefault(refused.Workspace) == refused)
            living.Remove(refused.Workspace);
        if (Successor is { } token)
            Live(refused with { Token = token });
        return ValueTask.CompletedTask;
    }
}
