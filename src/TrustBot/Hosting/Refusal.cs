using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using TrustBot.Slack;
using TrustBot.Storage;
using TrustBot.Teams;

namespace TrustBot.Hosting;

/// <summary>What stops a start and can be put right by whoever starts it: one line that names the setting, and no stack.</summary>
internal static class Refusal
{
    private static readonly string[] Sections = [TrustBotOptions.Section, TeamsOptions.Section, SlackOptions.Section];

    /// <exception cref="Exception">One that <see cref="LineOf"/> has a line for, or a bug.</exception>
    public static void Check(IServiceProvider services)
    {
        services.GetService<IStartupValidator>()?.Validate();
        services.GetRequiredService<Sealer>();
    }

    /// <returns>Null for what nobody foresaw.</returns>
    public static string? LineOf(Exception e) => e switch
    {
        OptionsValidationException options => string.Join(' ', options.Failures.Select(WithoutName)),
        KeyRefusedException key => key.Message,
        StoreUnavailableException store => $"TrustBot:Storage: {store.Message}",
        InvalidOperationException { Message: var message } when message.StartsWith("TrustBot:", StringComparison.Ordinal) => message,
        // A switch that is neither true nor false, or no such choice; the binder's own sentence names it.
        InvalidOperationException { InnerException: FormatException or ArgumentException, Message: var message } when Sections.Any(section => message.Contains($"'{section}:", StringComparison.Ordinal)) => message,
        IOException { InnerException: AddressInUseException } => $"TrustBot can't start: {e.Message} Stop what listens there, or set ASPNETCORE_URLS to another address.",
        IOException or UnauthorizedAccessException => $"TrustBot can't start: {e.Message}",
        ArgumentException { Message: var message } when message.StartsWith("TrustBot:", StringComparison.Ordinal) => message.Split(" (Parameter")[0],
        AggregateException { InnerExceptions: [var only] } => LineOf(only),
        _ => null,
    };

    // The validator puts "Storage: " before what already names the whole key.
    private static string WithoutName(string failure) =>
        failure.IndexOf(TrustBotOptions.Section + ":", StringComparison.Ordinal) is var at and > 0 ? failure[at..] : failure;
}
