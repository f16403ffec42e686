namespace TrustBot.Cases;

public static class CasesSetup
{
    public static void AddCases(this IServiceCollection services)
    {
        services.AddSingleton<CaseStore>();
        services.AddSingleton<CaseSafe>();
        services.AddSingleton<CaseReader>();
        services.AddSingleton<CaseEngine>();
        services.AddSingleton<Promises>();
    }
}
