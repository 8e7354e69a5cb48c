// browser.js: a page in headless Chromium that must not complain, open a dialog, or load anything but local files. What
// stands in the window is kept as pictures, for people to look at.
'use strict';
const assert = require('assert'), fs = require('fs'), path = require('path');

/// Calls use(tab, shoot); shoot(name) writes PICTURES/name.png.
async function withPage(modules, page, pictures, use) {
  const puppeteer = require(path.join(modules, 'puppeteer-core'));
  const browser = await puppeteer.launch({executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'],
                                          timeout: 0, protocolTimeout: 0});
  const problems = [];
  fs.mkdirSync(pictures, {recursive: true});
  try {
    const tab = await browser.newPage();
    await tab.setViewport({width: 1280, height: 900});
    tab.setDefaultTimeout(120000);  // of a test that is stuck: its problems tell more
    tab.on('pageerror', error => problems.push(String(error)));
    tab.on('console', message => { if (message.type() === 'error') problems.push(message.text()); });
    tab.on('dialog', dialog => { problems.push('a dialog: ' + dialog.message()); dialog.dismiss(); });
    tab.on('request', request => { if (!/^(file|data):/.test(request.url())) problems.push('asks for ' + request.url()); });
    await tab.goto('file://' + path.resolve(page), {timeout: 0});
    await use(tab, name => tab.screenshot({path: path.join(pictures, name + '.png'), fullPage: true}));
  } catch (error) {
    throw problems.length ? new Error(problems.join('\n'), {cause: error}) : error;
  } finally {
    await browser.close();
  }
  assert.deepStrictEqual(problems, []);
}

/// Fails the process where the test failed.
function run(main) {
  main().catch(error => { console.error(error); process.exit(1); });
}

module.exports = {withPage, run};
