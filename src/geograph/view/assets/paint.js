/** Drawing on a canvas: marks, lines, arrows, crosses and labels. Knows shapes and colours, not the graph. */
import { pointAt } from "./curves.js";

const TAU = Math.PI * 2;
const DASHES = { solid: [], dash: [7, 4], dots: [1.5, 3.5], crossed: [9, 3, 2, 3] };

/** Points of a regular figure or star, first corner up (or down where `turned`). */
function corners(count, turned, inner = 1) {
  return Array.from({ length: count }, (_, index) => {
    const angle = (index / count) * TAU - Math.PI / 2 + (turned ? Math.PI : 0);
    const reach = inner !== 1 && index % 2 ? inner : 1;
    return [Math.cos(angle) * reach, Math.sin(angle) * reach];
  });
}

const FIGURES = {
  square: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
  diamond: corners(4, false).map(([x, y]) => [x * 1.2, y * 1.2]),
  triangle: corners(3, false).map(([x, y]) => [x * 1.25, y * 1.25 + 0.2]),
  "triangle-down": corners(3, true).map(([x, y]) => [x * 1.25, y * 1.25 - 0.2]),
  pentagon: corners(5, false).map(([x, y]) => [x * 1.1, y * 1.1]),
  hexagon: corners(6, false).map(([x, y]) => [x * 1.08, y * 1.08]),
  star: corners(10, false, 0.5).map(([x, y]) => [x * 1.25, y * 1.25]),
};

/** Add a mark to the current path. @param {CanvasRenderingContext2D} c @param {string} shape */
export function tracePath(c, shape, x, y, radius) {
  const figure = FIGURES[shape];
  if (!figure || radius < 2.5) {
    c.moveTo(x + radius, y);
    c.arc(x, y, radius, 0, TAU);
    return;
  }
  figure.forEach(([dx, dy], index) => (index ? c.lineTo(x + dx * radius, y + dy * radius) : c.moveTo(x + dx * radius, y + dy * radius)));
  c.closePath();
}

/** The outline of a mark for an SVG swatch, in a box of 20. @param {string} shape */
export function swatchPath(shape) {
  const figure = FIGURES[shape];
  const place = ([x, y]) => `${(10 + x * 7).toFixed(1)} ${(10 + y * 7).toFixed(1)}`;
  if (figure) return `M${figure.map(place).join("L")}Z`;
  const circle = (radius, sweep) => `M${10 + radius} 10A${radius} ${radius} 0 1 ${sweep} ${10 - radius} 10A${radius} ${radius} 0 1 ${sweep} ${10 + radius} 10Z`;
  return shape === "ring" ? circle(7, 1) + circle(3.5, 0) : circle(7, 1);
}

/** @param {string} line solid, dash, dots or crossed */
export function dashOf(line) {
  return DASHES[line] || [];
}

/** Add a curve to the current path. @param {CanvasRenderingContext2D} c @param {import("./curves.js").Curve} curve */
export function traceCurve(c, curve) {
  c.moveTo(curve.x1, curve.y1);
  c.quadraticCurveTo(curve.cx, curve.cy, curve.x2, curve.y2);
}

/** Add the arrow's head to the current path, its tip at the rim of the target's mark. */
export function traceArrow(c, curve, radius, size) {
  if (Math.hypot(curve.x2 - curve.x1, curve.y2 - curve.y1) < radius + size * 2) return;
  let dx = curve.x2 - curve.cx;
  let dy = curve.y2 - curve.cy;
  const length = Math.hypot(dx, dy) || 1;
  dx /= length;
  dy /= length;
  const x = curve.x2 - dx * (radius + 2);
  const y = curve.y2 - dy * (radius + 2);
  c.moveTo(x, y);
  c.lineTo(x - dx * size - dy * size * 0.45, y - dy * size + dx * size * 0.45);
  c.lineTo(x - dx * size + dy * size * 0.45, y - dy * size - dx * size * 0.45);
  c.closePath();
}

/** Add a small cross on the line, the sign of a denial, to the current path. */
export function traceCross(c, curve, at, size) {
  const { x, y } = pointAt(curve, at);
  c.moveTo(x - size, y - size);
  c.lineTo(x + size, y + size);
  c.moveTo(x + size, y - size);
  c.lineTo(x - size, y + size);
}

/** A plate under a label, or the line it names would run through its words. @param {CanvasRenderingContext2D} c @param {number[]} box */
export function paintPlate(c, box, colour) {
  c.fillStyle = colour;
  c.globalAlpha = 0.88;
  c.beginPath();
  c.roundRect(box[0] - 1, box[1] - 1, box[2] - box[0] + 2, box[3] - box[1] + 2, 4);
  c.fill();
  c.globalAlpha = 1;
}

/** Add a loop above a mark to the current path. */
export function traceLoop(c, x, y, radius) {
  c.moveTo(x + 9, y - radius - 8);
  c.arc(x, y - radius - 8, 9, 0, TAU);
}

/**
 * @param {CanvasRenderingContext2D} c @param {import("./labels.js").Label} label @param {number[]} box
 * @param {string} align left or right where the label stands beside its mark, or else center
 */
export function paintLabel(c, label, box, colour, halo, haloWidth, align = "center") {
  c.font = label.font;
  c.textAlign = align;
  c.textBaseline = "middle";
  c.lineJoin = "round";
  c.strokeStyle = halo;
  c.lineWidth = haloWidth;
  const x = align === "left" ? box[0] : align === "right" ? box[2] : (box[0] + box[2]) / 2;
  label.lines.forEach((line, index) => c.strokeText(line, x, box[1] + (index + 0.5) * label.pitch));
  c.fillStyle = colour;
  label.lines.forEach((line, index) => c.fillText(line, x, box[1] + (index + 0.5) * label.pitch));
}
