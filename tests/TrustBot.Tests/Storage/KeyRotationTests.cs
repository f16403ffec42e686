using System.Runtime.Versioning;
using System.Security.Cryptography;
using TrustBot.Core.Machine;
using TrustBot.Core.Pairs;
using TrustBot.Core.Privacy;
using TrustBot.Pairs;
using TrustBot.Simulation;
using TrustBot.Storage;

namespace TrustBot.Tests.Storage;

public sealed class KeyRotationTests : IDisposable
{
    private static readonly PairId Pair = new("pair-1");
    private static readonly WordsId Id = new(Visibility.OnlyMe, "bo", "1.1");

    private readonly Folder folder = new();
    private readonly MemoryTable table = new();
    private readonly string first = NewKey();
    private readonly string second = NewKey();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Missing => folder["keys/never.key"];

    [Fact]
    public async Task A_key_from_the_settings_needs_no_file_and_makes_none()
    {
        (await OpenAsync(first)).Dispose();
        (await OpenAsync(first)).Dispose();
        Assert.False(Directory.Exists(folder["keys"]));

        Assert.Contains("TrustBot:Key: this key is not the one", await RefusedAsync(new KeyPlaces(Missing, second)), StringComparison.Ordinal);
        var nonsense = await RefusedAsync(new KeyPlaces(Missing, "c2VjcmV0"));
        Assert.Contains("TrustBot:Key holds no key", nonsense, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", nonsense, StringComparison.Ordinal);
        Assert.DoesNotContain(first, new KeyPlaces(Missing, first) { PreviousKey = second }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_change_of_key_words_still_open_and_names_stay_the_same()
    {
        byte[] names;
        using (var keys = await OpenAsync(first))
        {
            names = keys.Names;
            await WriteAsync(keys, "words");
        }

        await RefusedAsync(new KeyPlaces(Missing, second));
        using (var keys = await OpenAsync(second, first))
        {
            Assert.Equal(names, keys.Names);
            Assert.Equal("words", await ReadAsync(keys));
            Assert.Equal((1, true), await new WordsSafe(table, keys.Sealer).RewrapAsync(Pair, Cancellation));
            Assert.Equal((0, true), await new WordsSafe(table, keys.Sealer).RewrapAsync(Pair, Cancellation));
        }

        using (var keys = await OpenAsync(second))
        {
            Assert.Equal(names, keys.Names);
            Assert.Equal("words", await ReadAsync(keys));
        }
        await RefusedAsync(new KeyPlaces(Missing, first));
    }

    [Fact]
    public async Task A_store_of_before_keys_could_be_changed_keeps_the_names_that_it_has()
    {
        var key = Convert.FromBase64String(first);
        using (var sealer = new Sealer(key))
        {
            sealer.NewDataKey("key-check", out var wrapped).Dispose();
            await table.WriteAsync("workspaces", "default", [new Change.Insert("key-check", $$"""{"v":1,"wrapped":"{{wrapped}}"}""")], Cancellation);
        }

        using var keys = await OpenAsync(second, first);
        Assert.Equal(NamesKey.From(key), keys.Names);
        using var again = await OpenAsync(second);
        Assert.Equal(NamesKey.From(key), again.Names);
    }

    [Fact]
    public async Task A_change_of_key_that_was_cut_short_is_finished_by_the_next_start()
    {
        (await OpenAsync(first)).Dispose();
        foreach (var fault in (WriteFault[])[WriteFault.CrashBefore, WriteFault.CrashAfter])
        {
            table.Faults = (_, _, _) => fault;
            Assert.NotNull(await Record.ExceptionAsync(() => OpenAsync(second, first)));
            table.Faults = null;
            (await OpenAsync(second, first)).Dispose();
            (await OpenAsync(second)).Dispose();
            (await OpenAsync(first, second)).Dispose();
        }
    }

    [Fact]
    public async Task A_previous_key_that_is_named_and_not_there_is_refused()
    {
        (await OpenAsync(first)).Dispose();
        Assert.Contains("TrustBot:PreviousKeyFile", await RefusedAsync(new KeyPlaces(Missing, second) { PreviousFile = folder["gone.key"] }), StringComparison.Ordinal);
        Assert.Contains("TrustBot:PreviousKey ", await RefusedAsync(new KeyPlaces(Missing, second) { PreviousKey = "nonsense" }), StringComparison.Ordinal);
    }

    [Theory]
    [UnsupportedOSPlatform("windows")]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, true)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite, false)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead, false)]
    public async Task A_mounted_secret_may_be_read_by_its_group_when_the_operator_says_so_and_by_nobody_else(UnixFileMode mode, bool taken)
    {
        var path = folder["secret.key"];
        KeyFile.Make(path);
        File.SetUnixFileMode(path, mode);

        Assert.Contains("KeyFileGroupMayRead", await RefusedAsync(new KeyPlaces(path)), StringComparison.Ordinal);
        var allowed = new KeyPlaces(path) { GroupMayRead = true };
        if (taken)
            (await KeyCheck.OpenAsync(table, allowed, null, Cancellation)).Dispose();
        else
            Assert.Contains("others than its owner", await RefusedAsync(allowed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named_with_its_setting()
    {
        await File.WriteAllTextAsync(folder["taken"], "", Cancellation);
        Assert.Contains("TrustBot:KeyFile", await RefusedAsync(new KeyPlaces(folder["taken/keys/trustbot.key"])), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(Sealer.KeyBytes));

    private Task<OpenedKeys> OpenAsync(string key, string? previous = null) => KeyCheck.OpenAsync(table, new KeyPlaces(Missing, key) { PreviousKey = previous }, null, Cancellation);

    private async Task<string> RefusedAsync(KeyPlaces places) =>
        (await Assert.ThrowsAsync<KeyRefusedException>(() => KeyCheck.OpenAsync(table, places, null, Cancellation))).Message;

    private async Task WriteAsync(OpenedKeys keys, string text) =>
        await table.WriteAsync(Tables.Pairs, Keys.Partition(Pair.Value), await new WordsSafe(table, keys.Sealer).SealAsync(Pair, [new WordsChange.Write(Id, new Words(text))], Cancellation), Cancellation);

    private async Task<string> ReadAsync(OpenedKeys keys) => (await new WordsSafe(table, keys.Sealer).OpenAsync(Pair, [Id], Cancellation))[Id].Reveal();
}
