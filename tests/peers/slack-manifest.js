// Reads a JSON array. An item { yaml } is answered with its text as JSON, alone in an array; an item { json } with what is wrong with it as a
// manifest, by Slack's published schemas and, strictly, by the type of the official client.
const { readFileSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const Ajv = require('ajv');
const addFormats = require('ajv-formats');
const ts = require('typescript');
const { parse } = require('yaml');

const folder = join(__dirname, '..', 'TrustBot.Tests', 'Slack', 'Schemas');

let text = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', part => { text += part; });
process.stdin.on('end', () => {
  const items = JSON.parse(text);
  const found = items.some(({ json }) => json) ? types(items) : items.map(() => []);
  process.stdout.write(JSON.stringify(items.map(({ yaml, json }, i) => json ? [...schemas(json), ...found[i]] : [JSON.stringify(parse(yaml))])));
});

function schemas(json) {
  return readdirSync(folder).filter(name => name.endsWith('.json')).flatMap(name => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    return validate(json) ? [] : validate.errors.map(error => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  });
}

// One program for all, and one line for each, so that a line's number says whose it is.
function types(items) {
  const source = ["import type { AppsManifestValidateArguments } from '@slack/web-api';",
    ...items.map(({ json }, i) => `export const v${i}: AppsManifestValidateArguments | undefined = ${json ? `{ manifest: ${JSON.stringify(json)} }` : 'undefined'};`)].join('\n');
  const name = join(__dirname, 'manifest.generated.ts');
  const options = { strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16, types: [] };
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
