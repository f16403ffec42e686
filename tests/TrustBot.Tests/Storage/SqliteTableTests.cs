using TrustBot.Storage;

namespace TrustBot.Tests.Storage;

public sealed class SqliteTableTests : TableContract, IDisposable
{
    private readonly Folder folder = new();
    private readonly SqliteTable sqlite;

    public SqliteTableTests() => sqlite = new SqliteTable(new SqliteSettings(folder["data/trustbot.db"]));

    protected override ITable Table => sqlite;

    [Fact]
    public void A_read_completes_before_it_returns()
    {
        Assert.True(sqlite.ReadAsync("t", "p", "a", Cancellation).AsTask().IsCompletedSuccessfully);
        Assert.True(sqlite.ReadRangeAsync("t", "p", "", "~", 0, Cancellation).AsTask().IsCompletedSuccessfully);
    }

    public void Dispose()
    {
        sqlite.Dispose();
        folder.Dispose();
    }
}
