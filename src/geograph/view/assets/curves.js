/** The line of a link: a quadratic curve that fans out parallels and bows around what stands in its way. */

/**
 * @typedef {{x1: number, y1: number, cx: number, cy: number, x2: number, y2: number}} Curve
 */

/**
 * The curve of a link for positions in any scale.
 * @param {{source: number, target: number, fan: number, bow?: number}} link
 * @param {number} x1 @param {number} y1 source @param {number} x2 @param {number} y2 target
 * @param {number} scale pixels a unit, so that a fan opens as far at every zoom
 * @returns {Curve}
 */
export function curveOf(link, x1, y1, x2, y2, scale) {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const length = Math.hypot(dx, dy) || 1;
  const gap = Math.max(8 * scale, Math.min(0.2 * length, 40 * scale));
  // Sideways is measured from the lower-numbered actor, or links in both directions would lie on each other.
  const turn = link.source <= link.target ? 1 : -1;
  const bend = turn * (link.fan * gap + (link.bow || 0) * length);
  return { x1, y1, cx: (x1 + x2) / 2 - (dy / length) * 2 * bend, cy: (y1 + y2) / 2 + (dx / length) * 2 * bend, x2, y2 };
}

/** @param {Curve} curve @param {number} at 0 to 1 */
export function pointAt(curve, at) {
  const back = 1 - at;
  return {
    x: back * back * curve.x1 + 2 * back * at * curve.cx + at * at * curve.x2,
    y: back * back * curve.y1 + 2 * back * at * curve.cy + at * at * curve.y2,
  };
}

/** Squared distance from a point to the curve. @param {Curve} curve @param {number} x @param {number} y */
export function distanceTo(curve, x, y) {
  const steps = 14;
  let best = Infinity;
  let from = { x: curve.x1, y: curve.y1 };
  for (let step = 1; step <= steps; step += 1) {
    const to = pointAt(curve, step / steps);
    const dx = to.x - from.x;
    const dy = to.y - from.y;
    const along = Math.max(0, Math.min(1, ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy || 1)));
    best = Math.min(best, (from.x + along * dx - x) ** 2 + (from.y + along * dy - y) ** 2);
    from = to;
  }
  return best;
}

/** Whether a straight line meets a box. */
export function lineMeetsBox(x1, y1, x2, y2, left, top, right, bottom) {
  if ((x1 < left && x2 < left) || (x1 > right && x2 > right) || (y1 < top && y2 < top) || (y1 > bottom && y2 > bottom)) return false;
  if (x1 >= left && x1 <= right && y1 >= top && y1 <= bottom) return true;
  if (x2 >= left && x2 <= right && y2 >= top && y2 <= bottom) return true;
  const a = y2 - y1;
  const b = x1 - x2;
  const c = x2 * y1 - x1 * y2;
  // The corners' sides of the line, without an array: this is the innermost loop of the arrangement.
  const first = a * left + b * top + c > 0;
  return (a * right + b * top + c > 0) !== first || (a * left + b * bottom + c > 0) !== first || (a * right + b * bottom + c > 0) !== first;
}

/** Whether the curve, as a few straight pieces, meets a box. @param {Curve} curve @param {number[]} box */
export function curveMeetsBox(curve, box) {
  const steps = Math.abs(curve.cx - (curve.x1 + curve.x2) / 2) + Math.abs(curve.cy - (curve.y1 + curve.y2) / 2) < 1 ? 1 : 6;
  let from = { x: curve.x1, y: curve.y1 };
  for (let step = 1; step <= steps; step += 1) {
    const to = pointAt(curve, step / steps);
    if (lineMeetsBox(from.x, from.y, to.x, to.y, box[0], box[1], box[2], box[3])) return true;
    from = to;
  }
  return false;
}
