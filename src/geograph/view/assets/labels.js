/** What labels say, how large they are, and where they fit: an actor's beside its mark, a link's on its line. */
import { curveMeetsBox, pointAt } from "./curves.js";
import { shorten, wrap } from "./text.js";

/** The fonts of the canvas. */
export const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
const GAP = 4;
const WRAP_AT = 18;
/** From so many marks in sight, labels keep clear of each other only. */
export const CROWD = 250;
const SLIDES = [0.5, 0.43, 0.57, 0.36, 0.64, 0.3, 0.7, 0.24, 0.76];

/** Sides a label may stand on, best first. */
export const SIDES = ["below", "above", "right", "left"];

/**
 * @typedef {{lines: string[], width: number, height: number, font: string, pitch: number}} Label
 */

/** @param {CanvasRenderingContext2D} context @param {string[]} lines @param {number} size @param {string} weight @returns {Label} */
function measured(context, lines, size, weight) {
  const font = `${weight} ${size}px ${FAMILY}`;
  context.font = font;
  const width = Math.max(...lines.map((line) => context.measureText(line).width));
  const pitch = Math.round(size * 1.2);
  return { lines, width, height: pitch * lines.length, font, pitch };
}

/**
 * @param {CanvasRenderingContext2D} context @param {import("./data.js").Actor} actor
 * @param {number} crowd how many actors @param {number} scale of the stage, below 1 where it is small
 */
export function actorLabel(context, actor, crowd, scale) {
  const size = crowd > 400 ? 11.5 : Math.max(11, (actor.links.length > 3 ? 13.5 : 12.5) * scale);
  return measured(context, wrap(shorten(actor.name, 44), WRAP_AT), size, "600");
}

/** The relation, how often, and its standing where that is not a fact. @param {CanvasRenderingContext2D} context @param {import("./data.js").Link} link */
export function linkLabel(context, link) {
  const count = link.events.length > 1 ? ` ×${link.events.length}` : "";
  const lines = wrap(shorten(link.words, 40) + count, 16);
  if (link.standing.line !== "solid") lines.push(`(${link.standing.words})`);
  return measured(context, lines, 11, "400");
}

/** @param {Label} label @param {number} x @param {number} y @param {number} radius @param {number} side @returns {number[]} left, top, right, bottom */
export function labelBox(label, x, y, radius, side) {
  const half = label.width / 2;
  const middle = label.height / 2;
  if (side === 0) return [x - half, y + radius + GAP - 1, x + half, y + radius + GAP - 1 + label.height];
  if (side === 1) return [x - half, y - radius - GAP - label.height, x + half, y - radius - GAP];
  if (side === 2) return [x + radius + GAP, y - middle, x + radius + GAP + label.width, y + middle];
  return [x - radius - GAP - label.width, y - middle, x - radius - GAP, y + middle];
}

/** @param {number[]} one @param {number[]} other */
export function boxesMeet(one, other) {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}

function inside(box, room) {
  return box[0] >= room[0] && box[1] >= room[1] && box[2] <= room[2] && box[3] <= room[3];
}

/** Boxes in buckets of a grid, so that asking who is near costs the same in a crowd. */
export class Boxes {
  constructor(cell = 48) {
    this.cell = cell;
    this.buckets = new Map();
  }

  * keys(box) {
    for (let column = Math.floor(box[0] / this.cell); column <= Math.floor(box[2] / this.cell); column += 1) {
      for (let row = Math.floor(box[1] / this.cell); row <= Math.floor(box[3] / this.cell); row += 1) yield column * 65536 + row;
    }
  }

  add(box) {
    for (const key of this.keys(box)) {
      const bucket = this.buckets.get(key);
      if (bucket) bucket.push(box);
      else this.buckets.set(key, [box]);
    }
  }

  meets(box, except = null) {
    for (const key of this.keys(box)) {
      for (const other of this.buckets.get(key) || []) if (other !== except && boxesMeet(box, other)) return true;
    }
    return false;
  }
}

/**
 * Place actors' labels, the most connected first; one that fits on no side is left out.
 * @param {{x: number, y: number, radius: number, side: number, index: number, must: boolean}[]} marks
 * @param {(index: number) => Label} labelOf
 * @param {Boxes} taken
 * @param {number} most how many at most
 * @param {number[]} room what the reader sees: another side than its own must not push a label out of it
 * @returns {{index: number, label: Label, box: number[], align: string}[]}
 */
export function placeActorLabels(marks, labelOf, taken, most, room) {
  const placed = [];
  const shapes = new Map(marks.map((mark) => [mark.index, [mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius]]));
  // In a crowd every place is taken by some mark: the names of the hubs may then cover lesser ones.
  if (marks.length <= CROWD) for (const shape of shapes.values()) taken.add(shape);
  for (const mark of marks) {
    if (placed.length >= most) break;
    const own = shapes.get(mark.index);
    const label = labelOf(mark.index);
    const sides = [mark.side, ...[0, 1, 2, 3].filter((side) => side !== mark.side)];
    const boxes = sides.map((side) => labelBox(label, mark.x, mark.y, mark.radius, side));
    const free = boxes.findIndex((box, place) => (place === 0 || inside(box, room)) && !taken.meets(box, own));
    if (free < 0 && !mark.must) continue;
    const box = boxes[Math.max(0, free)];
    taken.add(box);
    placed.push({ index: mark.index, label, box, align: ["center", "center", "left", "right"][sides[Math.max(0, free)]] });
  }
  return placed;
}

/**
 * Place links' labels on their lines, sliding off whatever is in the way; one that fits nowhere is left out.
 * @param {{curve: import("./curves.js").Curve, index: number}[]} lines
 * @param {(index: number) => Label} labelOf
 * @param {Boxes} taken marks and labels of actors
 * @returns {{index: number, label: Label, box: number[]}[]}
 */
export function placeLinkLabels(lines, labelOf, taken) {
  const placed = [];
  const few = lines.length <= 120;
  for (const line of lines) {
    let best = null;
    const label = labelOf(line.index);
    for (const at of SLIDES) {
      const { x, y } = pointAt(line.curve, at);
      const box = [x - label.width / 2 - 2, y - label.height / 2, x + label.width / 2 + 2, y + label.height / 2];
      if (taken.meets(box)) continue;
      const crossed = few ? lines.filter((other) => other !== line && curveMeetsBox(other.curve, box)).length : 0;
      const cost = crossed + Math.abs(at - 0.5);
      if (!best || cost < best.cost) best = { box, cost };
      if (!crossed) break;
    }
    if (!best) continue;
    taken.add(best.box);
    placed.push({ index: line.index, label, box: best.box });
  }
  return placed;
}
