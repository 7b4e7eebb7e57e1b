/**
 * Arrange a small graph for the stage and the fonts that are really there.
 *
 * Stress majorisation, done before, knows distances only. This goes over the actors again and again, tries places
 * around each, and keeps the one that costs least: labels on each other, lines through labels and marks, crossings,
 * lines too short for their own label. No randomness: the same graph on the same stage gives the same picture.
 */
import { lineMeetsBox } from "./curves.js";
import { labelBox } from "./labels.js";

const COST = { overlap: 220, deeper: 5, throughMark: 260, throughLabel: 180, throughOwn: 90, crossing: 45, labelCrossed: 28, outside: 400, stress: 22, angle: 160, linkLabel: 110 };
const APART = 9;
const WORK = 3.2e7;

/**
 * @typedef {Object} Task
 * @property {number} width @property {number} height of the stage
 * @property {{x: number, y: number}} corner where the zoom buttons begin
 * @property {Float64Array} x @property {Float64Array} y positions, changed in place
 * @property {Uint8Array} side changed in place
 * @property {number[]} radius
 * @property {{width: number, height: number}[]} labels
 * @property {{source: number, target: number, fan: number, label: {width: number, height: number}, bow?: number}[]} links bows are set
 */

/** @param {Task} task */
export function arrange(task) {
  const state = new Arrangement(task);
  const count = task.x.length;
  const effort = count * 20 * (count * 4 + (task.links.length / Math.max(1, count)) * 2 * (count * 2 + task.links.length * 2) + task.links.length * 2);
  const sweeps = Math.max(4, Math.min(30, Math.floor(WORK / Math.max(1, effort))));
  const widest = 0.4 * Math.min(task.width, task.height);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const reach = widest * (5 / widest) ** (sweep / Math.max(1, sweeps - 1));
    let moved = false;
    for (const actor of state.order(sweep)) moved = state.improve(actor, reach, sweep) || moved;
    if (!moved && reach < 12) break;
  }
  state.bowAround();
}

class Arrangement {
  constructor(task) {
    Object.assign(this, task);
    this.count = task.x.length;
    this.marks = new Float64Array(4 * this.count);
    this.texts = new Float64Array(4 * this.count);
    this.linkTexts = new Float64Array(4 * task.links.length);
    this.lines = new Float64Array(6 * task.links.length);
    this.spans = new Float64Array(4 * task.links.length);
    this.incident = Array.from({ length: this.count }, () => []);
    task.links.forEach((link, index) => {
      link.bow = 0;
      this.incident[link.source].push(index);
      if (link.target !== link.source) this.incident[link.target].push(index);
    });
    this.hops = hopTable(this.count, task.links);
    this.unit = 0.85 * Math.sqrt((task.width * task.height) / Math.max(1, this.count));
    for (let actor = 0; actor < this.count; actor += 1) this.put(actor, this.x[actor], this.y[actor]);
  }

  order(sweep) {
    const order = Array.from({ length: this.count }, (_, index) => index);
    order.sort((a, b) => (sweep % 2 ? 1 : -1) * (this.incident[a].length - this.incident[b].length) || a - b);
    return order;
  }

  put(actor, x, y) {
    this.x[actor] = x;
    this.y[actor] = y;
    const reach = this.radius[actor] + 4;
    fill(this.marks, 4 * actor, x - reach, y - reach, x + reach, y + reach);
    const box = labelBox(this.labels[actor], x, y, this.radius[actor], this.side[actor]);
    fill(this.texts, 4 * actor, box[0] - 4, box[1] - 1, box[2] + 4, box[3] + 2);
    for (const link of this.incident[actor]) this.trace(link);
  }

  trace(index) {
    const link = this.links[index];
    const x1 = this.x[link.source];
    const y1 = this.y[link.source];
    const x2 = this.x[link.target];
    const y2 = this.y[link.target];
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const turn = link.source <= link.target ? 1 : -1;
    const bend = turn * (link.fan * Math.max(8, Math.min(0.2 * length, 40)) + link.bow * length);
    const mx = (x1 + x2) / 2 - ((y2 - y1) / length) * bend;
    const my = (y1 + y2) / 2 + ((x2 - x1) / length) * bend;
    fill(this.lines, 6 * index, x1, y1, mx, my);
    this.lines[6 * index + 4] = x2;
    this.lines[6 * index + 5] = y2;
    fill(this.spans, 4 * index, Math.min(x1, x2, mx), Math.min(y1, y2, my), Math.max(x1, x2, mx), Math.max(y1, y2, my));
    const half = link.label.width / 2 + 3;
    const tall = link.label.height / 2 + 1;
    fill(this.linkTexts, 4 * index, mx - half, my - tall, mx + half, my + tall);
  }

  /** Try places around, then sides of the label; keep the best. */
  improve(actor, reach, sweep) {
    const fromX = this.x[actor];
    const fromY = this.y[actor];
    let best = { cost: this.cost(actor), x: fromX, y: fromY };
    const before = best.cost;
    for (const [x, y] of this.places(actor, reach, sweep)) {
      this.put(actor, x, y);
      const cost = this.cost(actor);
      if (cost < best.cost - 1e-6) best = { cost, x, y };
    }
    this.put(actor, best.x, best.y);
    const kept = this.side[actor];
    let side = kept;
    for (let other = 0; other < 4; other += 1) {
      if (other === kept) continue;
      this.side[actor] = other;
      this.put(actor, best.x, best.y);
      const cost = this.cost(actor);
      if (cost < best.cost - 1e-6) { best.cost = cost; side = other; }
    }
    this.side[actor] = side;
    this.put(actor, best.x, best.y);
    return best.cost < before - 1e-6;
  }

  * places(actor, reach, sweep) {
    const x = this.x[actor];
    const y = this.y[actor];
    for (let spoke = 0; spoke < 12; spoke += 1) {
      const angle = ((spoke + (sweep % 3) / 3) * Math.PI) / 6;
      const far = spoke % 2 ? reach : reach / 2;
      yield [x + far * Math.cos(angle), y + far * Math.sin(angle)];
    }
    const near = this.incident[actor].map((index) => (this.links[index].source === actor ? this.links[index].target : this.links[index].source));
    if (near.length && reach > 40) {
      const cx = near.reduce((sum, other) => sum + this.x[other], 0) / near.length;
      const cy = near.reduce((sum, other) => sum + this.y[other], 0) / near.length;
      for (let spoke = 0; spoke < 6; spoke += 1) {
        const angle = ((spoke + (sweep % 2) / 2) * Math.PI) / 3;
        yield [cx + this.unit * Math.cos(angle), cy + this.unit * Math.sin(angle)];
      }
    }
  }

  cost(actor) {
    let cost = this.outside(this.marks, actor) + this.outside(this.texts, actor);
    for (let other = 0; other < this.count; other += 1) if (other !== actor) cost += this.crowding(actor, other);
    for (const index of this.incident[actor]) cost += this.linkCost(index);
    for (let index = 0; index < this.links.length; index += 1) {
      const link = this.links[index];
      if (link.source === actor || link.target === actor) continue;
      cost += this.passes(index, actor) + 0.5 * this.onLabel(index, actor);
    }
    return cost + this.angles(actor);
  }

  /** What it costs that a box reaches over the edge of the stage, or under its buttons. */
  outside(boxes, at) {
    const beyond = Math.max(0, -boxes[4 * at]) + Math.max(0, -boxes[4 * at + 1]) + Math.max(0, boxes[4 * at + 2] - this.width) + Math.max(0, boxes[4 * at + 3] - this.height);
    const cornered = boxes[4 * at + 2] > this.corner.x && boxes[4 * at + 3] > this.corner.y;
    return (beyond > 0 ? COST.outside + 12 * beyond : 0) + (cornered ? COST.outside : 0);
  }

  crowding(actor, other) {
    const { marks, texts } = this;
    let cost = this.clash(marks, actor, marks, other) + this.clash(marks, actor, texts, other) + this.clash(texts, actor, marks, other) + this.clash(texts, actor, texts, other);
    const distance = Math.hypot(this.x[actor] - this.x[other], this.y[actor] - this.y[other]);
    const hops = this.hops[actor * this.count + other];
    // Parts that do not meet only keep off each other: pulling at them would waste the room between.
    if (hops === APART && distance > 1.5 * this.unit) return cost;
    const wanted = (hops === APART ? 1.5 : Math.min(hops, 5)) * this.unit;
    const off = (distance - wanted) / wanted;
    // Too near matters more than too far: the stage is there to be used.
    cost += ((off < 0 ? 1.3 : 0.7) * COST.stress * off * off) / Math.min(hops, 5);
    return cost;
  }

  clash(one, i, other, j) {
    const depth = this.overlap(one, i, other, j);
    return depth > 0 ? COST.overlap + COST.deeper * depth : 0;
  }

  overlap(one, i, other, j) {
    const across = Math.min(one[4 * i + 2], other[4 * j + 2]) - Math.max(one[4 * i], other[4 * j]);
    if (across <= 0) return 0;
    const down = Math.min(one[4 * i + 3], other[4 * j + 3]) - Math.max(one[4 * i + 1], other[4 * j + 1]);
    return down <= 0 ? 0 : Math.min(across, down);
  }

  lineMeets(index, boxes, at) {
    const { lines, spans } = this;
    const o = 6 * index;
    const b = 4 * at;
    const i = 4 * index;
    if (spans[i] > boxes[b + 2] || spans[i + 2] < boxes[b] || spans[i + 1] > boxes[b + 3] || spans[i + 3] < boxes[b + 1]) return false;
    return lineMeetsBox(lines[o], lines[o + 1], lines[o + 2], lines[o + 3], boxes[b], boxes[b + 1], boxes[b + 2], boxes[b + 3])
      || lineMeetsBox(lines[o + 2], lines[o + 3], lines[o + 4], lines[o + 5], boxes[b], boxes[b + 1], boxes[b + 2], boxes[b + 3]);
  }

  /** What it costs that a line passes an actor that is not its end. */
  passes(index, actor) {
    return (this.lineMeets(index, this.marks, actor) ? COST.throughMark : 0) + (this.lineMeets(index, this.texts, actor) ? COST.throughLabel : 0);
  }

  /** What it costs that an actor's mark or label lies on a link's label. */
  onLabel(index, actor) {
    return (this.overlap(this.linkTexts, index, this.marks, actor) > 0 ? COST.linkLabel : 0) + (this.overlap(this.linkTexts, index, this.texts, actor) > 0 ? COST.linkLabel : 0);
  }

  linkCost(index) {
    const link = this.links[index];
    if (link.source === link.target) return 0;
    let cost = this.lengthCost(index) + this.outside(this.linkTexts, index);
    for (let actor = 0; actor < this.count; actor += 1) {
      const end = actor === link.source || actor === link.target;
      if (!end) cost += this.passes(index, actor);
      else if (this.lineMeets(index, this.texts, actor)) cost += COST.throughOwn;
      cost += this.onLabel(index, actor);
    }
    for (let other = 0; other < this.links.length; other += 1) if (other !== index) cost += this.meeting(index, other);
    return cost;
  }

  /** Two links: their labels, each other's line through a label, and whether they cross. */
  meeting(index, other) {
    let cost = this.overlap(this.linkTexts, index, this.linkTexts, other) > 0 ? COST.linkLabel : 0;
    if (this.lineMeets(other, this.linkTexts, index)) cost += COST.labelCrossed;
    if (this.lineMeets(index, this.linkTexts, other)) cost += COST.labelCrossed;
    const one = this.links[index];
    const two = this.links[other];
    const shared = one.source === two.source || one.source === two.target || one.target === two.source || one.target === two.target;
    return cost + (!shared && this.crossing(index, other) ? COST.crossing : 0);
  }

  crossing(index, other) {
    const { lines } = this;
    if (this.overlap(this.spans, index, this.spans, other) <= 0) return false;
    const i = 6 * index;
    const j = 6 * other;
    return turns(lines, i, j) * turns(lines, i, j + 4) < 0 && turns(lines, j, i) * turns(lines, j, i + 4) < 0;
  }

  lengthCost(index) {
    const link = this.links[index];
    const o = 6 * index;
    const dx = Math.abs(this.lines[o + 4] - this.lines[o]);
    const dy = Math.abs(this.lines[o + 5] - this.lines[o + 1]);
    const length = Math.hypot(dx, dy) || 1;
    // A flat line must be as long as its label is wide, a steep one only as long as it is high.
    const label = Math.min((link.label.width * length) / Math.max(dx, 1), (link.label.height * length) / Math.max(dy, 1));
    const needed = this.radius[link.source] + this.radius[link.target] + Math.min(label, link.label.width) + 34;
    if (length < needed) return 400 * ((needed - length) / needed) ** 2 + 40;
    return Math.max(0, length / Math.max(needed, this.unit) - 1.5) * 40;
  }

  /** Links that leave an actor in nearly the same direction cannot be told apart. */
  angles(actor) {
    let cost = 0;
    const mine = this.incident[actor];
    for (let i = 0; i < mine.length; i += 1) {
      for (let j = i + 1; j < mine.length; j += 1) {
        const one = this.direction(mine[i], actor);
        const two = this.direction(mine[j], actor);
        if (one.to === two.to) continue;
        const cosine = one.x * two.x + one.y * two.y;
        if (cosine > 0.93) cost += COST.angle * (cosine - 0.93) * 14;
      }
    }
    return cost;
  }

  direction(index, actor) {
    const link = this.links[index];
    const to = link.source === actor ? link.target : link.source;
    const dx = this.x[to] - this.x[actor];
    const dy = this.y[to] - this.y[actor];
    const length = Math.hypot(dx, dy) || 1;
    return { to, x: dx / length, y: dy / length };
  }

  /** Last, bend single lines around what they still run through. */
  bowAround() {
    this.links.forEach((link, index) => {
      if (link.source === link.target) return;
      let best = { bow: 0, cost: this.linkCost(index) };
      for (const bow of [0.08, -0.08, 0.16, -0.16, 0.24, -0.24]) {
        link.bow = bow;
        this.trace(index);
        const cost = this.linkCost(index) + 90 * Math.abs(bow);
        if (cost < best.cost - 20) best = { bow, cost };
      }
      link.bow = best.bow;
      this.trace(index);
    });
  }
}

function fill(array, at, a, b, c, d) {
  array[at] = a;
  array[at + 1] = b;
  array[at + 2] = c;
  array[at + 3] = d;
}

/** To which side of a line (from its start to its end) a point of another lies. */
function turns(lines, line, point) {
  return (lines[line + 4] - lines[line]) * (lines[point + 1] - lines[line + 1]) - (lines[line + 5] - lines[line + 1]) * (lines[point] - lines[line]);
}

function hopTable(count, links) {
  const near = Array.from({ length: count }, () => []);
  for (const link of links) { near[link.source].push(link.target); near[link.target].push(link.source); }
  const table = new Float64Array(count * count).fill(APART);
  for (let start = 0; start < count; start += 1) {
    const seen = new Set([start]);
    let front = [start];
    for (let hops = 1; front.length; hops += 1) {
      const next = [];
      for (const actor of front) for (const other of near[actor]) if (!seen.has(other)) { seen.add(other); next.push(other); table[start * count + other] = hops; }
      front = next;
    }
  }
  return table;
}
