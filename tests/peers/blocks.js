// Reads a JSON array of { type: 'MessageLike' | 'ModalView' | 'HomeView', json }, holds each against Slack's own types (strictly, in one program) and
// against the schema of Block Kit with its lengths, and answers with an array of what was found.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const Ajv = require('ajv');
const ts = require('typescript');

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addSchema(JSON.parse(readFileSync(join(__dirname, 'blocks.schema.json'), 'utf8')), 'blocks');
const roots = { MessageLike: 'MessageLike', ModalView: 'Modal', HomeView: 'Home' };

let text = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', part => { text += part; });
process.stdin.on('end', () => {
  const items = JSON.parse(text);
  const found = types(items);
  items.forEach((item, i) => found[i].push(...schema(item)));
  process.stdout.write(JSON.stringify(found));
});

function schema({ type, json }) {
  const whole = type === 'MessageLike' ? { channel: 'D0123ABCD', ...json } : json;
  return [...errors(roots[type], whole), ...errors('Blocks', json.blocks)];
}

function errors(root, json) {
  const validate = ajv.getSchema(`blocks#/definitions/${root}`);
  return validate(json) ? [] : validate.errors.map(error => `${error.instancePath} ${error.message}`);
}

// One line for each, so that a line's number says whose it is.
function types(items) {
  // A view takes any block at all, by Slack's types; ours hold known ones only.
  const head = "import type * as slack from '@slack/types'; type Known = { blocks: slack.KnownBlock[] }; type MessageLike = Known & { text: string };"
    + " type ModalView = Omit<slack.ModalView, 'blocks'> & Known; type HomeView = Omit<slack.HomeView, 'blocks'> & Known;";
  const source = [head, ...items.map(({ type, json }, i) => `export const v${i}: ${type} = ${JSON.stringify(json)};`)].join('\n');
  const name = join(__dirname, 'views.generated.ts');
  const options = { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, types: [] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (file, ...rest) => file === name ? ts.createSourceFile(file, source, rest[0]) : getSourceFile.call(host, file, ...rest);
  host.fileExists = file => file === name || fileExists.call(host, file);
  host.readFile = file => file === name ? source : readFile.call(host, file);
  const found = items.map(() => []);
  for (const problem of ts.getPreEmitDiagnostics(ts.createProgram([name], options, host))) {
    const at = problem.file?.fileName === name ? problem.file.getLineAndCharacterOfPosition(problem.start).line - 1 : -1;
    (found[at] ?? found[0]).push(ts.flattenDiagnosticMessageText(problem.messageText, ' '));
  }
  return found;
}
