using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TrustBot.Tests.Teams;

/// <summary>As much of Microsoft Graph as installing an app for somebody needs.</summary>
internal sealed class FakeGraph : IAsyncDisposable
{
    private readonly FakeLogin login;
    private readonly Queue<Fault?> next = new();
    private LoopbackServer server = null!;

    private FakeGraph(FakeLogin login) => this.login = login;

    public Uri Address => server.Address;

    /// <summary>Ids in the catalogue, by the id of the manifest.</summary>
    public Dictionary<string, string> Catalogue { get; } = [];

    public List<(string Id, string Mail, string Type)> People { get; } = [];

    /// <summary>Who has which app, as the request bound it.</summary>
    public HashSet<(string Person, string App)> Installed { get; } = [];

    public ConcurrentQueue<string> Calls { get; } = new();

    public static async Task<FakeGraph> StartAsync(FakeLogin login)
    {
        var graph = new FakeGraph(login);
        graph.server = await LoopbackServer.StartAsync(graph.AnswerAsync);
        return graph;
    }

    /// <param name="step">How many calls go well before it: 0 for the very next.</param>
    public void FailAt(int step, Fault fault)
    {
        for (var good = 0; good < step; good++)
            next.Enqueue(null);
        next.Enqueue(fault);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = LoopbackServer.PathOf(context);
        Calls.Enqueue($"{context.Request.Method} {string.Join('/', path)}");
        if (!login.Knows(context.Request.Headers.Authorization))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        if (next.TryDequeue(out var fault) && fault is not null)
        {
            await fault.AnswerAsync(context);
            return;
        }
        var filter = context.Request.Query["$filter"].ToString();
        await (path switch
        {
            ["v1.0", "appCatalogs", "teamsApps"] => ValuesAsync(context, Catalogue.Where(app => filter == $"externalId eq '{app.Key}'").Select(app => new JsonObject { ["id"] = app.Value })),
            ["v1.0", "users"] => ValuesAsync(context, People.Where(one => filter == FilterFor(one.Mail)).Select(one => new JsonObject { ["id"] = one.Id, ["userType"] = one.Type })),
            ["v1.0", "users", var person, "teamwork", "installedApps"] => InstallAsync(context, person),
            _ => Fault.Status(404, "Request_ResourceNotFound").AnswerAsync(context),
        });
    }

    private static string FilterFor(string mail) => mail.Replace("'", "''", StringComparison.Ordinal) is var quoted ? $"mail eq '{quoted}' or userPrincipalName eq '{quoted}'" : "";

    private static Task ValuesAsync(HttpContext context, IEnumerable<JsonObject> values) => context.Response.WriteAsJsonAsync(new JsonObject { ["value"] = new JsonArray([.. values]) });

    private async Task InstallAsync(HttpContext context, string person)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        var app = Catalogue.Values.FirstOrDefault(id => (string?)body["teamsApp@odata.bind"] == $"{server.Address}v1.0/appCatalogs/teamsApps/{id}");
        if (app is null || People.All(one => one.Id != person))
            await Fault.Status(404, "NotFound").AnswerAsync(context);
        else if (Installed.Add((person, app)))
            context.Response.StatusCode = StatusCodes.Status201Created;
        else
            await Fault.Status(409, "Conflict").AnswerAsync(context);
    }
}
