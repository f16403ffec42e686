using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TrustBot.Cases;
using TrustBot.Core.Pairs;
using TrustBot.Core.People;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.Hosting;
using TrustBot.Pairs;
using TrustBot.People;
using TrustBot.Rights;
using TrustBot.Scheduling;
using TrustBot.Storage;
using TrustBot.Teams;

namespace TrustBot.Benchmarks;

/// <summary>TrustBot as it is, with the settings for Teams; or all of it but what works by itself, so that nothing is sent.</summary>
internal static class TeamsServer
{
    public static async Task<int> RunAsync(bool delivery, string[] settings)
    {
        await using var app = delivery ? TrustBotHost.Build(settings) : WithoutDelivery(settings);
        await app.StartAsync();
        Console.WriteLine($"port {app.Urls.Select(url => new Uri(url).Port).First()}");
        while (await Console.In.ReadLineAsync() is not null)
            Console.WriteLine(GC.GetTotalAllocatedBytes().ToString(CultureInfo.InvariantCulture));
        await app.StopAsync();
        return 0;
    }

    public static string[] Settings(string folder, string sink, bool tokens) =>
    [
        .. Place.Settings(folder), "--environment=Development", "--urls=http://127.0.0.1:0", "--TrustBot:Sandbox=false", $"--Teams:AllowedServiceHosts={new Uri(sink).Authority}",
        .. tokens
            ? (string[])
            [
                $"--Teams:AppId={TeamsWorld.App}", $"--Teams:TenantId={TeamsWorld.TenantOf(0)}", "--Teams:AppPassword=secret", $"--Teams:OpenIdMetadataUrl={sink}keys/openidconfiguration",
                $"--Teams:LoginUrl={sink}login", $"--Teams:AllowedTenants={string.Join(',', Enumerable.Range(0, TeamsWorld.Tenants).Select(TeamsWorld.TenantOf))}",
            ]
            : ["--Teams:AllowAnonymous=true"],
    ];

    /// <summary>Signed pairs whose mentees are known in Teams.</summary>
    public static async Task SeedAsync(string folder)
    {
        var story = new Story(Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow())).Signed();
        await Seeds.FillAsync(folder, story.Pair!, TeamsWorld.People + 1, static (_, pair) => pair with { Reason = null, NextWake = null });
        Seeds.Insert(folder, Enumerable.Range(0, TeamsWorld.People + 1).SelectMany(RowsOf));
    }

    private static IEnumerable<Seeds.SeedRow> RowsOf(int number)
    {
        var id = new PersonId(Seeds.MenteeName(number));
        var address = new Address(TeamsChannel.ChannelName, TeamsChannel.IdOf(TeamsWorld.TenantOf(number), TeamsWorld.ObjectOf(number)));
        var (pair, at) = (new PairId(Seeds.PairName(number)), Instant.FromUtc(2026, 1, 1, 0, 0));
        yield return new(Tables.People, Keys.Partition(id.Value), Keys.Person, PersonStore.Document(Story.PersonOf(id, "Bo Lind") with { Address = address }));
        yield return new(Tables.People, Keys.Partition(id.Value), Keys.PairOf(pair), PairJson.Write(new PairIndexRow(Layout.Version, pair, at)));
        yield return new(Tables.Directory, Keys.PartitionOf(address), Keys.Person, PairJson.Write(new DirectoryRow(Layout.Version, id)));
    }

    private static WebApplication WithoutDelivery(string[] settings)
    {
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. settings]);
        builder.AddHosting();
        builder.AddStorage();
        builder.AddPairs();
        builder.Services.AddCases();
        builder.AddRights();
        builder.AddDelivery();
        builder.AddScheduling();
        builder.AddTeams();
        Server.Quieten(builder.Services);
        var app = builder.Build();
        app.MapHosting();
        app.MapTeams();
        return app;
    }
}
