using Microsoft.Extensions.Logging;

namespace TrustBot.Tests.Teams;

/// <summary>Everything that was logged, as it would stand in a file.</summary>
internal sealed class WrittenLog : ILoggerProvider, ILogger
{
    private readonly System.Text.StringBuilder lines = new();

    public string Text
    {
        get
        {
            lock (lines)
                return lines.ToString();
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (lines)
            lines.Append(formatter(state, exception)).Append(exception).Append('\n');
    }

    public void Dispose()
    {
    }
}
