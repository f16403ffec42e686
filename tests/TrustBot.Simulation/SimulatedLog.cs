using Microsoft.Extensions.Logging;

namespace TrustBot.Simulation;

/// <summary>What the program logs: never anybody's words, and never a bug that it caught.</summary>
internal sealed class SimulatedLog(EventLog events) : ILogger
{
    /// <summary>The first bug that was logged; looked at after each step, because who logs it also catches everything.</summary>
    public string? Bug { get; private set; }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception);
        if (Canaries.Has(line) || (exception is not null && Canaries.Has(exception.ToString())))
            Bug ??= $"I3: a line of the log holds somebody's words ({eventId.Name}).";
        else if (logLevel >= LogLevel.Error)
            Bug ??= $"A bug was caught and logged: {line}";
        events.Add("log", eventId.Name ?? "", logLevel.ToString());
    }
}
