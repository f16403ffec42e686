using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;

namespace TrustBot.Tests.Scheduling;

/// <summary>The whole program, on a port of loopback.</summary>
public sealed class HealthTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trustbot-health-");
    private WebApplication? app;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = TrustBotHost.Build(["--environment=Development", "--urls=http://127.0.0.1:0", $"--TrustBot:DataDirectory={Path.Combine(folder.FullName, "data")}", "--Logging:LogLevel:Default=None"]);
        await app.StartAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await app!.StopAsync(Cancellation);
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_store_that_another_program_holds_is_down_until_it_lets_go()
    {
        using var client = new HttpClient { BaseAddress = new Uri(app!.Urls.Single()) };
        using var other = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "data", "trustbot.db")};Pooling=False");
        other.Open();
        Run(other, "BEGIN IMMEDIATE");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(client));

        Run(other, "COMMIT");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), Cancellation);
        return answer.StatusCode;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
