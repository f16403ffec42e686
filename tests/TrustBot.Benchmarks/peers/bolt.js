// A Bolt app as its own samples are written: it counts presses in memory and acknowledges them. Signatures are verified as always; authorize
// answers at once, so that it asks Slack for nothing and sends nothing. Argument: the signing secret.
const { App, HTTPReceiver, LogLevel } = require('@slack/bolt');

const receiver = new HTTPReceiver({ signingSecret: process.argv[2], endpoints: ['/slack/events', '/slack/interactions'], logLevel: LogLevel.ERROR });
const app = new App({ receiver, authorize: async () => ({ botToken: 'xoxb-none', botId: 'B1', botUserId: 'U1' }), logLevel: LogLevel.ERROR });
let presses = 0;
app.action(/.*/, async ({ ack }) => {
    presses += 1;
    await ack();
});
app.error(async error => console.error(error.stack));

app.start({ port: 0, host: '127.0.0.1' }).then(server => {
    server.keepAliveTimeout = 0;
    console.log(`port ${server.address().port}`);
});
process.stdin.on('end', () => {
    console.log(`presses ${presses}`);
    process.exit(0);
}).resume();
