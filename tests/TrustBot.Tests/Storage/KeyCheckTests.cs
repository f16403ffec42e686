using TrustBot.Simulation;
using TrustBot.Storage;

namespace TrustBot.Tests.Storage;

public sealed class KeyCheckTests : IDisposable
{
    private readonly Folder folder = new();
    private readonly MemoryTable table = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string KeyPath => folder["keys/trustbot.key"];

    private string Data => folder["data"];

    [Fact]
    public async Task The_first_start_makes_a_key_that_only_its_owner_reads_and_the_next_start_finds_it()
    {
        string wrapped;
        using (var first = await Open())
            first.NewDataKey("owner", out wrapped).Dispose();
        using (var second = await Open())
            second.Unwrap(wrapped, "owner").Dispose();

        Assert.Equal(32, Convert.FromBase64String(await File.ReadAllTextAsync(KeyPath, Cancellation)).Length);
        Assert.Equal("trustbot.key", Assert.Single(Directory.GetFiles(folder["keys"]).Select(Path.GetFileName)));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
    }

    [Fact]
    public async Task A_key_file_that_was_brought_along_is_used()
    {
        var key = KeyFile.Make(KeyPath);
        using var sealer = await Open();
        sealer.NewDataKey("owner", out var wrapped).Dispose();
        using var same = new Sealer(key);
        same.Unwrap(wrapped, "owner").Dispose();
    }

    [Fact]
    public async Task A_sealed_store_without_its_key_file_is_refused_and_no_key_is_made()
    {
        (await Open()).Dispose();
        File.Delete(KeyPath);

        var refusal = await Refused();

        Assert.Contains("TrustBot:KeyFile", refusal, StringComparison.Ordinal);
        Assert.Contains(KeyPath, refusal, StringComparison.Ordinal);
        Assert.Contains("makes no new key over an old store", refusal, StringComparison.Ordinal);
        Assert.False(File.Exists(KeyPath));
    }

    [Fact]
    public async Task Another_key_than_the_store_was_sealed_with_is_refused_and_left_alone()
    {
        (await Open()).Dispose();
        File.Delete(KeyPath);
        KeyFile.Make(KeyPath);
        var before = await File.ReadAllTextAsync(KeyPath, Cancellation);

        var refusal = await Refused();

        Assert.Contains($"TrustBot:KeyFile: the key in {KeyPath} is not the one", refusal, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(KeyPath, Cancellation));
    }

    [Fact]
    public async Task Of_two_nodes_that_start_first_at_once_one_is_refused_and_keeps_no_key()
    {
        var theirs = folder["theirs.key"];
        table.Faults = (_, _, _) =>
        {
            table.Faults = null;
            KeyCheck.OpenAsync(table, new KeyPlaces(theirs), null, Cancellation).GetAwaiter().GetResult().Dispose();
            return WriteFault.None;
        };

        await Refused();

        Assert.False(File.Exists(KeyPath));
        (await KeyCheck.OpenAsync(table, new KeyPlaces(theirs), null, Cancellation)).Dispose();
    }

    [Theory]
    [InlineData(WriteFault.CrashBefore)]
    [InlineData(WriteFault.CrashAfter)]
    [InlineData(WriteFault.LostAnswer)]
    [InlineData(WriteFault.LostRequest)]
    public async Task A_first_start_that_was_cut_short_is_finished_by_the_next(WriteFault fault)
    {
        table.Faults = (_, _, _) => fault;
        Assert.NotNull(await Record.ExceptionAsync(Open));
        table.Faults = null;

        (await Open()).Dispose();
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_makes_no_key()
    {
        table.Down = true;
        await Assert.ThrowsAsync<StoreUnavailableException>(Open);
        Assert.False(File.Exists(KeyPath));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public async Task A_key_file_that_others_may_touch_is_refused(UnixFileMode looser)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        KeyFile.Make(KeyPath);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | looser);

        Assert.Contains("chmod 600", await Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= trailing")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_key_file_that_holds_something_else_is_refused_and_left_alone(string content)
    {
        KeyFile.Make(KeyPath);
        await File.WriteAllTextAsync(KeyPath, content, Cancellation);

        Assert.Contains("holds no key", await Refused(), StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(KeyPath, Cancellation));
    }

    [Fact]
    public async Task A_link_to_the_key_file_is_followed()
    {
        KeyFile.Make(folder["vault/real.key"]);
        Directory.CreateDirectory(folder["keys"]);
        File.CreateSymbolicLink(KeyPath, folder["vault/real.key"]);

        (await Open()).Dispose();
    }

    [Fact]
    public async Task A_link_to_nothing_is_no_first_start()
    {
        Directory.CreateDirectory(folder["keys"]);
        File.CreateSymbolicLink(KeyPath, folder["vault/real.key"]);

        Assert.Contains("is a link to a file that isn't there", await Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_key_file_is_refused()
    {
        Directory.CreateDirectory(KeyPath);
        Assert.Contains("can't be read", await Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data/trustbot.key")]
    [InlineData("data/deeper/trustbot.key")]
    [InlineData("data/../data/trustbot.key")]
    public async Task A_key_file_in_the_data_folder_is_refused(string inside)
    {
        Directory.CreateDirectory(folder["data/deeper"]);
        Assert.Contains("lies in the data folder", await Refused(folder[inside]), StringComparison.Ordinal);
        Assert.False(File.Exists(folder[inside]));
    }

    [Fact]
    public async Task A_link_that_leads_into_the_data_folder_is_refused()
    {
        KeyFile.Make(folder["data/real.key"]);
        Directory.CreateDirectory(folder["keys"]);
        File.CreateSymbolicLink(KeyPath, folder["data/real.key"]);
        Assert.Contains("lies in the data folder", await Refused(), StringComparison.Ordinal);

        Directory.CreateSymbolicLink(folder["elsewhere"], Data);
        Assert.Contains("lies in the data folder", await Refused(folder["elsewhere/new.key"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_neighbour_of_the_data_folder_with_a_longer_name_is_fine()
    {
        Directory.CreateDirectory(Data);
        (await KeyCheck.OpenAsync(table, new KeyPlaces(folder["data-keys/trustbot.key"]), Data, Cancellation)).Dispose();
    }

    public void Dispose() => folder.Dispose();

    private async Task<Sealer> Open() => (await KeyCheck.OpenAsync(table, new KeyPlaces(KeyPath), Data, Cancellation)).Sealer;

    private Task<string> Refused() => Refused(KeyPath);

    private async Task<string> Refused(string path) =>
        (await Assert.ThrowsAsync<KeyRefusedException>(() => KeyCheck.OpenAsync(table, new KeyPlaces(path), Data, Cancellation))).Message;
}
