// Reads a JSON array of { name, version, json }, holds each against Microsoft's schema of that name and manifest version, and answers with an array
// of what was found.
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const Ajv = require('ajv-draft-04');
const addFormats = require('ajv-formats');

const schemas = join(dirname(require.resolve('@microsoft/app-manifest/package.json')), 'build', 'json-schemas', 'teams');

let text = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', part => { text += part; });
process.stdin.on('end', () => process.stdout.write(JSON.stringify(JSON.parse(text).map(problems))));

function problems({ name, version, json }) {
  // Microsoft's expressions are not valid under /u.
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true });
  addFormats(ajv);
  const schema = JSON.parse(readFileSync(join(schemas, `v${version}`, `${name}.schema.json`), 'utf8'));
  return ajv.validate(schema, json) ? [] : ajv.errors.map(error => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}
