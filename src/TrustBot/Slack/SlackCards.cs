using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using TrustBot.Core.Messages;
using TrustBot.Core.Texts;
using TrustBot.Delivery;
using TrustBot.Hosting;
using TrustBot.Slack.Blocks;
using TrustBot.Slack.Outbound;

namespace TrustBot.Slack;

/// <summary>Messages and modals as this install shows them.</summary>
public sealed class SlackCards(IOptions<TrustBotOptions> site) : ISlackCards
{
    private readonly Uri? address = site.Value.PublicUrl is { Length: > 0 } url ? new Uri(url) : null;

    public SlackMessage Draw(Envelope envelope, Language language) => MessageBlocks.Draw(envelope, language);

    public JsonObject Modal(Form form, Language language, FormAnswers? typed = null, ImmutableDictionary<string, string>? errors = null) =>
        FormView.Draw(form, language, address, typed, errors);
}
