using System.Net;
using Microsoft.Extensions.Options;

namespace TrustBot.CoordinatorConsole.Web;

public sealed class ConsoleOptions
{
    /// <summary>Whether whoever sits at this machine is the coordinator of the Sandbox, and can write to everybody at once: set by the Sandbox alone.</summary>
    public bool SandboxCoordinator { get; set; }

    /// <summary>Whether whoever sits at this machine is the coordinator of a real install: <c>TrustBot:CoordinatorHere</c>.</summary>
    public bool CoordinatorHere { get; set; }
}

/// <summary>
/// Who may open the console: whoever sits at this machine, or came to it through a tunnel that they had to sign in to. Everybody else is refused,
/// and so is what a proxy passes on.
/// </summary>
public sealed class CoordinatorAccess(IHostEnvironment environment, IOptions<ConsoleOptions> options) : IEndpointFilter
{
    private static readonly string[] PassedOn = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "X-Original-Host", "Via"];

    public bool IsOpen => options.Value.CoordinatorHere || (environment.IsDevelopment() && options.Value.SandboxCoordinator);

    public bool Allows(HttpContext http) =>
        IsOpen
        && http.Connection.RemoteIpAddress is { } remote
        && IPAddress.IsLoopback(remote)
        && IsLoopbackName(http.Request.Host.Host)
        && !PassedOn.Any(http.Request.Headers.ContainsKey);

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        Allows(context.HttpContext)
            ? next(context)
            : ValueTask.FromResult<object?>(Results.Text("These pages are for coordinators, at the machine that TrustBot runs on.", statusCode: StatusCodes.Status403Forbidden));

    /// <summary>A foreign name that resolves to this machine would make a foreign page the same site.</summary>
    private static bool IsLoopbackName(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
