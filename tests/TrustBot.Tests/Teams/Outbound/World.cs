using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using TrustBot.Teams;
using TrustBot.Teams.Outbound;
using TrustBot.Teams.Protocol;

namespace TrustBot.Tests.Teams.Outbound;

/// <summary>The ways out as the host builds them, a connector and a login server on this machine, and a listener that nobody may call.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string AppId = "5f1d1e0e-6f0e-4f43-8ff8-6d8ab2a4f1c0";
    public const string Tenant = "0f6c0d3a-90a4-4b0e-9a7c-2c7d8f9a1b2c";
    public const string Secret = "a-secret-nobody-may-see";
    public const string Ana = "29:1ana";
    public const string AnaInEntra = "7b0e6a52-3a0f-4f0e-bb1e-a0c5d8c1e001";

    private readonly List<IDisposable> parts = [];
    private readonly WrittenLog log = new();
    private LoopbackServer elsewhere = null!;

    private World() { }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 6, 12, 8, 0, 0, TimeSpan.Zero));

    public FakeLogin Login { get; private set; } = null!;

    public FakeConnector Connector { get; private set; } = null!;

    public ConnectorClient Client { get; private set; } = null!;

    /// <summary>A host that is not on the list, and what came there.</summary>
    public Uri Elsewhere => elsewhere.Address;

    public List<string?> ArrivedElsewhere { get; } = [];

    public string Logged => log.Text;

    public static async Task<World> StartAsync()
    {
        var world = new World { Login = await FakeLogin.StartAsync() };
        world.Connector = await FakeConnector.StartAsync(world.Login);
        world.elsewhere = await LoopbackServer.StartAsync(context =>
        {
            world.ArrivedElsewhere.Add(context.Request.Headers.Authorization);
            return Task.CompletedTask;
        });
        world.Connector.Open("a:ana");
        world.Connector.Install(Ana, AnaInEntra);
        world.Client = world.Build(world.Options()).Connector;
        return world;
    }

    public TeamsOptions Options() => new()
    {
        AppId = AppId,
        TenantId = Tenant,
        AppPassword = Secret,
        LoginUrl = Login.Address.AbsoluteUri,
        AllowedServiceHosts = [Connector.Host],
    };

    public WaysOut Build(TeamsOptions options, Uri? graph = null, bool mayCallAll = false)
    {
        var hosts = new ServiceHosts(options, development: true);
        var loggers = LoggerFactory.Create(builder => builder.AddProvider(log));
        var ways = new WaysOut(options, mayCallAll ? _ => true : hosts.MayCall, Time, loggers, graph);
        parts.AddRange([ways, loggers]);
        return ways;
    }

    public ConversationReference To(string? conversation = "a:ana", string? serviceUrl = null) =>
        new(serviceUrl ?? Connector.ServiceUrl, Tenant, conversation, Ana, "28:bot", Instant.FromUnixTimeSeconds(0));

    public Task<ConnectorResult> SendAsync(string text = "Hello", ConversationReference? to = null, CancellationToken? cancellation = null) =>
        Client.SendAsync(to ?? To(), Text(text), cancellation ?? TestContext.Current.CancellationToken).AsTask();

    public static Activity Text(string text) => new() { Type = ActivityTypes.Message, Text = text };

    public async ValueTask DisposeAsync()
    {
        parts.ForEach(part => part.Dispose());
        await Connector.DisposeAsync();
        await Login.DisposeAsync();
        await elsewhere.DisposeAsync();
        log.Dispose();
    }
}
