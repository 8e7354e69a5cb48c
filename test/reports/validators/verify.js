// verify.js MODULES PAGE PICTURES: the page that `cotidy verify` writes shows what the runs saw before and after the change.
'use strict';
const assert = require('assert');
const {withPage, run} = require('./browser.js');
const [modules, page, pictures] = process.argv.slice(2);

run(() => withPage(modules, page, pictures, async (tab, shoot) => {
  await tab.keyboard.press('j');
  await tab.keyboard.press('Enter');
  const rows = await tab.$$eval('.body table tr', list => list.map(row => [...row.children].map(cell => cell.textContent)));
  const row = title => rows.find(cells => cells[0] === title).slice(1);
  assert.deepStrictEqual(rows[0].slice(1), ['before', 'after']);
  assert.deepStrictEqual(row('seen in'), ['1 of 1 runs', '0 of 1 runs']);
  assert.deepStrictEqual(row('how often'), ['1', '0']);
  assert.match(row('time in it')[0], /^[0-9.]+ ms$/);
  const text = await tab.$eval('.body', node => node.textContent);
  assert.ok(text.includes('Verify: verified') && text.includes('Change: p <b>.patch'), text);
  assert.strictEqual(await tab.$eval('.tag', node => node.textContent), 'verified');
  assert.strictEqual(await tab.$$eval('main b', list => list.length), 0);
  await shoot('verify');
}));
