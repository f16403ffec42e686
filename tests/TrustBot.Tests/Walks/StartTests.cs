using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace TrustBot.Tests.Walks;

/// <summary>What stops a start is said in one line that names the setting, and the exit code is 1.</summary>
[Collection(OneAtATime.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class StartTests : IAsyncLifetime
{
    private readonly RunningProgram program = RunningProgram.Stopped();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => program.DisposeAsync();

    [Theory]
    [InlineData("TrustBot__Storage", "foo", "TrustBot:Storage")]
    [InlineData("TrustBot__Storage", "https://example.org/nothing here", "TrustBot:Storage")]
    [InlineData("TrustBot__PublicUrl", "nonsense", "TrustBot:PublicUrl")]
    [InlineData("TrustBot__DataDirectory", "", "TrustBot:DataDirectory")]
    [InlineData("TrustBot__Operator", "", "TrustBot:Operator")]
    [InlineData("TrustBot__Sandbox", "perhaps", "TrustBot:Sandbox")]
    [InlineData("TrustBot__CoordinatorHere", "perhaps", "TrustBot:CoordinatorHere")]
    [InlineData("Slack__MessagesPerSecond", "many", "Slack:MessagesPerSecond")]
    [InlineData("TrustBot__KeyFile", "/dev/null", "TrustBot:KeyFile")]
    [InlineData("TrustBot__KeyFile", "/proc/keys/trustbot.key", "TrustBot:KeyFile")]
    [InlineData("TrustBot__KeyFileGroupMayRead", "perhaps", "TrustBot:KeyFileGroupMayRead")]
    [InlineData("TrustBot__Key", "c2VjcmV0", "TrustBot:Key holds no key")]
    [InlineData("TrustBot__PreviousKeyFile", "gone.key", "TrustBot:PreviousKeyFile")]
    public async Task A_setting_that_makes_no_sense_is_named(string name, string value, string named)
    {
        program.Settings[name] = value;
        await RefusedAsync(named);
    }

    [Theory]
    [InlineData("Slack__BotToken", "xoxb-1")]
    [InlineData("Teams__AppId", "0f0f0f0f-1111-4222-8333-444444444444")]
    public async Task The_Sandbox_beside_real_people_is_refused(string setting, string value)
    {
        (program.Settings["TrustBot__Sandbox"], program.Settings[setting]) = ("true", value);
        await RefusedAsync("TrustBot:Sandbox");
    }

    [Fact]
    public async Task The_Sandbox_outside_Development_is_refused()
    {
        program.Settings["ASPNETCORE_ENVIRONMENT"] = "Production";
        program.Settings["TrustBot__Sandbox"] = "true";
        await RefusedAsync("TrustBot:Sandbox");
    }

    [Fact]
    public async Task A_key_inside_the_data_folder_is_refused()
    {
        program.Settings["TrustBot__KeyFile"] = Path.Combine(program.Data, "trustbot.key");
        await RefusedAsync("TrustBot:KeyFile");
    }

    [Fact]
    public async Task A_store_without_its_key_with_another_key_or_with_an_open_one_is_refused_and_starts_again_once_put_right()
    {
        await program.AgainAsync();
        program.Kill();
        var key = await File.ReadAllTextAsync(program.KeyFile, TestContext.Current.CancellationToken);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(program.KeyFile));

        File.Delete(program.KeyFile);
        await RefusedAsync("isn't there");
        Assert.False(File.Exists(program.KeyFile));

        await WriteKeyAsync(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await RefusedAsync("is not the one that this store was sealed with");

        await WriteKeyAsync("not a key", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await RefusedAsync("holds no key");

        await WriteKeyAsync(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await RefusedAsync("chmod 600");

        await WriteKeyAsync(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await program.AgainAsync();
    }

    [Fact]
    public async Task The_key_is_changed_while_the_one_before_is_named_and_everybody_is_found_again()
    {
        await program.AgainAsync();
        using (var client = new SandboxClient(program.Address))
            await client.ImportAndInviteAsync("mentor,mentee\nana@example.org,bo@example.org\n");
        program.Kill();
        var old = Path.Combine(Path.GetDirectoryName(program.KeyFile)!, "previous.key");
        File.Move(program.KeyFile, old);
        await WriteKeyAsync(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        program.Settings["TrustBot__PreviousKeyFile"] = old;
        await program.AgainAsync();
        program.Kill();

        program.Settings.Remove("TrustBot__PreviousKeyFile");
        await program.AgainAsync();
        using var again = new SandboxClient(program.Address);
        var before = await again.PeopleAsync();
        await again.ImportAndInviteAsync("mentor,mentee\nana@example.org,bo@example.org\n");
        Assert.Equal(before, await again.PeopleAsync());
    }

    [Fact]
    public async Task A_second_process_over_the_same_data_is_refused_and_the_first_goes_on()
    {
        await program.AgainAsync();
        await using var second = RunningProgram.Stopped();
        foreach (var (name, value) in program.Settings)
            second.Settings[name] = value;

        await RefusedAsync("in use by another TrustBot", second);

        using var http = new HttpClient { BaseAddress = program.Address };
        Assert.Contains("\"ok\"", await http.GetStringAsync("/health", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_said_in_one_line()
    {
        await program.AgainAsync();
        await using var second = RunningProgram.Stopped();
        await RefusedAsync("another address", second, program.Address.ToString());
    }

    private async Task WriteKeyAsync(string text, UnixFileMode mode)
    {
        File.Delete(program.KeyFile);
        await File.WriteAllTextAsync(program.KeyFile, text, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program.KeyFile, mode);
    }

    private async Task RefusedAsync(string says, RunningProgram? refused = null, string? at = null)
    {
        var (code, spoken, error) = await (refused ?? program).RunToItsEndAsync(at);
        Assert.Equal(1, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
        Assert.Equal("", spoken);
    }
}
