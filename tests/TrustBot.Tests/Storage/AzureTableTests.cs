using TrustBot.Storage;

namespace TrustBot.Tests.Storage;

public sealed class AzureTableTests(AzuriteFixture azurite) : TableContract, IAsyncLifetime
{
    private AzureTable? table;

    protected override ITable Table => table!;

    public async ValueTask InitializeAsync() => table = AzureTable.Connect(await azurite.ConnectionAsync(), () => throw new InvalidOperationException());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
