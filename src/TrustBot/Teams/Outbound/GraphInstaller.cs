using TrustBot.Delivery.Web;

namespace TrustBot.Teams.Outbound;

/// <summary>What became of installing the app for somebody.</summary>
public abstract record Installation
{
    private Installation() { }

    /// <summary>The bot hears of it by an activity, and only that brings a way to write to them.</summary>
    /// <param name="Person">Their id in Entra.</param>
    /// <param name="WasThere">They had it already.</param>
    public sealed record Done(string Person, bool IsGuest, bool WasThere) : Installation;

    /// <summary>Nobody in the directory has that mail, or more than one person.</summary>
    public sealed record NoSuchPerson : Installation;

    /// <summary>The app is not in the organisation's catalogue: an administrator has to put it there.</summary>
    public sealed record NotInCatalogue : Installation;

    public sealed record Failed(ConnectorResult Why) : Installation;
}

/// <summary>
/// Installs the app for people who were imported, through Microsoft Graph. An administrator consents to it once, with the application permissions
/// TeamsAppInstallation.ReadWriteSelfForUser.All, AppCatalog.Read.All and User.Read.All. Every step may be done again.
/// </summary>
public sealed class GraphInstaller : IDisposable
{
    private readonly Exchange exchange;
    private readonly string root;
    private readonly string manifestId;
    private volatile string? app;

    internal GraphInstaller(Exchange exchange, Uri graph, string manifestId)
    {
        this.exchange = exchange;
        root = $"{graph.AbsoluteUri.TrimEnd('/')}/v1.0";
        this.manifestId = manifestId;
    }

    public async ValueTask<Installation> InstallAsync(string mail, CancellationToken cancellation)
    {
        var (id, notInstalled) = await AppAsync(cancellation);
        if (id is null)
            return notInstalled!;
        return await FindAsync(mail, cancellation) switch
        {
            Look<GraphPerson?>.There { What: { Id: { } } person } => await InstallAsync(person, id, cancellation),
            Look<GraphPerson?>.There => new Installation.NoSuchPerson(),
            Look<GraphPerson?>.Not not => new Installation.Failed(not.Why),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public void Dispose() => exchange.Dispose();

    /// <summary>The id that the catalogue gave the app; it stays the same while the app stays there.</summary>
    private async ValueTask<(string? Id, Installation? Failed)> AppAsync(CancellationToken cancellation)
    {
        if (app is { } known)
            return (known, null);
        var reply = await GetAsync($"appCatalogs/teamsApps?$filter={Escape($"externalId eq {Quoted(manifestId)}")}&$select=id", cancellation);
        if (ConnectorJson.Read(reply, ConnectorJson.Default.GraphApps) is not { Value: { } apps })
            return (null, new Installation.Failed(WhyNot(reply)));
        app = apps is [{ Id: { Length: > 0 } id }] ? id : null;
        return (app, new Installation.NotInCatalogue());
    }

    private async ValueTask<Look<GraphPerson?>> FindAsync(string mail, CancellationToken cancellation)
    {
        var filter = $"mail eq {Quoted(mail)} or userPrincipalName eq {Quoted(mail)}";
        var reply = await GetAsync($"users?$filter={Escape(filter)}&$select=id,userType&$top=2", cancellation);
        return ConnectorJson.Read(reply, ConnectorJson.Default.GraphPeople) is { Value: { } people }
            ? new Look<GraphPerson?>.There(people is [{ Id.Length: > 0 } one] ? one : null)
            : new Look<GraphPerson?>.Not(WhyNot(reply));
    }

    private async ValueTask<Installation> InstallAsync(GraphPerson person, string app, CancellationToken cancellation)
    {
        var asked = new NewInstallation($"{root}/appCatalogs/teamsApps/{Escape(app)}");
        var uri = new Uri($"{root}/users/{Escape(person.Id!)}/teamwork/installedApps");
        var reply = await exchange.CallAsync(HttpMethod.Post, uri, ConnectorJson.Bytes(asked, ConnectorJson.Default.NewInstallation), cancellation);
        switch (Classifier.ResultOf(reply))
        {
            case ConnectorResult.Landed:
                return new Installation.Done(person.Id!, IsGuest(person), WasThere: false);
            case ConnectorResult.Refused { Reason: Reasons.Conflict }:
                return new Installation.Done(person.Id!, IsGuest(person), WasThere: true);
            case ConnectorResult.Refused { Status: 400 or 404 } gone:
                // Perhaps it was taken out of the catalogue and put there anew: the next attempt asks again.
                this.app = null;
                return new Installation.Failed(gone with { Final = false });
            case var other:
                return new Installation.Failed(other);
        }
    }

    private ValueTask<Reply> GetAsync(string path, CancellationToken cancellation) => exchange.CallAsync(HttpMethod.Get, new Uri($"{root}/{path}"), null, cancellation);

    private static bool IsGuest(GraphPerson person) => string.Equals(person.UserType, "Guest", StringComparison.OrdinalIgnoreCase);

    private static ConnectorResult WhyNot(Reply reply) => Classifier.ResultOf(reply) is var why && why is ConnectorResult.Landed ? new ConnectorResult.Unknown() : why;

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
