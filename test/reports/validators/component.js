// component.js MODULES LOG PICTURES: the viewer of Azure DevOps (sarif-web-component) shows the log of viewers.test.
'use strict';
const assert = require('assert'), fs = require('fs'), path = require('path');
const {withPage, run} = require('./browser.js');
const {makePage} = require('./viewer.js');
const [modules, log, pictures] = process.argv.slice(2);

const entry = `
import * as React from 'react';
import * as ReactDOM from 'react-dom';
import {Viewer} from '@microsoft/sarif-web-component';
ReactDOM.render(React.createElement(Viewer, {logs: [window.log]}), document.getElementById('root'));`;

// The rules come collapsed, but for the first one.
async function expandAll(tab) {
  const closed = 'tr[aria-expanded=false] .bolt-tree-expand-button';
  for (let button = await tab.$(closed); button; button = await tab.$(closed)) await button.click();
}

run(async () => {
  const page = await makePage({modules, from: modules, entry, log, folder: path.join(pictures, 'component')});
  await withPage(modules, page, pictures, async (tab, shoot) => {
    await tab.waitForSelector('table tr[aria-expanded]');
    await expandAll(tab);
    const texts = selector => tab.$$eval(selector, list => list.map(node => node.textContent));
    assert.deepStrictEqual(await texts('.swcRowRule'), [
      'cotidy-blocking-sleep: BlockingSleep1', 'cotidy-unawaited-task: UnawaitedTask1',
      'cotidy-lock-across-suspension: LockAcrossSuspension1', 'cotidy-blocking-wait: BlockingWait1']);
    assert.deepStrictEqual(await texts('.swcRegion'), ['waitForIt()', 'polls()', 'co_await nothing()', 'std::thread([] {}).join()'],
                           'each place is marked in its excerpt');
    const rows = await texts('tr[aria-level="2"]');
    const [result] = JSON.parse(fs.readFileSync(log)).runs[0].results;
    assert.ok(rows[0].includes(result.message.text) && rows[0].includes('waits'), rows[0]);
    assert.ok(rows.every(row => row.includes('New')), 'what the baseline holds is not shown');
    assert.strictEqual(await tab.$$eval('table img, table script, table b', list => list.length), 0);
    await shoot('component');
  });
});
