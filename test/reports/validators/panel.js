// panel.js MODULES SOURCES LOG PICTURES: the panel of VS Code's SARIF viewer, from its sources, shows the log of viewers.test:
// findings, rule, the steps of a chain, the stack of a run, and the reason of a suppression.
'use strict';
const assert = require('assert'), path = require('path');
const {withPage, run} = require('./browser.js');
const {makePage} = require('./viewer.js');
const [modules, sources, log, pictures] = process.argv.slice(2);

// What the editor gives to the panel: a place to send messages to, which filters are on, and the log.
const entry = `
window.vscode = {postMessage: () => Promise.resolve()};
const {Index, React, ReactDOM, Store} = require('./src/panel/index.tsx');
const yes = 'visible';
const store = new Store({
  filtersRow: {Level: {Error: yes, Warning: yes, Note: yes, None: yes}, Baseline: {New: yes, Unchanged: yes, Updated: yes, Absent: false},
               Suppression: {'Not Suppressed': yes, Suppressed: yes}},
  filtersColumn: {Columns: {Baseline: false, Suppression: false, Rule: false}},
});
store.logs.push(Object.assign(window.log, {_uri: 'file:///project/out.sarif'}));
document.body.classList.add('pageIndex');
ReactDOM.render(React.createElement(Index, {store}), document.getElementById('root'));`;

const lines = (tab, selector) => tab.$eval(selector, node => node.innerText.split('\n'));

/// Chooses the finding whose message begins so; the tabs of its details are then INFO, ANALYSIS STEPS and STACKS.
async function choose(tab, message) {
  for (const item of await tab.$$('.svTableRowItem'))
    if ((await item.evaluate(node => node.innerText)).includes(message)) return item.click();
  throw new Error('no finding says: ' + message);
}

async function openTab(tab, index) {
  await (await tab.$$('.svDetailsPane .svTabs > .svListItem'))[index].click();
}

/// The value beside a name, of the open tab.
async function valueOf(tab, name) {
  const all = await lines(tab, '.svDetailsGrid');
  return all[all.indexOf(name) + 1];
}

async function chain(tab, shoot) {
  await choose(tab, "call to 'waitForIt' sleeps");
  const steps = await lines(tab, '.svDetailsCodeflowAndStacks');
  assert.ok(steps[0].startsWith("call to 'waitForIt' sleeps and blocks the thread"), steps[0]);
  assert.strictEqual(steps[2], '19:3');
  assert.strictEqual(steps[3], "in 'waitForIt': 'std::this_thread::sleep_for' here");
  assert.strictEqual(steps[5], '6:20');
  await shoot('panel-steps');
  await openTab(tab, 2);
  const stack = (await lines(tab, '.svStack')).map(line => line.trim());
  assert.ok(stack[0].startsWith('seen at run time: sleep_for blocked 2 times'), stack[0]);
  assert.deepStrictEqual([stack[1], stack[4], stack[7]], ['waitForIt()', 'waits()', '<script>alert(3)</script>()']);
  await shoot('panel-stack');
  await openTab(tab, 0);
  assert.strictEqual(await valueOf(tab, 'Rule Id'), 'cotidy-blocking-sleep');
  assert.strictEqual(await valueOf(tab, 'Rule Description'),
                     'A sleep stops the thread, and with it every task that waits for this thread.');
  assert.strictEqual(await valueOf(tab, 'Baseline State'), 'new');
  await shoot('panel-info');
}

run(async () => {
  const page = await makePage({modules, from: sources, entry, log, folder: path.join(pictures, 'panel'), bodyClass: 'vscode-light'});
  await withPage(modules, page, pictures, async (tab, shoot) => {
    await tab.waitForSelector('.svTableRowGroup');
    for (const group of await tab.$$('.svTableRowGroup')) await group.click();
    assert.strictEqual((await tab.$$('.svTableRowItem')).length, 6);
    await chain(tab, shoot);
    await choose(tab, "inside coroutine 'tidies'");
    assert.strictEqual(await valueOf(tab, 'Suppression'), 'suppressed: <b>why</b> "<img src=x onerror=alert(2)>"');
    assert.strictEqual(await tab.$$eval('#root img, #root script, #root b, #root i', list => list.length), 0);
  });
});
