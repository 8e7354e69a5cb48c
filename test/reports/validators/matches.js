// matches.js MODULES BEFORE AFTER: the Multitool's own matching must call the same results new as our baselineState does.
'use strict';
const fs = require('fs'), path = require('path'), os = require('os'), assert = require('assert');
const {spawnSync} = require('child_process');
const [modules, before, after] = process.argv.slice(2);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cotidy-matches-'));
const read = file => JSON.parse(fs.readFileSync(file));

/// Without what we say of it ourselves.
function bare(file, name) {
  const log = read(file);
  for (const result of log.runs[0].results) {
    delete result.baselineState;
    delete result.suppressions;
  }
  fs.writeFileSync(path.join(folder, name), JSON.stringify(log));
  return path.join(folder, name);
}

const newPlaces = (results) => results.filter(result => result.baselineState === 'new')
    .map(result => result.ruleId + ':' + result.locations[0].physicalLocation.region.startLine).sort();

const multitool = path.join(modules, '@microsoft/sarif-multitool-linux/Sarif.Multitool');
fs.chmodSync(multitool, 0o755);
const output = path.join(folder, 'matched.sarif');
spawnSync(multitool, ['match-results-forward', bare(after, 'after.sarif'), '--previous', bare(before, 'before.sarif'),
                      '--output-file-path', output, '--log', 'ForceOverwrite']);
const ours = newPlaces(read(after).runs[0].results), theirs = newPlaces(read(output).runs[0].results);
fs.rmSync(folder, {recursive: true});
console.log('new by both: ' + theirs.join(' '));
assert.ok(theirs.length > 0);
assert.deepStrictEqual(ours, theirs);
