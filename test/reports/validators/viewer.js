// viewer.js: a page around a viewer of others for SARIF files: bundles its sources, and puts a log into the page.
'use strict';
const fs = require('fs'), path = require('path');

/// Style sheets in Sass's language, for bundlers that know CSS only.
function sassPlugin(modules) {
  const sass = require(path.join(modules, 'sass'));
  const load = file => ({contents: sass.compile(file.path, {loadPaths: [modules], silenceDeprecations: ['import']}).css, loader: 'css'});
  return {name: 'sass', setup: build => build.onLoad({filter: /\.scss$/}, load)};
}

/// Writes FOLDER/index.html, which runs `entry`, a module whose imports are looked up from `from`; it finds the log in
/// `window.log`. Returns the page.
async function makePage({modules, from, entry, log, folder, bodyClass}) {
  fs.mkdirSync(folder, {recursive: true});
  await require(path.join(modules, 'esbuild')).build({
    stdin: {contents: entry, resolveDir: from}, outfile: path.join(folder, 'viewer.js'), bundle: true, logLevel: 'error',
    nodePaths: [modules], plugins: [sassPlugin(modules)], loader: {'.ttf': 'dataurl'},
    define: {global: 'window', 'process.env.NODE_ENV': '"production"'},
  });
  const style = fs.existsSync(path.join(folder, 'viewer.css')) ? '<link rel="stylesheet" href="viewer.css">' : '';
  const data = fs.readFileSync(log, 'utf8').replace(/</g, '\\u003c');
  const page = path.join(folder, 'index.html');
  fs.writeFileSync(page, `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>SARIF</title>${style}` +
      `<body class="${bodyClass || ''}"><div id="root"></div><script>window.log = ${data};</script><script src="viewer.js"></script></body></html>`);
  return page;
}

module.exports = {makePage};
