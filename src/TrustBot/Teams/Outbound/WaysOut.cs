using TrustBot.Delivery.Web;

namespace TrustBot.Teams.Outbound;

/// <summary>The ways out to Microsoft: one for the Connector, one for Graph, one for the login server, and no connection shared between them.</summary>
public sealed class WaysOut : IDisposable
{
    private readonly List<IDisposable> parts = [];

    /// <param name="mayCall">Asked for every request to the Connector.</param>
    /// <param name="graph">The root of Graph; the cloud's own unless given.</param>
    internal WaysOut(TeamsOptions options, Func<Uri, bool> mayCall, TimeProvider system, ILoggerFactory loggers, Uri? graph = null)
    {
        var cloud = TeamsClouds.Of(options.Cloud);
        var identity = options.ManagedIdentityClientId is { Length: > 0 };
        // The machine's own endpoint is never behind a proxy.
        var connections = Exchange.Connections();
        connections.UseProxy = !identity;
        var ask = Login.Of(options, Keep(new LoginHttp(identity ? null : Login.UrlOf(options), connections)));
        Connector = new ConnectorClient(Way(mayCall, cloud.Scope));
        if (options.InstallForPeople is { Length: > 0 } manifestId)
        {
            var root = graph ?? new Uri(cloud.Graph);
            Installer = new GraphInstaller(Way(uri => uri.GetLeftPart(UriPartial.Authority) == root.GetLeftPart(UriPartial.Authority), $"{cloud.Graph}/.default"), root, manifestId);
        }

        Exchange Way(Func<Uri, bool> may, string scope)
        {
            var tokens = Keep(new BotTokens(scope, ask, system, loggers.CreateLogger<BotTokens>()));
            return Keep(new Exchange(new TokenHandler(may, tokens) { InnerHandler = Exchange.Connections() }, system));
        }
    }

    public ConnectorClient Connector { get; }

    /// <summary>Null unless <see cref="TeamsOptions.InstallForPeople"/> is set.</summary>
    public GraphInstaller? Installer { get; }

    public void Dispose() => parts.ForEach(part => part.Dispose());

    private T Keep<T>(T part)
        where T : IDisposable
    {
        parts.Add(part);
        return part;
    }
}
