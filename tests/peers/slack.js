// Slack's own clients against a Web API and a Socket Mode server whose addresses and tokens stand on the first line of its input, as JSON.
// Writes what they made of each answer, one JSON line each.
const { WebClient } = require('@slack/web-api');
const { SocketModeClient } = require('@slack/socket-mode');

require('readline').createInterface({ input: process.stdin }).once('line', async line => {
  const asked = JSON.parse(line);
  await (asked.appToken ? listen(asked) : call(asked));
  process.exit(0);
});

const say = (name, value) => process.stdout.write(`${JSON.stringify({ name, value })}\n`);

// Errors are answers too: what the platform called it is all that counts.
const tried = promise => promise.then(value => value, error => ({ error: error.data?.error ?? error.code, retryAfter: error.retryAfter }));

async function call({ url, token, user, channel, triggers }) {
  const quiet = { debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, getLevel() {}, setName() {} };
  const slack = new WebClient(token, { slackApiUrl: url, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, logger: quiet });
  const text = words => ({ type: 'plain_text', text: words });
  const blocks = [{ type: 'section', text: text('Hello') }];
  const modal = title => ({ type: 'modal', title: text(title), blocks });

  say('auth.test', await tried(slack.auth.test()));
  const open = await tried(slack.conversations.open({ users: user }));
  say('conversations.open', open);
  const at = open.channel.id;
  const post = await tried(slack.chat.postMessage({ channel: at, text: 'Hello', blocks, metadata: { event_type: 'peer', event_payload: { id: 'p1' } } }));
  say('chat.postMessage', post);
  say('chat.postMessage by name', await tried(slack.chat.postMessage({ channel, text: 'Hello' })));
  say('chat.update', await tried(slack.chat.update({ channel: at, ts: post.ts, text: 'Hello again', blocks })));
  const pages = [];
  for await (const page of slack.paginate('conversations.history', { channel: at, limit: 1, include_all_metadata: true })) pages.push(page.messages[0]);
  say('conversations.history', pages);
  say('users.info', await tried(slack.users.info({ user, include_locale: true })));
  say('users.lookupByEmail', await tried(slack.users.lookupByEmail({ email: 'ana@example.org' })));
  const view = await tried(slack.views.open({ trigger_id: triggers[0], view: modal('One') }));
  say('views.open', view);
  say('views.open again', await tried(slack.views.open({ trigger_id: triggers[0], view: modal('One') })));
  say('views.push', await tried(slack.views.push({ trigger_id: triggers[1], view: modal('Two') })));
  say('views.update', await tried(slack.views.update({ view_id: view.view.id, hash: view.view.hash, view: modal('One again') })));
  say('views.publish', await tried(slack.views.publish({ user_id: user, view: { type: 'home', blocks } })));
  say('too long', await tried(slack.chat.postMessage({ channel: at, text: 'x', blocks: [{ type: 'section', text: text('x'.repeat(3001)) }] })));
  say('limited', await tried(slack.team.info()));
  say('dead', await tried(slack.team.info()));
}

async function listen({ url, appToken }) {
  const slack = new SocketModeClient({ appToken, clientOptions: { slackApiUrl: url }, logLevel: 'error' });
  slack.on('slash_commands', async ({ ack, body }) => ack({ text: `You said ${body.text}` }));
  const ended = new Promise(resolve => slack.on('app_mention', async ({ ack, event }) => {
    await ack();
    say('event', event);
    resolve();
  }));
  await slack.start();
  await ended;
  await slack.disconnect();
}
