// sarif.js MODULES LOG…: each log must pass the OASIS schema (ajv), the check that GitHub's upload runs (jsonschema), and
// the rules of Microsoft's SARIF Multitool: those of GitHub, or of Azure DevOps where the log has its form.
'use strict';
const fs = require('fs'), path = require('path'), os = require('os');
const {spawnSync} = require('child_process');
const [modules, ...logs] = process.argv.slice(2);
const load = name => require(path.join(modules, name));

const schema = JSON.parse(fs.readFileSync(path.join(modules, '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')));
const Ajv = load('ajv-draft-04').default || load('ajv-draft-04');
const ajv = new Ajv({strict: false, allErrors: true, unicodeRegExp: false});
load('ajv-formats')(ajv);
const fits = ajv.compile(schema);
const {Validator} = load('jsonschema');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cotidy-sarif-'));
const multitool = path.join(modules, '@microsoft/sarif-multitool-linux/Sarif.Multitool');

/// The program ends with 0 whatever it finds: what counts is in the log that it writes.
function multitoolErrors(log, kinds) {
  fs.chmodSync(multitool, 0o755);
  const output = path.join(folder, 'result.sarif');
  fs.rmSync(output, {force: true});
  spawnSync(multitool, ['validate', log, '--rule-kind', kinds, '--level', 'Error;Warning', '--kind', 'Fail', '--log',
                        'ForceOverwrite', '--output', output]);
  const run = JSON.parse(fs.readFileSync(output)).runs[0];
  return run.results.filter(result => (result.level || 'warning') === 'error')
      .map(result => result.ruleId + ' ' + JSON.stringify(result.message.arguments || result.message.text));
}

let failed = false;
for (const log of logs) {
  const text = JSON.parse(fs.readFileSync(log));
  const isAzure = ((text.runs[0].automationDetails || {}).id || '').startsWith('azuredevops/');
  const errors = [
    ...(fits(text) ? [] : fits.errors.map(error => 'ajv ' + error.instancePath + ' ' + error.message)),
    ...new Validator().validate(text, schema).errors.map(error => 'jsonschema ' + error.stack),
    ...multitoolErrors(log, isAzure ? 'Sarif;GHAzDO' : 'Sarif;Ghas'),
  ];
  failed = failed || errors.length > 0;
  console.log(path.basename(log) + ': ' + text.runs[0].results.length + ' results, ' + errors.length + ' errors');
  for (const error of errors.slice(0, 10)) console.log('  ' + error);
}
fs.rmSync(folder, {recursive: true});
process.exit(failed ? 1 : 0);
