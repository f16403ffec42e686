using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TrustBot.Tests.Teams;

/// <summary>A login server that gives tokens to an app: <c>client_credentials</c>, by secret or by signed assertion.</summary>
internal sealed class FakeLogin : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> good = new();
    private LoopbackServer server = null!;
    private int given;

    private FakeLogin() { }

    public Uri Address => server.Address;

    /// <summary>What was posted, in order: the form and the path.</summary>
    public ConcurrentQueue<Asked> Posts { get; } = new();

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Answers this status to everybody, until it is null again.</summary>
    public int? Refuses { get; set; }

    /// <summary>Gives no answer while it is set.</summary>
    public TaskCompletionSource? Holds { get; set; }

    /// <summary>Completes when somebody asks while <see cref="Holds"/> is set.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<FakeLogin> StartAsync()
    {
        var login = new FakeLogin();
        login.server = await LoopbackServer.StartAsync(login.AnswerAsync);
        return login;
    }

    public bool Knows(string? authorization) => authorization is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] && good.GetValueOrDefault(token);

    /// <summary>Whatever was given is good no longer, whatever was said of its lifetime.</summary>
    public void Revoke() => good.Clear();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        Posts.Enqueue(new Asked(context.Request.Path, form.ToDictionary(field => field.Key, field => field.Value.ToString())));
        if (Holds is { } held)
        {
            Waiting.TrySetResult();
            await held.Task.WaitAsync(context.RequestAborted);
        }
        if (Refuses is { } status)
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsJsonAsync(new JsonObject { ["error"] = "invalid_client", ["error_description"] = $"AADSTS7000215: wrong secret {form["client_secret"]}" });
            return;
        }
        var token = $"token-{Interlocked.Increment(ref given)}";
        good[token] = true;
        await context.Response.WriteAsJsonAsync(new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = (int)Lifetime.TotalSeconds, ["access_token"] = token });
    }

    public sealed record Asked(string Path, IReadOnlyDictionary<string, string> Form);
}
