using Quartz;
using TrustBot.Delivery;

namespace TrustBot.Scheduling;

public static class SchedulingSetup
{
    private static readonly TimeSpan BetweenWakes = TimeSpan.FromSeconds(5);

    public static void AddScheduling(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<StoryClock>();
        services.AddSingleton(new WakerSettings());
        services.AddSingleton<Waker>();
        services.AddSingleton<Outlook>();
        services.AddSingleton<Leases>();
        services.AddSingleton<Walk>();
        services.AddSingleton<Unreadable>();
        services.AddSingleton<Repair>();
        services.AddSingleton<Retention>();
        services.AddSingleton<IWaiting, Waiting>();
        services.AddHostedService<LeaseRelease>();
        services.AddSingleton<Rewrap>();
        services.AddHostedService(provider => provider.GetRequiredService<Rewrap>());
        services.AddQuartz(quartz =>
        {
            // Several nodes started together don't poke the store in step.
            var jitter = TimeSpan.FromMilliseconds(Random.Shared.Next((int)BetweenWakes.TotalMilliseconds));
            quartz.ScheduleJob<WakeJob>(trigger => trigger.WithIdentity("wake")
                .StartAt(DateTimeOffset.UtcNow + jitter)
                .WithSimpleSchedule(schedule => schedule.WithInterval(BetweenWakes).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.FireNow)));
            quartz.ScheduleJob<RepairJob>(trigger => trigger.WithIdentity("repair").WithCronSchedule(DailyAt(2), InUtc));
            quartz.ScheduleJob<RetentionJob>(trigger => trigger.WithIdentity("retention").WithCronSchedule(DailyAt(3), InUtc));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static string DailyAt(int hour) => FormattableString.Invariant($"{Random.Shared.Next(60)} {Random.Shared.Next(60)} {hour} * * ?");

    private static void InUtc(CronScheduleBuilder schedule) =>
        schedule.InTimeZone(TimeZoneInfo.Utc).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed);
}
