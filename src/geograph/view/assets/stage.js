/** From the page's data to positions on this stage: turn, stretch, arrange small graphs, line up who stands alone. */
import { arrange } from "./arrange.js";
import { labelBox } from "./labels.js";

/** Above so many linked actors the positions of the data are taken as they are. */
export const ARRANGE_LIMIT = 150;
const MARGIN = 14;
/** What the zoom buttons cover of the lower right corner. */
const BUTTONS = { width: 56, height: 96 };
const NO_LABEL = { width: 0, height: 0 };
const MOST_STRETCH = 1.9;

/**
 * @param {import("./data.js").Model} model
 * @param {{x: Float64Array, y: Float64Array, side: Uint8Array, radius: number[], actorLabel: (index: number) => any, linkLabel: (index: number) => any}} place changed
 * @param {number} width @param {number} height
 * @param {boolean} showLone
 */
export function setOut(model, place, width, height, showLone) {
  const linked = model.actors.filter((actor) => actor.links.length).map((actor) => actor.index);
  const lone = model.actors.filter((actor) => !actor.links.length).map((actor) => actor.index);
  const small = linked.length <= ARRANGE_LIMIT;
  const band = small && showLone ? lineUp(lone, place, width, height, linked.length > 0) : 0;
  const home = { x: model.actors.map((actor) => actor.record.x ?? 0), y: model.actors.map((actor) => actor.record.y ?? 0) };
  if (!small) {
    for (const actor of model.actors) { place.x[actor.index] = home.x[actor.index]; place.y[actor.index] = home.y[actor.index]; }
    return;
  }
  const room = { width: width - 2 * MARGIN, height: height - 2 * MARGIN - band };
  stretch(linked, home, place, room);
  arrangeLinked(model, linked, place, room, band);
  for (const index of linked) { place.x[index] += MARGIN; place.y[index] += MARGIN; }
}

/** Fill the room, one axis at most so much more than the other; on a tall stage lay the long axis upright. */
function stretch(linked, home, place, room) {
  if (!linked.length) return;
  const span = (values) => { const all = linked.map((index) => values[index]); return [Math.min(...all), Math.max(...all)]; };
  let [xs, ys] = [home.x, home.y];
  const [[l, r], [t, b]] = [span(xs), span(ys)];
  if ((room.height > room.width) !== (b - t > r - l)) [xs, ys] = [ys, xs];
  const [left, right] = span(xs);
  const [top, bottom] = span(ys);
  const pad = Math.min(60, room.width / 8, room.height / 8);
  const scaleX = (room.width - 2 * pad) / Math.max(1e-6, right - left);
  const scaleY = (room.height - 2 * pad) / Math.max(1e-6, bottom - top);
  const least = Math.min(scaleX, scaleY);
  const [fx, fy] = [Math.min(scaleX, MOST_STRETCH * least), Math.min(scaleY, MOST_STRETCH * least)];
  for (const index of linked) {
    place.x[index] = room.width / 2 + (xs[index] - (left + right) / 2) * fx;
    place.y[index] = room.height / 2 + (ys[index] - (top + bottom) / 2) * fy;
  }
}

function arrangeLinked(model, linked, place, room, band) {
  const area = (labels) => labels.reduce((sum, label) => sum + label.width * label.height, 0);
  const actorLabels = linked.map((index) => place.actorLabel(index));
  // Where links' labels cannot all fit, actors are not pushed about for them: they show when the reader comes closer.
  const roomy = area(actorLabels) + area(model.links.map((link) => place.linkLabel(link.index))) < 0.3 * room.width * room.height;
  const number = new Map(linked.map((index, position) => [index, position]));
  const task = {
    width: room.width,
    height: room.height,
    corner: { x: room.width + MARGIN - BUTTONS.width, y: room.height + band + MARGIN - BUTTONS.height },
    x: Float64Array.from(linked, (index) => place.x[index]),
    y: Float64Array.from(linked, (index) => place.y[index]),
    side: new Uint8Array(linked.length),
    radius: linked.map((index) => place.radius[index]),
    labels: actorLabels,
    links: model.links.map((link) => ({ source: number.get(link.source), target: number.get(link.target), fan: link.fan, label: roomy ? place.linkLabel(link.index) : NO_LABEL })),
  };
  arrange(task);
  linked.forEach((index, position) => {
    place.x[index] = task.x[position];
    place.y[index] = task.y[position];
    place.side[index] = task.side[position];
  });
  model.links.forEach((link) => { link.bow = task.links[link.index].bow; });
}

/** Rows of actors without relations along the lower edge. @returns {number} the height they take */
function lineUp(lone, place, width, height, below) {
  const gap = 18;
  const rows = [];
  let row = [];
  let used = 0;
  for (const index of lone) {
    const wide = Math.max(place.actorLabel(index).width, 2 * place.radius[index]) + gap;
    if (row.length && used + wide > width - 2 * BUTTONS.width) { rows.push({ row, used }); row = []; used = 0; }
    row.push({ index, wide });
    used += wide;
  }
  if (row.length) rows.push({ row, used });
  const pitch = 62;
  const total = rows.length * pitch;
  rows.forEach((line, number) => {
    let x = (width - line.used) / 2;
    const y = below ? height - total + number * pitch + 10 : height / 2 - total / 2 + number * pitch;
    for (const { index, wide } of line.row) {
      place.x[index] = x + wide / 2;
      place.y[index] = y;
      place.side[index] = 0;
      x += wide;
    }
  });
  return total;
}

/** The box around marks and labels of the actors that are shown, for a zoom. */
export function extent(model, place, shown, zoom, radiusScale, labels, discs = []) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, radius, shown: some } of discs) if (some) grow(box, [(x - radius) * zoom, (y - radius) * zoom, (x + radius) * zoom, (y + radius) * zoom]);
  for (const actor of model.actors) {
    if (!shown(actor.index)) continue;
    const x = place.x[actor.index] * zoom;
    const y = place.y[actor.index] * zoom;
    const radius = place.radius[actor.index] * radiusScale;
    grow(box, [x - radius, y - radius, x + radius, y + radius]);
    if (labels) grow(box, labelBox(place.actorLabel(actor.index), x, y, radius, place.side[actor.index]));
  }
  return box[0] > box[2] ? [-1, -1, 1, 1] : box;
}

function grow(box, other) {
  box[0] = Math.min(box[0], other[0]);
  box[1] = Math.min(box[1], other[1]);
  box[2] = Math.max(box[2], other[2]);
  box[3] = Math.max(box[3], other[3]);
}
