/** The other layouts: actors on a map at their places, or in rings. */
import { communities } from "./analysis.js";
import { labelBox } from "./labels.js";

const MARGIN = 26;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
const RING = 60;
/** Rows below the map for actors without a place. */
const BAND = { column: 118, row: 58 };
/** What a name wants on a ring. */
const ROOM = { wide: 118, high: 36 };
const MOST_PUSHED = 300;
const MOST_NAMED = 32;

/** Rings around the stage: neighbours of a community side by side, the most connected within. */
export function ringOut(model, place, width, height, indices) {
  const groups = communities(model);
  const byLinks = [...indices].sort((a, b) => model.actors[a].links.length - model.actors[b].links.length || a - b);
  const rings = Math.max(1, Math.ceil(Math.sqrt(byLinks.length / RING)));
  const weights = Array.from({ length: rings }, (_, ring) => rings - ring);
  const total = weights.reduce((a, b) => a + b, 0);
  const scale = byLinks.length > 400 ? Math.sqrt(byLinks.length / 60) : 1;
  let from = 0;
  weights.forEach((weight, ring) => {
    const upto = ring === rings - 1 ? byLinks.length : from + Math.round((weight / total) * byLinks.length);
    const row = byLinks.slice(from, upto).sort((a, b) => groups[a] - groups[b] || model.actors[b].links.length - model.actors[a].links.length || a - b);
    const share = (rings - ring) / rings;
    const widest = row.length > 400 ? 60 : row.reduce((most, index) => Math.max(most, place.actorLabel(index).width), 0);
    const rx = Math.max(60, width / 2 - MARGIN - widest - 20) * share * scale;
    const ry = Math.max(60, height / 2 - MARGIN - 30) * share * scale;
    const angles = spaced(row.length, rx, ry);
    row.forEach((index, step) => {
      const angle = angles[step];
      place.x[index] = width / 2 + Math.cos(angle) * rx;
      place.y[index] = height / 2 + Math.sin(angle) * ry;
      place.side[index] = Math.abs(Math.cos(angle)) < 0.16 ? (Math.sin(angle) < 0 ? 1 : 0) : Math.cos(angle) > 0 ? 2 : 3;
    });
    from = upto;
  });
}

/** Angles on an ellipse, from the top, so that names have as much room side by side as one above the other. */
function spaced(count, rx, ry) {
  const fine = 720;
  const cost = [0];
  const at = (step) => (step / fine) * 2 * Math.PI - Math.PI / 2;
  for (let step = 1; step <= fine; step += 1) {
    const dx = Math.abs(Math.cos(at(step)) - Math.cos(at(step - 1))) * rx;
    const dy = Math.abs(Math.sin(at(step)) - Math.sin(at(step - 1))) * ry;
    cost.push(cost[step - 1] + dx / ROOM.wide + dy / ROOM.high);
  }
  let step = 0;
  return Array.from({ length: count }, (_, nth) => {
    while (cost[step] < (nth / count) * cost[fine]) step += 1;
    return at(step);
  });
}

/** The coordinates that an actor has itself. */
function ownSpot({ record }) {
  return Number.isFinite(record.lat) && Number.isFinite(record.lon) && Math.abs(record.lat) <= 90 && Math.abs(record.lon) <= 180 ? { lat: record.lat, lon: record.lon } : null;
}

/**
 * Where an actor lies on the earth: where it says, or else where the state it acts for does.
 * @param {import("./data.js").Model} model @returns {(null|{lat: number, lon: number})[]}
 */
export function spotsOf(model) {
  if (model.spots) return model.spots;
  const states = new Map();
  for (const actor of model.actors) if (actor.kind === "State" && actor.record.country && ownSpot(actor)) states.set(actor.record.country, ownSpot(actor));
  const acting = (actor) => { const state = model.byId.get(actor.record.represents); return state === undefined ? null : ownSpot(model.actors[state]); };
  model.spots = model.actors.map((actor) => ownSpot(actor) || acting(actor) || states.get(actor.record.country) || null);
  return model.spots;
}

/**
 * @returns {{project: (lon: number, lat: number) => [number, number], missing: number[]}} the projection onto the stage
 */
export function mapOut(model, place, width, height, indices) {
  const spots = spotsOf(model);
  const there = indices.filter((index) => spots[index]);
  const missing = indices.filter((index) => !spots[index]);
  const perRow = Math.max(1, Math.floor((width - 90) / BAND.column));
  const rows = Math.min(Math.ceil(missing.length / perRow), Math.max(1, Math.floor((height * 0.4) / BAND.row)));
  const floor = height - rows * BAND.row - (rows ? 14 : 0);
  const project = projection(there.map((index) => spots[index]), width, floor);
  const anchors = new Map();
  const same = new Map();
  for (const index of there) {
    const spot = spots[index];
    const [x, y] = project(spot.lon, spot.lat);
    anchors.set(index, [x, y]);
    const key = `${Math.round(x / 6)},${Math.round(y / 6)}`;
    const nth = same.get(key) || 0;
    same.set(key, nth + 1);
    // Actors in one place open like the seeds of a flower.
    const reach = nth ? 9 + 15 * Math.sqrt(nth) : 0;
    place.x[index] = x + Math.cos(nth * GOLDEN) * reach;
    place.y[index] = y + Math.sin(nth * GOLDEN) * reach;
    place.side[index] = 0;
  }
  if (there.length <= MOST_PUSHED) pushApart(place, there, anchors, (index) => ownSpot(model.actors[index]) !== null, width, floor);
  const across = Math.ceil(missing.length / Math.max(1, rows));
  missing.forEach((index, nth) => {
    place.x[index] = 50 + ((nth % across) + 0.5) * ((width - 110) / across);
    place.y[index] = floor + 24 + Math.floor(nth / across) * BAND.row;
    place.side[index] = 0;
  });
  return { project, missing, anchors, floor: missing.length ? floor : null };
}

/** Equal steps of latitude, longitudes narrowed as at the middle of what is shown: right in shape where it matters. */
function projection(spots, width, height) {
  const lats = spots.map((spot) => spot.lat);
  const lons = spots.map((spot) => spot.lon);
  const [south, north] = [Math.min(...lats, 90), Math.max(...lats, -90)];
  const [west, east] = [Math.min(...lons, 180), Math.max(...lons, -180)];
  const middle = spots.length ? [(west + east) / 2, (south + north) / 2] : [0, 20];
  const narrow = Math.max(0.25, Math.cos((middle[1] * Math.PI) / 180));
  const wide = Math.max(12, (east - west) || 0) * narrow;
  const tall = Math.max(8, (north - south) || 0);
  const scale = Math.min((width - 150) / wide, (height - 130) / tall);
  return (lon, lat) => [width / 2 + (lon - middle[0]) * narrow * scale, height / 2 - (lat - middle[1]) * scale];
}

/**
 * Part marks (and names, while these are few). Who has a place of its own hardly moves: a state must stay in its state,
 * those who only act for it make way.
 */
function pushApart(place, indices, anchors, own, width, height) {
  const names = indices.length <= MOST_NAMED;
  const boxOf = (index) => {
    const r = place.radius[index] + 3;
    const label = names ? labelBox(place.actorLabel(index), place.x[index], place.y[index], r, 0) : [Infinity, 0, -Infinity, -Infinity];
    return [Math.min(label[0], place.x[index] - r), place.y[index] - r, Math.max(label[2], place.x[index] + r), Math.max(label[3], place.y[index] + r)];
  };
  for (let round = 0; round < 160; round += 1) {
    let moved = false;
    const boxes = indices.map(boxOf);
    for (let i = 1; i < indices.length; i += 1) for (let j = 0; j < i; j += 1) moved = partBoxes(place, own, indices[i], indices[j], boxes[i], boxes[j]) || moved;
    for (const index of indices) {
      const [x, y] = anchors.get(index);
      const pull = own(index) ? 0.2 : round > 110 ? 0 : 0.02;
      place.x[index] = Math.max(40, Math.min(width - 40, place.x[index] + (x - place.x[index]) * pull));
      place.y[index] = Math.max(24, Math.min(height - 40, place.y[index] + (y - place.y[index]) * pull));
    }
    if (!moved) break;
  }
}

function partBoxes(place, own, one, other, a, b) {
  const overX = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const overY = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (overX <= 0 || overY <= 0) return false;
  const axis = overX < overY ? "x" : "y";
  const way = place[axis][one] >= place[axis][other] ? 1 : -1;
  const step = way * (Math.min(overX, overY) * 0.6 + 0.4);
  const share = own(one) === own(other) ? 0.5 : own(one) ? 0.08 : 0.92;
  place[axis][one] += step * share;
  place[axis][other] -= step * (1 - share);
  return true;
}
