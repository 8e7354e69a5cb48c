// page.js MODULES PAGE COUNT: opens the HTML report in headless Chromium and uses it as a reader would, by keyboard and at
// the width of a phone. Text of the report must not become markup, and nothing may be loaded.
'use strict';
const assert = require('assert'), path = require('path');
const [modules, page, count] = process.argv.slice(2);
const puppeteer = require(path.join(modules, 'puppeteer-core'));

async function use(tab) {
  const shown = () => tab.$$eval('article:not([hidden])', list => list.length);
  assert.strictEqual(await shown(), Number(count));
  await tab.keyboard.press('j');
  await tab.keyboard.press('Enter');
  assert.strictEqual(await tab.$$eval('.body', list => list.length), 1);
  assert.ok(await tab.$('.body pre mark'), 'the place is marked in its excerpt');
  await tab.keyboard.press('/');
  await tab.keyboard.type('no such text');
  assert.strictEqual(await shown(), 0);
  assert.ok(await tab.$eval('#nothing', node => !node.hidden));
  await tab.keyboard.press('Escape');
  assert.strictEqual(await shown(), Number(count));
  for (const article of await tab.$$('article:not([hidden]) > button[aria-expanded=false]')) await article.click();
  assert.strictEqual(await tab.$$eval('main img, main script, main b', list => list.length), 0);
  assert.ok((await tab.$eval('main', node => node.textContent)).includes('</script>'), 'hostile text is shown as text');
  await tab.setViewport({width: 360, height: 740, isMobile: true});
  assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth) <= 360, 'fits the width of a phone');
  const colour = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await tab.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'light'}]);
  const light = await colour();
  await tab.emulateMediaFeatures([{name: 'prefers-color-scheme', value: 'dark'}]);
  const dark = await colour();
  assert.notStrictEqual(light, dark);
  await tab.click('#theme');
  assert.strictEqual(await colour(), light);
}

async function main() {
  const browser = await puppeteer.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'], timeout: 0});
  const problems = [];
  try {
    const tab = await browser.newPage();
    tab.on('pageerror', error => problems.push(String(error)));
    tab.on('console', message => problems.push(message.text()));
    tab.on('dialog', dialog => { problems.push('a dialog'); dialog.dismiss(); });
    tab.on('request', request => { if (!request.url().startsWith('file:')) problems.push(request.url()); });
    await tab.goto('file://' + path.resolve(page), {timeout: 0});
    await use(tab);
  } finally {
    await browser.close();
  }
  assert.deepStrictEqual(problems, []);
}

main().catch(error => { console.error(error); process.exit(1); });
