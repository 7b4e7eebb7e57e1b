/** Figures over the whole graph, made when they are first asked for: communities, PageRank. No randomness. */

const ROUNDS = 12;

/**
 * Communities by local moving and merging (Louvain; Blondel and others, 2008), in a fixed order.
 * @param {import("./data.js").Model} model
 * @returns {Int32Array} each actor's community, numbered by size, the largest first
 */
export function communities(model) {
  if (model.communities) return model.communities;
  let graph = weighted(model);
  let belongs = Int32Array.from(model.actors, (_, index) => index);
  for (let level = 0; level < 6; level += 1) {
    const moved = moveLocally(graph);
    const { count, number } = renumber(moved);
    belongs = belongs.map((group) => number[moved[group]]);
    if (count === graph.count) break;
    graph = merged(graph, moved, number, count);
  }
  model.communities = bySize(belongs);
  return model.communities;
}

/** Neighbours and weights as rows in flat arrays. */
function weighted(model) {
  const pairs = new Map();
  const count = model.actors.length;
  for (const link of model.links) {
    if (link.source === link.target) continue;
    const key = Math.min(link.source, link.target) * count + Math.max(link.source, link.target);
    pairs.set(key, (pairs.get(key) || 0) + 1);
  }
  return asRows(count, [...pairs].map(([key, weight]) => [Math.floor(key / count), key % count, weight]), new Float64Array(count));
}

function asRows(count, edges, loops) {
  const starts = new Int32Array(count + 1);
  for (const [a, b] of edges) { starts[a + 1] += 1; starts[b + 1] += 1; }
  for (let at = 0; at < count; at += 1) starts[at + 1] += starts[at];
  const next = starts.slice(0, count);
  const near = new Int32Array(2 * edges.length);
  const weight = new Float64Array(2 * edges.length);
  for (const [a, b, w] of edges) {
    near[next[a]] = b; weight[next[a]++] = w;
    near[next[b]] = a; weight[next[b]++] = w;
  }
  const degree = Float64Array.from({ length: count }, (_, at) => { let sum = 2 * loops[at]; for (let i = starts[at]; i < starts[at + 1]; i += 1) sum += weight[i]; return sum; });
  return { count, starts, near, weight, loops, degree, total: degree.reduce((a, b) => a + b, 0) || 1 };
}

function moveLocally({ count, starts, near, weight, degree, total }) {
  const group = Int32Array.from({ length: count }, (_, at) => at);
  const sum = degree.slice();
  const shared = new Float64Array(count);
  for (let round = 0; round < ROUNDS; round += 1) {
    let moves = 0;
    for (let at = 0; at < count; at += 1) {
      const own = group[at];
      const touched = [];
      for (let i = starts[at]; i < starts[at + 1]; i += 1) { const g = group[near[i]]; if (!shared[g]) touched.push(g); shared[g] += weight[i]; }
      sum[own] -= degree[at];
      let best = own;
      let most = shared[own] - (sum[own] * degree[at]) / total;
      for (const g of touched) { const gain = shared[g] - (sum[g] * degree[at]) / total; if (gain > most + 1e-9) { most = gain; best = g; } }
      sum[best] += degree[at];
      if (best !== own) { group[at] = best; moves += 1; }
      for (const g of touched) shared[g] = 0;
    }
    if (moves * 200 < count) break;
  }
  return group;
}

function renumber(group) {
  const number = new Int32Array(group.length).fill(-1);
  let count = 0;
  for (const g of group) if (number[g] < 0) number[g] = count++;
  return { number, count };
}

function merged({ count: before, starts, near, weight, loops }, group, number, count) {
  const inner = new Float64Array(count);
  const pairs = new Map();
  for (let at = 0; at < before; at += 1) {
    const a = number[group[at]];
    inner[a] += loops[at];
    for (let i = starts[at]; i < starts[at + 1]; i += 1) {
      if (near[i] < at) continue;
      const b = number[group[near[i]]];
      if (a === b) inner[a] += weight[i];
      else { const key = Math.min(a, b) * count + Math.max(a, b); pairs.set(key, (pairs.get(key) || 0) + weight[i]); }
    }
  }
  return asRows(count, [...pairs].map(([key, w]) => [Math.floor(key / count), key % count, w]), inner);
}

function bySize(belongs) {
  const size = new Map();
  for (const group of belongs) size.set(group, (size.get(group) || 0) + 1);
  const order = [...size].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const place = new Map(order.map(([group], index) => [group, index]));
  return belongs.map((group) => place.get(group));
}

/** @param {import("./data.js").Model} model @returns {Float64Array} */
export function pageRank(model) {
  if (model.pageRank) return model.pageRank;
  const count = model.actors.length;
  const out = new Float64Array(count);
  const ways = model.links.flatMap((link) => (link.symmetric ? [[link.source, link.target], [link.target, link.source]] : [[link.source, link.target]]));
  for (const [from] of ways) out[from] += 1;
  let rank = new Float64Array(count).fill(1 / Math.max(1, count));
  for (let round = 0; round < 40; round += 1) {
    const next = new Float64Array(count);
    let idle = 0;
    for (let at = 0; at < count; at += 1) if (!out[at]) idle += rank[at];
    next.fill((0.15 + 0.85 * idle) / count);
    for (const [from, to] of ways) next[to] += (0.85 * rank[from]) / out[from];
    rank = next;
  }
  model.pageRank = rank;
  return rank;
}
