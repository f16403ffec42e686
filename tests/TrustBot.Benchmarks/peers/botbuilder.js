// A Bot Builder bot as its own samples are written: it counts the messages of a conversation, answers with the count, and saves it after
// the turn. No password, so that it asks for no token and sends none. Plain node:http in front of it, which is less than any framework.
const http = require('node:http');
const { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState, MemoryStorage } = require('botbuilder');

class CountingBot extends ActivityHandler {
    constructor(state) {
        super();
        this.state = state;
        const counter = state.createProperty('counter');
        this.onMessage(async (turn, next) => {
            const kept = await counter.get(turn, { count: 0 });
            kept.count += 1;
            await turn.sendActivity(`count ${kept.count}`);
            await next();
        });
    }

    async run(turn) {
        await super.run(turn);
        await this.state.saveChanges(turn, false);
    }
}

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
adapter.onTurnError = async (_, error) => console.error(error.stack);
const bot = new CountingBot(new ConversationState(new MemoryStorage()));

const server = http.createServer((request, response) => {
    const parts = [];
    request.on('data', part => parts.push(part));
    request.on('end', async () => {
        request.body = JSON.parse(Buffer.concat(parts));
        response.status = code => { response.statusCode = code; return response; };
        response.header = (name, value) => { response.setHeader(name, value); return response; };
        response.send = body => response.end(body === undefined ? undefined : JSON.stringify(body));
        await adapter.process(request, response, turn => bot.run(turn));
    });
});
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));
process.stdin.on('end', () => process.exit(0)).resume();
