// Reads a JSON array of Adaptive Cards from its input, lets Microsoft's own library parse each, and answers with an array of what it found.
const { AdaptiveCard, HostConfig, SerializationContext, Versions } = require('adaptivecards/dist/adaptivecards.js');

// Teams' own limit; the library's is five.
const teams = new HostConfig({ actions: { maxActions: 6 } });

let text = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', part => { text += part; });
process.stdin.on('end', () => process.stdout.write(JSON.stringify(JSON.parse(text).map(problems))));

function problems(json) {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.hostConfig = teams;
  card.parse(json, context);
  const found = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  found.push(...card.validateProperties().validationEvents.map(event => event.message));
  if (card.version.toString() !== '1.5') found.push(`Version ${card.version}`);
  if (card.getAllInputs().length !== count(json, type => type.startsWith('Input.'))) found.push('An input was lost.');
  return found;
}

function count(json, fits) {
  if (json === null || typeof json !== 'object') return 0;
  const own = typeof json.type === 'string' && fits(json.type) ? 1 : 0;
  return Object.values(json).reduce((sum, value) => sum + count(value, fits), own);
}
