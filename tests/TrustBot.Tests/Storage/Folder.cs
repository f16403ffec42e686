namespace TrustBot.Tests.Storage;

/// <summary>A folder of the test's own, gone when the test is over.</summary>
public sealed class Folder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("trustbot-").FullName;

    public string this[string name] => Path.Combine(path, name);

    public override string ToString() => path;

    public void Dispose() => Directory.Delete(path, recursive: true);
}
