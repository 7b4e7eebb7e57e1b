/**
 * The data block as a model: actors, and links that bundle the events of one relation between two actors.
 *
 * @typedef {Object} Actor
 * @property {number} index
 * @property {string} id
 * @property {string} label as the data has it; for the page's elements
 * @property {string} name in one line; for the canvas
 * @property {string} kind
 * @property {any} style
 * @property {any} record
 * @property {number[]} links
 *
 * @typedef {Object} Link
 * @property {number} index
 * @property {number} source
 * @property {number} target
 * @property {string} relation
 * @property {string} words
 * @property {string} inverse the relation in words, read from the target; "" where there are none
 * @property {boolean} symmetric
 * @property {string} family
 * @property {string} status
 * @property {any} style of the family
 * @property {any} standing style of the status
 * @property {boolean} rolled drawn only between states while the text names their organs
 * @property {any[]} events
 * @property {number} fan place among the links of the same pair, 0 in the middle
 * @property {string} facet family and relation
 *
 * @typedef {Object} Model
 * @property {string} title
 * @property {any} styles
 * @property {any[]} articles
 * @property {Actor[]} actors
 * @property {Link[]} links
 * @property {Map<string, number[]>} pairs
 * @property {Map<string, number>} byId
 */
import { oneLine, slicer } from "./text.js";

/** @param {HTMLElement} block JSON, or JSON packed as gzip in base64 @returns {Promise<Model>} */
export async function readModel(block) {
  const text = block.textContent || "{}";
  const data = JSON.parse(text.startsWith("{") ? text : await unpack(text));
  const articles = data.articles.map((article) => ({ ...article, cut: article.text === undefined ? null : slicer(article.text) }));
  const actors = toRecords(data.nodes).map((node, index) => readActor(node, index, data.styles));
  const links = bundle(toRecords(data.edges), articles, data);
  for (const link of links) {
    actors[link.source].links.push(link.index);
    if (link.target !== link.source) actors[link.target].links.push(link.index);
  }
  const byId = new Map(actors.map((actor) => [actor.id, actor.index]));
  return { title: data.title, styles: data.styles, articles, actors, links, pairs: fanOut(links), byId };
}

/** @param {string} text gzip in base64 */
export function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

/** Columns (see columns.py) as records, without the fields that a record lacks. */
function toRecords({ count, columns }) {
  const records = Array.from({ length: count }, () => ({}));
  const put = (index, field, value) => { if (value !== null && value !== undefined) records[index][field] = value; };
  for (const [field, column] of Object.entries(columns)) {
    if (Array.isArray(column)) column.forEach((value, index) => put(index, field, value));
    else if (column.at) column.at.forEach((index, place) => put(index, field, column.is[place]));
    else column.is.forEach((number, index) => put(index, field, column.of[number]));
  }
  return records;
}

function readActor(node, index, styles) {
  const kind = Object.hasOwn(styles.kinds, node.kind) ? node.kind : "Other";
  return { index, id: node.id, label: node.label, name: oneLine(node.label) || node.id, kind, style: styles.kinds[kind], record: node, links: [] };
}

function bundle(edges, articles, { styles, relations }) {
  const links = [];
  const byKey = new Map();
  const names = new Map();
  const own = (text) => names.get(text) || (names.set(text, text), text);
  for (const edge of edges) {
    // hasOwn: a hostile "constructor" or "__proto__" must not find what every object inherits.
    const status = Object.hasOwn(styles.statuses, edge.status) ? edge.status : "Reported";
    const relation = relations[edge.relation];
    const ends = relation.symmetric && edge.t < edge.s ? [edge.t, edge.s] : [edge.s, edge.t];
    const key = JSON.stringify([...ends, edge.relation, status]);
    let link = byKey.get(key);
    if (!link) {
      link = {
        index: links.length, source: edge.s, target: edge.t, relation: edge.relation,
        words: oneLine(relation.label), inverse: oneLine(relation.inverse || ""), symmetric: relation.symmetric === true,
        family: relation.family, status, style: styles.families[relation.family], standing: styles.statuses[status],
        facet: own(`${relation.family}/${edge.relation}`), rolled: true, events: [], fan: 0,
      };
      byKey.set(key, link);
      links.push(link);
    }
    // In place: a copy of each of 40,000 records would be half of the heap.
    edge.source = articles[edge.article] || null;
    link.events.push(edge);
    link.rolled = link.rolled && edge.rolled_up === true;
  }
  for (const link of links) link.events.sort(byTimeAndPlace);
  return links;
}

function byTimeAndPlace(one, other) {
  return (one.date || "9999").localeCompare(other.date || "9999") || (one.article ?? 0) - (other.article ?? 0) || (one.start ?? 0) - (other.start ?? 0);
}

/** Number the links of each pair of actors around the straight line, so that parallels fan out. */
function fanOut(links) {
  const pairs = new Map();
  for (const link of links) {
    const key = pairKey(link.source, link.target);
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(link.index);
  }
  for (const pair of pairs.values()) {
    pair.sort((a, b) => links[a].source - links[b].source || a - b);
    pair.forEach((index, place) => { links[index].fan = place - (pair.length - 1) / 2; });
  }
  return pairs;
}

/** @param {number} one @param {number} other */
export function pairKey(one, other) {
  return one < other ? `${one}-${other}` : `${other}-${one}`;
}

/** "Russia strikes Islamic State, claimed" for attributes and announcements. @param {Model} model @param {Link} link */
export function linkWords(model, link) {
  const fact = link.standing.line === "solid" ? "" : `, ${link.standing.words}`;
  return `${model.actors[link.source].name} ${link.words} ${model.actors[link.target].name}${fact}`;
}

/**
 * Actors and links within some steps of an actor.
 * @param {Model} model @param {number} start @param {number} depth @param {(link: number) => boolean} shown
 */
export function neighbourhood(model, start, depth, shown) {
  const actors = new Set([start]);
  const links = new Set();
  let front = [start];
  for (let step = 0; step < depth; step += 1) {
    const next = [];
    for (const actor of front) {
      for (const index of model.actors[actor].links) {
        if (!shown(index)) continue;
        links.add(index);
        const link = model.links[index];
        const other = link.source === actor ? link.target : link.source;
        if (!actors.has(other)) { actors.add(other); next.push(other); }
      }
    }
    front = next;
  }
  return { actors, links };
}
