using TrustBot.CoordinatorConsole.Web;
using TrustBot.Programmes;

namespace TrustBot.CoordinatorConsole;

/// <summary>The coordinator's pages.</summary>
public static class ConsoleSetup
{
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddOptions<ConsoleOptions>();
        services.AddSingleton<CoordinatorAccess>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<ProgrammeAudit>();
        services.AddSingleton<ImportRun>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<ProgrammeDesk>();
        services.AddSingleton<Roster>();
        return services;
    }

    public static void MapConsole(this IEndpointRouteBuilder app)
    {
        var console = app.MapGroup("/console");
        var access = app.ServiceProvider.GetRequiredService<CoordinatorAccess>();
        console.AddEndpointFilter(access);
        console.AddEndpointFilter(new SameSiteOnly());
        console.AddEndpointFilter(new VisitFilter());
        console.MapGet("/", HomePages.ShowAsync);

        var programme = console.MapGroup("/{programme}");
        programme.MapGet("/", HomePages.ShowAsync);
        ImportPages.Map(programme);
        InvitationPages.Map(programme);
        RhythmPages.Map(programme);
        SettingsPages.Map(programme);
    }
}
