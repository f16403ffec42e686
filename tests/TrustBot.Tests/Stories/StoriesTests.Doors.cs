namespace TrustBot.Tests.Stories;

public sealed class SlackStoriesTests : StoriesTests
{
    private protected override async Task<(IStreet Ana, IStreet Bo)> OpenAsync()
    {
        var street = await SlackStreet.OpenAsync();
        return (street, street);
    }
}

public sealed class TeamsStoriesTests : StoriesTests
{
    private protected override async Task<(IStreet Ana, IStreet Bo)> OpenAsync()
    {
        var street = await TeamsStreet.OpenAsync();
        return (street, street);
    }
}

/// <summary>Where no dialog can be opened, forms stand in the chat.</summary>
public sealed class TeamsInCardsStoriesTests : StoriesTests
{
    private protected override async Task<(IStreet Ana, IStreet Bo)> OpenAsync()
    {
        var street = await TeamsStreet.OpenAsync(inCards: true);
        return (street, street);
    }
}

public sealed class SandboxStoriesTests : StoriesTests
{
    private protected override Task<(IStreet Ana, IStreet Bo)> OpenAsync()
    {
        var street = new SandboxStreet();
        return Task.FromResult<(IStreet, IStreet)>((street, street));
    }
}

/// <summary>The mentor in Teams, the mentee in Slack.</summary>
public sealed class AcrossStoriesTests : StoriesTests
{
    private protected override async Task<(IStreet Ana, IStreet Bo)> OpenAsync() => (await TeamsStreet.OpenAsync(), await SlackStreet.OpenAsync());
}
