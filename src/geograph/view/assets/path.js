/** Shortest ways between two actors over the relations that are shown, whichever way these point. */
import { pairKey } from "./data.js";

const MOST_PATHS = 12;

/**
 * @param {import("./data.js").Model} model @param {number} from @param {number} to @param {(link: number) => boolean} shown
 * @returns {number[][]} ways of equal length as rows of actors, in a fixed order; empty where there is none
 */
export function shortestPaths(model, from, to, shown) {
  const steps = stepsFrom(model, to, shown, from);
  if (!steps.has(from)) return [];
  const found = [];
  const walk = (path) => {
    const at = path[path.length - 1];
    if (at === to) { found.push(path); return; }
    const next = neighbours(model, at, shown).filter((other) => steps.get(other) === steps.get(at) - 1).sort((a, b) => a - b);
    for (const other of next) if (found.length < MOST_PATHS) walk([...path, other]);
  };
  walk([from]);
  return found;
}

function stepsFrom(model, start, shown, until) {
  const steps = new Map([[start, 0]]);
  let front = [start];
  while (front.length && !steps.has(until)) {
    const next = [];
    for (const actor of front) for (const other of neighbours(model, actor, shown)) if (!steps.has(other)) { steps.set(other, steps.get(actor) + 1); next.push(other); }
    front = next;
  }
  return steps;
}

function neighbours(model, actor, shown) {
  const links = model.actors[actor].links.filter(shown).map((index) => model.links[index]);
  return [...new Set(links.map((link) => (link.source === actor ? link.target : link.source)))];
}

/** The shown links between neighbours on a way. @param {any} model @param {number[]} path @returns {number[][]} */
export function stepLinks(model, path, shown) {
  return path.slice(1).map((actor, index) => (model.pairs.get(pairKey(path[index], actor)) || []).filter(shown));
}

/** The way that is chosen, null where the filters leave none. */
export function chosenPath(model, store, chosen) {
  const paths = shortestPaths(model, chosen.from, chosen.to, (index) => store.linkOn[index] === 1);
  return { paths, path: paths[Math.min(chosen.nth || 0, paths.length - 1)] || null };
}

export function pathFocus(model, store, chosen) {
  const { path } = chosenPath(model, store, chosen);
  const ends = [chosen.from, chosen.to];
  const links = path ? stepLinks(model, path, (index) => store.linkOn[index] === 1).flat() : [];
  return { actors: new Set(path || ends), links: new Set(links), main: ends };
}
