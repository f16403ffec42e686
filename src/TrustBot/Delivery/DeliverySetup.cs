namespace TrustBot.Delivery;

public static class DeliverySetup
{
    public static void AddDelivery(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(provider => new Pacing(provider.GetRequiredService<TimeProvider>(), provider.GetServices<IChannel>().ToDictionary(channel => channel.Name, channel => channel.Pace)));
        services.AddSingleton<SealedNotes>();
        services.AddSingleton<Slips>();
        services.AddSingleton<Carrier>();
        services.AddSingleton<Desks>();
        services.AddSingleton<Courier>();
        services.AddSingleton<Dispatcher>();
        services.AddHostedService<CourierService>();
    }
}
