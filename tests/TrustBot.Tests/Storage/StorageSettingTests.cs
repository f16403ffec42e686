using Azure.Core;
using TrustBot.Storage;

namespace TrustBot.Tests.Storage;

public sealed class StorageSettingTests : IDisposable
{
    private readonly Folder folder = new();

    [Theory]
    [InlineData(StorageSetting.Default)]
    [InlineData("data source=./data/trustbot.db;")]
    public void A_relative_file_lies_under_the_root(string setting)
    {
        var opened = Open(setting);
        using (Assert.IsType<SqliteTable>(opened.Table))
            Assert.True(File.Exists(folder["data/trustbot.db"]));
        Assert.Equal(folder["data"], opened.DataFolder);
    }

    [Theory]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5;EndpointSuffix=core.windows.net")]
    public void A_connection_string_is_Azures_and_has_no_folder(string setting)
    {
        var opened = Open(setting);
        Assert.IsType<AzureTable>(opened.Table);
        Assert.Null(opened.DataFolder);
    }

    [Fact]
    public void An_address_is_Azures_with_this_machines_identity()
    {
        var asked = false;
        var opened = Open("https://a.table.core.windows.net", () =>
        {
            asked = true;
            return DelegatedTokenCredential.Create((_, _) => default);
        });
        Assert.IsType<AzureTable>(opened.Table);
        Assert.True(asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sqlite")]
    [InlineData("AccountKey=c2VjcmV0")]
    [InlineData("http://a.table.core.windows.net")]
    [InlineData("Data Source=")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=a.db;Mode=ReadOnly")]
    [InlineData("Data Source=a.db;Colour=blue")]
    public void Anything_else_is_refused_without_repeating_it(string setting)
    {
        var refusal = Assert.Throws<ArgumentException>(() => Open(setting));
        Assert.Contains("TrustBot:Storage", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", refusal.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private OpenedStorage Open(string setting, Func<TokenCredential>? identity = null) =>
        StorageSetting.Open(setting, folder.ToString(), text => AzureTable.Connect(text, identity ?? NoIdentity));

    private static TokenCredential NoIdentity() => throw new InvalidOperationException("Nobody asked for an identity.");
}
