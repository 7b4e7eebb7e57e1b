/**
 * Communities of a large graph as discs: nobody can read 20,000 marks at once. A folded community is one disc with the
 * number of its actors, and lines between discs say how many relations there are; a click unfolds it in its place.
 */
import { communities } from "./analysis.js";

export const OVERVIEW_ABOVE = 2000;
const MOST_GROUPS = 160;
/** Smaller communities share one disc: a hundred discs of two actors each say nothing. */
const SMALLEST = 4;
const MOST_LINES = 240;
const ROOM = 42;
const MIXED = { light: "#66717d", dark: "#96a3b1" };

export class Overview {
  /** @param {import("./data.js").Model} model @param {any} store */
  constructor(model, store) {
    Object.assign(this, { model, store });
    const all = communities(model);
    const rest = firstSmall(all);
    this.groupOf = Int32Array.from(all, (group) => Math.min(group, rest));
    const count = this.groupOf.reduce((most, group) => Math.max(most, group), -1) + 1;
    this.groups = Array.from({ length: count }, (_, index) => ({ index, members: [], x: 0, y: 0, radius: 0, name: "", shown: 0, style: index === rest ? MIXED : model.styles.palette[index % model.styles.palette.length] }));
    this.groupOf.forEach((group, actor) => this.groups[group].members.push(actor));
    for (const group of this.groups) {
      group.members.sort((a, b) => model.actors[b].links.length - model.actors[a].links.length || a - b);
      // Who has no relation is not drawn unless asked for, and takes no room.
      const linked = group.members.reduce((sum, at) => sum + (model.actors[at].links.length > 0 ? 1 : 0), 0);
      group.radius = ROOM * Math.sqrt(Math.max(linked, 1));
      group.name = group.index === rest ? "smaller communities" : model.actors[group.members[0]].name;
    }
    this.byTop = new Map(this.groups.map((group) => [group.members[0], group.index]));
    this.lines = [];
  }

  get on() { return this.store.look.overview !== "off"; }

  folded(actor) { return this.on && !this.store.open.has(this.groupOf[actor]); }

  isFolded(group) { return this.on && !this.store.open.has(group); }

  /** Set every community apart from the others, its members in its disc as the layout has them. */
  setOut(place) {
    const { groups } = this;
    for (const group of groups) {
      group.x = mean(group.members, place.x);
      group.y = mean(group.members, place.y);
    }
    const before = groups.map(({ x, y }) => [x, y]);
    partDiscs(groups);
    groups.forEach((group, index) => fillDisc(group, before[index], place));
  }

  /** Count what is shown in each disc, and the relations between discs. */
  refresh() {
    for (const group of this.groups) group.shown = 0;
    this.groupOf.forEach((group, actor) => { this.groups[group].shown += this.store.actorOn[actor]; });
    const between = new Map();
    for (const link of this.model.links) {
      if (!this.store.linkOn[link.index]) continue;
      const [a, b] = [this.groupOf[link.source], this.groupOf[link.target]];
      if (a === b || (!this.isFolded(a) && !this.isFolded(b))) continue;
      const key = Math.min(a, b) * 1000 + Math.max(a, b);
      between.set(key, (between.get(key) || 0) + 1);
    }
    this.lines = [...between].map(([key, count]) => ({ a: this.groups[Math.floor(key / 1000)], b: this.groups[key % 1000], count })).sort((one, other) => other.count - one.count).slice(0, MOST_LINES);
  }

  /** @param {CanvasRenderingContext2D} c @param {any} camera @param {any} theme */
  paint(c, camera, theme, font) {
    const at = (group) => [group.x * camera.k + camera.x, group.y * camera.k + camera.y];
    const most = this.lines.reduce((top, line) => Math.max(top, line.count), 1);
    c.strokeStyle = theme.text;
    for (const { a, b, count } of this.lines) {
      c.globalAlpha = 0.1 + 0.35 * (count / most);
      c.lineWidth = 0.6 + 5 * Math.sqrt(count / most);
      c.beginPath();
      c.moveTo(...at(a));
      c.lineTo(...at(b));
      c.stroke();
    }
    for (const group of this.groups) {
      if (!group.shown) continue;
      const [x, y] = at(group);
      const radius = Math.max(4, group.radius * camera.k * 0.96);
      const folded = this.isFolded(group.index);
      c.globalAlpha = folded ? 1 : 0.1;
      c.fillStyle = theme.background;
      c.beginPath();
      c.arc(x, y, radius, 0, Math.PI * 2);
      if (folded) c.fill();
      c.globalAlpha = folded ? 0.24 : 0.07;
      c.fillStyle = theme.dark ? group.style.dark : group.style.light;
      c.fill();
      c.globalAlpha = folded ? 0.9 : 0.35;
      c.strokeStyle = c.fillStyle;
      c.lineWidth = 1.5;
      c.stroke();
    }
    c.globalAlpha = 1;
    this.paintNames(c, at, camera, theme, font);
  }

  paintNames(c, at, camera, theme, font) {
    const taken = [];
    c.textAlign = "center";
    c.textBaseline = "middle";
    for (const group of this.groups) {
      if (!group.shown || !this.isFolded(group.index)) continue;
      const [x, y] = at(group);
      const radius = Math.max(4, group.radius * camera.k);
      c.font = `600 12.5px ${font}`;
      const number = `${group.shown.toLocaleString("en")} ${group.shown === 1 ? "actor" : "actors"}`;
      const half = Math.max(c.measureText(group.name).width, c.measureText(number).width) / 2 + 4;
      const box = [x - half, y - 17, x + half, y + 17];
      if (radius < 9 || taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
      if (half > radius * 1.1 && this.groups.some((other) => other !== group && other.shown && touches(box, ...at(other), other.radius * camera.k))) continue;
      taken.push(box);
      c.strokeStyle = theme.background;
      c.lineWidth = 3.5;
      c.lineJoin = "round";
      c.fillStyle = theme.text;
      c.strokeText(group.name, x, y - 8);
      c.fillText(group.name, x, y - 8);
      c.font = `400 11.5px ${font}`;
      c.strokeText(number, x, y + 8);
      c.fillText(number, x, y + 8);
    }
  }

  /** The folded community at a point of the stage. */
  at(x, y, camera) {
    const found = this.groups.find((group) => group.shown && this.isFolded(group.index) && Math.hypot(group.x * camera.k + camera.x - x, group.y * camera.k + camera.y - y) <= Math.max(6, group.radius * camera.k * 0.96));
    return found ? { kind: "group", index: found.index } : null;
  }
}

/** The number of the first community, largest first, that gets no disc of its own. */
function firstSmall(groupOf) {
  const sizes = [];
  for (const group of groupOf) sizes[group] = (sizes[group] || 0) + 1;
  const small = sizes.findIndex((size) => size < SMALLEST);
  return Math.min(small < 0 ? sizes.length : small, MOST_GROUPS);
}

/** Whether a box reaches into a disc. */
function touches([left, top, right, bottom], x, y, radius) {
  const dx = x - Math.min(Math.max(x, left), right);
  const dy = y - Math.min(Math.max(y, top), bottom);
  return dx * dx + dy * dy < radius * radius;
}

function mean(members, values) {
  return members.reduce((sum, at) => sum + values[at], 0) / members.length;
}

/** Members keep their direction from the middle and their order outwards, and share the disc evenly. */
function fillDisc(group, [x, y], place) {
  const far = new Map(group.members.map((at) => [at, Math.hypot(place.x[at] - x, place.y[at] - y)]));
  const outwards = [...group.members].sort((a, b) => far.get(a) - far.get(b) || a - b);
  outwards.forEach((at, rank) => {
    const reach = (0.9 * group.radius * Math.sqrt((rank + 0.5) / outwards.length)) / (far.get(at) || 1);
    place.x[at] = group.x + (place.x[at] - x) * reach;
    place.y[at] = group.y + (place.y[at] - y) * reach;
  });
}

/** Move discs until none lies on another, and the whole back to its middle. */
function partDiscs(groups) {
  const total = groups.reduce((sum, group) => sum + group.radius ** 2, 0);
  const wide = Math.max(...groups.map((group) => Math.hypot(group.x - groups[0].x, group.y - groups[0].y)), 1);
  const grow = (1.5 * Math.sqrt(total)) / wide;
  for (const group of groups) { group.x *= grow * 1.2; group.y *= grow; }
  const weight = groups.reduce((sum, group) => sum + group.members.length, 0);
  for (let round = 0; round < 360; round += 1) {
    if (round < 300) gather(groups, weight);
    for (let i = 1; i < groups.length; i += 1) for (let j = 0; j < i; j += 1) part(groups[i], groups[j], i - j);
  }
}

function gather(groups, weight) {
  for (const [axis, pull] of [["x", 0.012], ["y", 0.016]]) {
    const middle = groups.reduce((sum, group) => sum + group[axis] * group.members.length, 0) / weight;
    for (const group of groups) group[axis] += (middle - group[axis]) * pull;
  }
}

function part(one, other, number) {
  const dx = one.x - other.x || number * 0.01;
  const dy = one.y - other.y || 0.01;
  const apart = Math.hypot(dx, dy);
  const wanted = (one.radius + other.radius) * 1.08 + 20;
  if (apart >= wanted) return;
  const share = one.radius ** 2 / (one.radius ** 2 + other.radius ** 2);
  const push = (0.7 * (wanted - apart)) / apart;
  one.x += dx * push * (1 - share);
  one.y += dy * push * (1 - share);
  other.x -= dx * push * share;
  other.y -= dy * push * share;
}
