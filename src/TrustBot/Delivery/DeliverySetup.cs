namespace TrustBot.Delivery;

public static class DeliverySetup
{
    /// <summary>Estimates of what the platforms allow; a platform that asks for more patience gets it.</summary>
    private static readonly Dictionary<string, Pace> Paces = new()
    {
        ["slack"] = new Pace(4, TimeSpan.FromSeconds(1)),
        ["teams"] = new Pace(25, TimeSpan.FromMilliseconds(250)),
    };

    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => new Pacing(provider.GetRequiredService<TimeProvider>(), Paces));
        services.AddSingleton<SealedNotes>();
        services.AddSingleton<Slips>();
        services.AddSingleton<Carrier>();
        services.AddSingleton<Desks>();
        services.AddSingleton<Courier>();
        services.AddSingleton<Dispatcher>();
        services.AddHostedService<CourierService>();
    }
}
