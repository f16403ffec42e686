namespace TrustBot.Storage;

/// <summary>One caller's batches on their way to the writer. They are either started, once, or dropped by its caller's cancellation.</summary>
internal sealed class SqliteWrite(IReadOnlyList<TableWrite> writes)
{
    private readonly TaskCompletionSource<WriteResult> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration cancelled;
    private int taken;
    private WriteResult? result;

    public IReadOnlyList<TableWrite> Writes => writes;

    public Task<WriteResult> Done => done.Task;

    /// <summary>To be called before the writer can see this, so that the registration never outlives the write.</summary>
    public void DropWhen(CancellationToken cancellation) =>
        cancelled = cancellation.UnsafeRegister(static (write, token) => ((SqliteWrite)write!).Drop(token), this);

    public bool TryStart()
    {
        if (Interlocked.Exchange(ref taken, 1) != 0)
            return false;
        cancelled.Unregister();
        return true;
    }

    /// <summary>Remembers the outcome until the COMMIT that makes it true.</summary>
    public void Decide(WriteResult outcome) => result = outcome;

    public void Complete() => done.SetResult(result!);

    public void Fail(Exception failure) => done.TrySetException(failure);

    private void Drop(CancellationToken token)
    {
        if (Interlocked.Exchange(ref taken, 1) == 0)
            done.TrySetCanceled(token);
    }
}
