using TrustBot.CoordinatorConsole.Web;
using TrustBot.Programmes;

namespace TrustBot.CoordinatorConsole;

/// <summary>The coordinator's pages.</summary>
public static class ConsoleSetup
{
    /// <param name="sandbox">Whether the Sandbox is on: whoever sits at this machine is the coordinator then, and can write to everybody at once.</param>
    public static void AddConsole(this WebApplicationBuilder builder, bool sandbox)
    {
        var services = builder.Services;
        services.AddRazorComponents();
        // At each start it would read the keys that ASP.NET seals forms and cookies with, or lay some in the home directory. Nothing here is sealed so:
        // the pages have no such cookie, and SameSiteOnly looks after the forms.
        foreach (var warmUp in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Name == "DataProtectionHostedService").ToList())
            services.Remove(warmUp);
        var here = IsCoordinatorHere(builder.Configuration);
        services.Configure<ConsoleOptions>(options => (options.SandboxCoordinator, options.CoordinatorHere) = (sandbox, here));
        services.AddSingleton(new Newcomers(sandbox ? "sandbox" : null));
        services.AddSingleton<CoordinatorAccess>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<ContactImport>();
        services.AddSingleton<ImportRun>();
        services.AddSingleton<Invitations>();
        services.AddSingleton<ProgrammeDesk>();
        services.AddSingleton<Roster>();
        if (sandbox || here)
            services.AddHostedService<ProgrammeStart>();
    }

    /// <exception cref="InvalidOperationException">The setting is neither.</exception>
    private static bool IsCoordinatorHere(ConfigurationManager configuration) => configuration["TrustBot:CoordinatorHere"] switch
    {
        null or "" => false,
        var text when bool.TryParse(text, out var here) => here,
        _ => throw new InvalidOperationException("TrustBot:CoordinatorHere must be true or false."),
    };

    /// <summary>Maps nothing where nobody could be let in.</summary>
    public static void MapConsole(this WebApplication app)
    {
        var access = app.Services.GetRequiredService<CoordinatorAccess>();
        if (!access.IsOpen)
            return;
        app.UseStaticFiles();
        var console = app.MapGroup("/console");
        console.AddEndpointFilter(access);
        console.AddEndpointFilter(new SameSiteOnly());
        console.AddEndpointFilter(new VisitFilter());
        console.MapGet("/", HomePages.ShowAsync);

        var programme = console.MapGroup("/{programme}");
        programme.MapGet("/", HomePages.ShowAsync);
        ImportPages.Map(programme);
        InstallPages.Map(programme);
        InvitationPages.Map(programme);
        RhythmPages.Map(programme);
        SettingsPages.Map(programme);
        WelcomeBackPages.Map(programme);
    }
}
