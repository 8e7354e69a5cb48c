// Draws the SARIF log that is embedded in the page. Text of the log gets into the page as text nodes only, never as markup.
'use strict';

const run = JSON.parse(document.getElementById('sarif').textContent).runs[0];
const rules = run.tool.driver.rules || [];
const $ = id => document.getElementById(id);

function element(name, className, ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

const levelName = level => level === 'note' ? 'hint' : level;
const pathOf = physical => decodeURIComponent(physical.artifactLocation.uri);
const placeOf = physical => pathOf(physical) + (physical.region ? ':' + physical.region.startLine : '');

/// 'new', 'old' (in the baseline, or there before), 'accepted' (by a comment), or 'open' where nothing was compared.
function stateOf(result) {
  const suppressions = result.suppressions || [];
  if (suppressions.some(one => one.kind === 'inSource')) return 'accepted';
  if (result.baselineState === 'unchanged' || result.baselineState === 'updated' || suppressions.length) return 'old';
  return result.baselineState === 'new' ? 'new' : 'open';
}

/// The lines around a place, with numbers, and the place itself marked. SARIF's columns count as JavaScript does.
function excerpt(physical) {
  const context = physical.contextRegion, region = physical.region;
  if (!context || !context.snippet || !region) return [];
  const pre = element('pre');
  context.snippet.text.split(/\r\n|\n|\r/).forEach((line, index) => {
    const number = context.startLine + index;
    const row = element('span', '', element('span', 'number', String(number)));
    if (number < region.startLine || number > region.endLine) row.append(line || ' ');
    else {
      const begin = number === region.startLine ? region.startColumn - 1 : 0;
      const end = number === region.endLine ? region.endColumn - 1 : line.length;
      row.append(line.slice(0, begin), element('mark', '', line.slice(begin, end)), line.slice(end));
    }
    pre.append(row);
  });
  return [pre];
}

/// `said` is what the card says already.
function place(location, said) {
  const text = location.message && location.message.text !== said ? location.message.text + ' ' : '';
  return element('li', '', element('span', '', text), element('span', 'place', placeOf(location.physicalLocation)),
                 ...excerpt(location.physicalLocation));
}

function section(title, ...children) {
  return children.length ? [element('h2', '', title), ...children] : [];
}

function steps(result) {
  const flow = (result.codeFlows || [])[0];
  const locations = flow ? flow.threadFlows[0].locations.map(one => one.location) : [];
  if (!locations.length) return section('Where', ...excerpt(result.locations[0].physicalLocation));
  return section('How it gets there', element('ol', 'steps', ...locations.map(one => place(one, result.message.text))));
}

function related(result) {
  const locations = result.relatedLocations || [];
  return locations.length ? section('See also', element('ol', 'steps', ...locations.map(one => place(one, '')))) : [];
}

function diff(text) {
  const pre = element('pre');
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const head = line.startsWith('+++ ') || line.startsWith('--- ');
    pre.append(element('span', head ? '' : line[0] === '+' ? 'add' : line[0] === '-' ? 'del' : '', line || ' '));
  }
  return pre;
}

function fixes(result) {
  return (result.fixes || []).flatMap(fix => {
    const properties = fix.properties || {};
    const title = 'Fix: ' + fix.description.text + (properties.safe ? '' : ' (needs review)');
    return section(title, ...(properties.diff ? [diff(properties.diff)] : [element('p', '', 'Apply it with cotidy fix.')]));
  });
}

function runtime(result) {
  return (result.stacks || []).flatMap(stack => {
    const frames = (stack.frames || []).map(frame => {
      const location = frame.location || {};
      const name = ((location.logicalLocations || [])[0] || {}).fullyQualifiedName || (location.message || {}).text || '';
      return element('li', '', name + ' ', element('span', 'place', location.physicalLocation ? placeOf(location.physicalLocation) : ''));
    });
    const text = (stack.message || {}).text || 'at run time';
    return section(text[0].toUpperCase() + text.slice(1), element('ol', 'steps', ...frames));
  });
}

/// What `verify` saw before and after a change.
function verdict(result) {
  const seen = (result.properties || {}).verify;
  if (!seen) return [];
  const ms = ns => (ns / 1e6).toFixed(ns < 1e7 ? 2 : 0) + ' ms';
  const row = (title, tell) => element('tr', '', element('th', '', title),
                                       ...[seen.before, seen.after].map(side => element('td', '', side.runs ? tell(side) : '')));
  const table = element('table', '',
      element('tr', '', element('th', ''), element('th', '', 'before'), element('th', '', 'after')),
      row('seen in', side => side.seenIn + ' of ' + side.runs + ' runs'),
      row('how often', side => String(side.count)),
      row('time in it', side => ms(side.ns)),
      row('longest', side => ms(side.longestNs)),
      row('longest round of a loop', side => ms(side.longestRoundNs)),
      row('CPU', side => ms(side.cpuNs)),
      row('wall', side => ms(side.wallNs)));
  return section('Verify: ' + seen.verdict, element('p', '', seen.reason), element('p', '', 'Change: ' + seen.change),
                 ...seen.notes.map(note => element('p', '', note)), table);
}

function acceptance(result) {
  return (result.suppressions || []).map(one =>
    element('p', '', (one.kind === 'inSource' ? 'Accepted by a comment' : 'Accepted by the baseline') +
                         (one.justification ? ': ' + one.justification : '')));
}

function help(result) {
  const rule = rules[result.ruleIndex];
  if (!rule || !rule.help) return [];
  const details = element('details', '', element('summary', '', 'About ' + rule.id), element('pre', 'help', rule.help.text));
  return [details];
}

function body(result) {
  return element('div', 'body', ...acceptance(result), ...verdict(result), ...steps(result), ...related(result),
                 ...fixes(result), ...runtime(result), ...help(result));
}

function tags(result) {
  const seen = (result.properties || {}).verify;
  return seen ? [element('span', 'tag', seen.verdict)] : [];
}

function card(result, index) {
  const physical = result.locations[0].physicalLocation;
  const state = stateOf(result);
  const button = element('button', '', element('span', 'level', levelName(result.level)), ' ',
                         element('span', '', result.ruleId), state === 'open' ? '' : element('span', 'tag', state), ...tags(result),
                         element('span', 'message', result.message.text), element('span', 'place', placeOf(physical)));
  button.type = 'button';
  button.setAttribute('aria-expanded', 'false');
  const article = element('article', result.level + (state === 'old' || state === 'accepted' ? ' old' : ''), button);
  article.id = 'finding-' + index;
  button.addEventListener('click', () => {
    const open = article.querySelector('.body');
    if (open) open.remove();
    else article.append(body(result));
    button.setAttribute('aria-expanded', String(!open));
  });
  const text = [result.ruleId, result.message.text, pathOf(physical), (result.properties || {}).function || ''].join('\n');
  return {article, button, state, rule: result.ruleId, level: levelName(result.level), file: pathOf(physical),
          text: text.toLowerCase()};
}

const cards = (run.results || []).map(card);
const shown = () => cards.filter(one => !one.article.hidden);

function fill(id, all, values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  const option = (value, text) => Object.assign(element('option', '', text), {value});
  const known = [...counts.keys()].sort();
  $(id).append(option('', all), ...known.map(value => option(value, value + ' (' + counts.get(value) + ')')));
}

function filter() {
  const wanted = {rule: $('rule').value, file: $('file').value, level: $('level').value};
  const words = $('search').value.toLowerCase().split(/\s+/).filter(Boolean);
  const state = $('state').value;
  for (const one of cards) {
    const stateFits = !state ? one.state === 'new' || one.state === 'open' : state === 'all' || one.state === state;
    one.article.hidden = !(stateFits && words.every(word => one.text.includes(word)) &&
                           Object.keys(wanted).every(key => !wanted[key] || one[key] === wanted[key]));
  }
  const count = shown().length;
  $('nothing').hidden = count > 0 || cards.length === 0;
  $('headline').textContent = cards.length === 0 ? 'no findings' : count + ' of ' + cards.length + ' findings';
}

function fillStates() {
  const option = (value, text) => Object.assign(element('option', '', text), {value});
  const count = state => cards.filter(one => one.state === state).length;
  $('state').append(option('', 'to look at'), option('all', 'all'));
  for (const state of ['new', 'old', 'accepted'])
    if (count(state)) $('state').append(option(state, state + ' (' + count(state) + ')'));
}

function move(by) {
  const list = shown();
  if (!list.length) return;
  const current = list.findIndex(one => one.button === document.activeElement);
  const next = list[Math.max(0, Math.min(list.length - 1, current < 0 ? (by > 0 ? 0 : list.length - 1) : current + by))];
  next.button.focus();
  next.article.scrollIntoView({block: 'nearest'});
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'Escape') {
    $('filters').reset();
    filter();
    if (document.activeElement) document.activeElement.blur();
    return;
  }
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  if (event.key === '/') $('search').focus();
  else if (event.key === 'j') move(1);
  else if (event.key === 'k') move(-1);
  else return;
  event.preventDefault();
}

function toggleTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
}

function failures() {
  const notes = ((run.invocations || [])[0] || {}).toolExecutionNotifications || [];
  for (const note of notes) $('failures').append(element('p', '', note.message.text));
}

fill('rule', 'every rule', cards.map(one => one.rule));
fill('file', 'every file', cards.map(one => one.file));
fill('level', 'every severity', cards.map(one => one.level));
fillStates();
failures();
$('findings').append(...cards.map(one => one.article));
$('filters').addEventListener('input', filter);
$('filters').addEventListener('submit', event => event.preventDefault());
$('theme').addEventListener('click', toggleTheme);
document.addEventListener('keydown', onKey);
filter();
if (shown().length === 1) shown()[0].button.click();
