namespace TrustBot.Tests.Stories;

public sealed class SlackStoriesTests : StoriesTests
{
    private protected override async Task<IStreet> OpenAsync() => await SlackStreet.OpenAsync();
}

public sealed class TeamsStoriesTests : StoriesTests
{
    private protected override async Task<IStreet> OpenAsync() => await TeamsStreet.OpenAsync();
}

/// <summary>Where no dialog can be opened, forms stand in the chat.</summary>
public sealed class TeamsInCardsStoriesTests : StoriesTests
{
    private protected override async Task<IStreet> OpenAsync() => await TeamsStreet.OpenAsync(inCards: true);
}

public sealed class SandboxStoriesTests : StoriesTests
{
    private protected override Task<IStreet> OpenAsync() => Task.FromResult<IStreet>(new SandboxStreet());
}
