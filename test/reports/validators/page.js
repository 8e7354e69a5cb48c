// page.js MODULES PAGE PICTURES: opens the HTML report of viewers.test in Chromium and uses it as a reader would: filters,
// search, keys, dark and light, a phone. Text of the report must not become markup.
'use strict';
const assert = require('assert');
const {withPage, run} = require('./browser.js');
const [modules, page, pictures] = process.argv.slice(2);

/// What the list shows: 'rule at place' of each finding.
const shown = tab => tab.$$eval('article:not([hidden])', list => list.map(
    node => node.querySelector('button > span:nth-of-type(2)').textContent + ' at ' + node.querySelector('.place').textContent));
const headline = tab => tab.$eval('#headline', node => node.textContent);
const isFocused = (tab, index) => tab.evaluate(
    at => document.activeElement === document.querySelectorAll('article:not([hidden]) > button')[at], index);

const sleep = 'cotidy-blocking-sleep at <b> &.cpp:19', dropped = 'cotidy-unawaited-task at <b> &.cpp:20',
      held = 'cotidy-lock-across-suspension at other.cpp:10', joined = 'cotidy-blocking-wait at other.cpp:13',
      old = 'cotidy-blocking-sleep at <b> &.cpp:9', accepted = 'cotidy-blocking-sleep at <b> &.cpp:14';

async function filters(tab) {
  const select = async (wanted) => {
    for (const id of ['rule', 'file', 'level', 'state']) await tab.select('#' + id, wanted[id] || '');
    return shown(tab);
  };
  assert.deepStrictEqual(await shown(tab), [sleep, dropped, held, joined]);
  assert.strictEqual(await headline(tab), '4 of 6 findings');
  assert.deepStrictEqual(await select({rule: 'cotidy-blocking-sleep'}), [sleep]);
  assert.deepStrictEqual(await select({rule: 'cotidy-blocking-sleep', state: 'all'}), [sleep, accepted, old]);
  assert.deepStrictEqual(await select({file: 'other.cpp'}), [held, joined]);
  assert.deepStrictEqual(await select({level: 'error'}), [dropped, held, joined]);
  assert.deepStrictEqual(await select({level: 'error', file: '<b> &.cpp'}), [dropped]);
  assert.deepStrictEqual(await select({state: 'old'}), [old]);
  assert.deepStrictEqual(await select({state: 'accepted'}), [accepted]);
  assert.deepStrictEqual(await select({state: 'new'}), [sleep, dropped, held, joined]);
  assert.strictEqual((await select({})).length, 4);
}

async function search(tab) {
  await tab.keyboard.press('/');
  await tab.keyboard.type('TASK <b>');
  assert.deepStrictEqual(await shown(tab), [dropped], 'words, in any order and case');
  await tab.keyboard.type(' nowhere');
  assert.deepStrictEqual(await shown(tab), []);
  assert.ok(await tab.$eval('#nothing', node => !node.hidden));
  await tab.keyboard.press('Escape');
  assert.strictEqual((await shown(tab)).length, 4);
  assert.strictEqual(await tab.$eval('#search', node => node.value), '');
}

async function keys(tab) {
  await tab.keyboard.press('j');
  await tab.keyboard.press('j');
  assert.ok(await isFocused(tab, 1));
  await tab.keyboard.press('k');
  assert.ok(await isFocused(tab, 0));
  await tab.keyboard.press('Enter');
  assert.strictEqual(await tab.$$eval('.body', list => list.length), 1);
  const steps = await tab.$$eval('.body .steps > li', list => list.map(node => node.querySelector('.place').textContent));
  assert.deepStrictEqual(steps, ['<b> &.cpp:19', '<b> &.cpp:6', '<b> &.cpp:6', '<b> &.cpp:19', 'main.cpp:12'],
                         'the chain, and the stack of a run');
  assert.deepStrictEqual(await tab.$$eval('.body mark', list => list.map(node => node.textContent)),
                         ['waitForIt()', 'std::this_thread::sleep_for(std::chrono::seconds(1))']);
  await tab.keyboard.press('Enter');
  assert.strictEqual(await tab.$$eval('.body', list => list.length), 0);
}

async function openAll(tab) {
  await tab.select('#state', 'all');
  for (const button of await tab.$$('article > button[aria-expanded=false]')) await button.click();
  await tab.evaluate(() => scrollTo(0, 0));
}

async function contents(tab) {
  const text = await tab.$eval('main', node => node.textContent);
  for (const part of ['</pre></script><img src=x onerror=alert(1)> grün 😀', '<b>why</b> "<img src=x onerror=alert(2)>"',
                      'Accepted by the baseline: <i>known</i>', '<script>alert(3)</script>()'])
    assert.ok(text.includes(part), part + ' is shown as text');
  assert.strictEqual(await tab.$$eval('main img, main script, main b, main i', list => list.length), 0);
  const titles = await tab.$$eval('.body h2', list => list.map(node => node.textContent));
  assert.ok(titles.some(title => title.startsWith('Seen at run time: sleep_for blocked 2 times')), titles);
  assert.ok(titles.includes('Fix: Await the task'), titles);
  assert.ok(await tab.$$eval('.add', list => list.some(node => node.textContent.includes('co_await polls();'))));
}

async function looks(tab, shoot) {
  const colour = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await tab.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'light'}]);
  const light = await colour();
  await shoot('page-light');
  await tab.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'dark'}]);
  assert.notStrictEqual(light, await colour());
  await shoot('page-dark');
  await tab.click('#theme');
  assert.strictEqual(await colour(), light);
  await tab.setViewport({width: 360, height: 740, isMobile: true});  // loads it anew
  await openAll(tab);
  assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth) <= 360, 'fits the width of a phone');
  await shoot('page-phone');
}

run(() => withPage(modules, page, pictures, async (tab, shoot) => {
  await filters(tab);
  await search(tab);
  await keys(tab);
  await openAll(tab);
  await contents(tab);
  await looks(tab, shoot);
}));
