using TrustBot.People;
using TrustBot.Programmes;

namespace TrustBot.Pairs;

public static class PairsSetup
{
    public static void AddPairs(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IdMinter>();
        services.AddSingleton<KeyedGate>();
        services.AddSingleton<Hints>();
        services.AddSingleton<Nudges>();
        services.AddSingleton<WordsSafe>();
        services.AddSingleton<ProgrammeStore>();
        services.AddSingleton<Places>();
        services.AddSingleton<PersonStore>();
        services.AddSingleton<Finding>();
        services.AddHostedService(provider => provider.GetRequiredService<Finding>());
        services.AddSingleton<PairReader>();
        services.AddSingleton<PairEngine>();
        services.AddSingleton<PersonReader>();
        services.AddSingleton<OwnData>();
        services.AddSingleton<DataLinks>();
        services.AddSingleton<Eraser>();
        services.AddSingleton<PersonEngine>();
        services.AddSingleton<Inbox>();
        services.AddSingleton<Glances>();
    }
}
