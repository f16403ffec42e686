using System.Net;
using Microsoft.Extensions.Options;

namespace TrustBot.CoordinatorConsole.Web;

public sealed class ConsoleOptions
{
    /// <summary>Whether whoever sits at this machine is the coordinator: set by the Sandbox alone.</summary>
    public bool SandboxCoordinator { get; set; }
}

/// <summary>Who may open the console. Today the Sandbox's coordinator, on loopback, in Development; everybody else is refused.</summary>
public sealed class CoordinatorAccess(IHostEnvironment environment, IOptions<ConsoleOptions> options) : IEndpointFilter
{
    public bool IsOpen => environment.IsDevelopment() && options.Value.SandboxCoordinator;

    public bool Allows(HttpContext http) =>
        IsOpen
        && http.Connection.RemoteIpAddress is { } remote
        && IPAddress.IsLoopback(remote)
        && IsLoopbackName(http.Request.Host.Host);

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Allows(context.HttpContext)
            ? next(context)
            : ValueTask.FromResult<object?>(Results.Text("These pages are for coordinators. TrustBot sends them a link in chat.", statusCode: StatusCodes.Status403Forbidden));

    /// <summary>A foreign name that resolves to this machine would make a foreign page the same site.</summary>
    private static bool IsLoopbackName(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
