using NodaTime;
using TrustBot.Core.People;
using TrustBot.Teams;

namespace TrustBot.Benchmarks;

/// <summary>TrustBot as it is, with the settings for Teams; or all of it but what works by itself, so that nothing is sent.</summary>
internal static class TeamsServer
{
    public static async Task<int> RunAsync(bool delivery, string[] settings)
    {
        await using var app = TrustBotHost.Build(settings, delivery ? null : Server.Quieten);
        await app.StartAsync();
        return await Server.ObeyAsync(app);
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

    private static IEnumerable<Seeds.SeedRow> RowsOf(int number) =>
        Seeds.MemberOf(number, Seeds.MenteeName(number), "Bo Lind", new Address(TeamsChannel.ChannelName, TeamsChannel.IdOf(TeamsWorld.TenantOf(number), TeamsWorld.ObjectOf(number))));
}
