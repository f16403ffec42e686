namespace TrustBot.Simulation;

/// <summary>The simulator has one thread: whatever waits for another would wait for ever.</summary>
internal static class Synchronous
{
    public static void Done(this ValueTask task)
    {
        if (!task.IsCompleted)
            throw new BrokenLawException("A call did not complete synchronously.");
        task.GetAwaiter().GetResult();
    }

    public static T Result<T>(this ValueTask<T> task) =>
        task.IsCompleted ? task.GetAwaiter().GetResult() : throw new BrokenLawException("A call did not complete synchronously.");
}
