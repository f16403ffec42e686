// Slack's own receiver, which says on its first line where it listens, and ends with its input. Arguments: the signing secret, and the second that it is.
const { HTTPReceiver, LogLevel } = require('@slack/bolt');

const [secret, now] = process.argv.slice(2);
Date.now = () => Number(now) * 1000;

const receiver = new HTTPReceiver({
  signingSecret: secret,
  endpoints: ['/slack/events', '/slack/interactions', '/slack/options', '/slack/commands'],
  bodyLimit: 1024 * 1024,
  logLevel: LogLevel.ERROR,
});
// A view says in its metadata what it is to be answered.
receiver.init({
  processEvent: async ({ body, ack }) => ack(body.view?.private_metadata?.startsWith('{') ? JSON.parse(body.view.private_metadata) : undefined),
});
receiver.start(0).then(server => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.on('end', () => process.exit()).resume();
