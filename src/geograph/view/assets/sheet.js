/** The picture that leaves the page: title, the stage as it is, and a legend of what is on it. */
import { isoDay } from "./days.js";
import { FAMILY } from "./labels.js";
import { dashOf, traceCross, tracePath } from "./paint.js";
import { DIM } from "./scene.js";
import { SvgContext } from "./svgcontext.js";
import { counted, dayWords, shorten } from "./text.js";

const HEAD = 62;
const ROW = 24;
const EDGE = 18;

/** @param {any} model @param {any} store @param {any} scene @returns {string} */
export function toSvg(model, store, scene) {
  const ruler = document.createElement("canvas").getContext("2d");
  const items = legendItems(model, store, scene, ruler);
  const context = new SvgContext(ruler, scene.width, heightOf(scene, items), model.title);
  paintSheet(context, model, store, scene, items);
  return context.toString();
}

/** @returns {HTMLCanvasElement} twice as fine as the stage */
export function toCanvas(model, store, scene) {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const items = legendItems(model, store, scene, context);
  canvas.width = 2 * scene.width;
  canvas.height = 2 * heightOf(scene, items);
  context.scale(2, 2);
  context.inside = (x, y, width, height, alpha, paint) => {
    const layer = document.createElement("canvas");
    layer.width = 2 * width;
    layer.height = 2 * height;
    const inner = layer.getContext("2d");
    inner.scale(2, 2);
    paint(inner);
    context.globalAlpha = alpha;
    context.drawImage(layer, x, y, width, height);
    context.globalAlpha = 1;
  };
  paintSheet(context, model, store, scene, items);
  return canvas;
}

function heightOf(scene, items) {
  return HEAD + scene.height + EDGE + ROW * (1 + Math.max(0, ...items.map((item) => item.row)));
}

function paintSheet(context, model, store, scene, items) {
  const { theme, width, height } = scene;
  context.fillStyle = theme.background;
  context.fillRect(0, 0, width, heightOf(scene, items));
  const focus = store.focus();
  context.inside(0, HEAD, width, height, focus ? DIM : 1, (inner) => scene.paint(inner, scene.camera, width, height, null));
  if (focus) context.inside(0, HEAD, width, height, 1, (inner) => scene.paint(inner, scene.camera, width, height, focus));
  write(context, shorten(model.title, Math.floor(width / 10)), EDGE, 24, `700 18px ${FAMILY}`, theme.text);
  write(context, subtitle(store), EDGE, 46, `400 12px ${FAMILY}`, theme.text);
  const top = HEAD + height + EDGE / 2;
  for (const item of items) {
    item.paint(context, item.x + 14, top + ROW * (item.row + 0.5));
    write(context, item.label, item.x + 34, top + ROW * (item.row + 0.5), `400 12px ${FAMILY}`, theme.text);
  }
}

function write(context, text, x, y, font, colour) {
  Object.assign(context, { font, fillStyle: colour, textAlign: "left", textBaseline: "middle" });
  context.fillText(text, x, y);
}

function subtitle(store) {
  const count = (values) => values.reduce((sum, on) => sum + on, 0);
  const { first, last, count: dated } = store.dates;
  const range = store.range || (dated ? [first, last] : null);
  const days = range ? ` · ${dayWords(isoDay(range[0]))}${range[0] === range[1] ? "" : ` – ${dayWords(isoDay(range[1]))}`}` : "";
  return `${counted(count(store.actorOn), "actor")}, ${counted(count(store.linkOn), "relation")}${days}`;
}

/** What each mark, colour and line on the picture means, placed in rows. */
function legendItems(model, store, scene, ruler) {
  const actors = model.actors.filter((actor) => store.actorOn[actor.index]);
  const links = model.links.filter((link) => store.linkOn[link.index]);
  const grey = { light: "#4d5a67", dark: "#aab7c4" };
  const byKind = store.look.colour === "kind";
  const items = [
    ...Object.entries(model.styles.kinds).filter(([kind]) => actors.some((actor) => actor.kind === kind)).map(([, style]) => ({ label: style.plural, paint: mark(scene, style.shape, byKind ? style : grey) })),
    ...scene.colours.rows.map((row) => ({ label: row.label, paint: mark(scene, "circle", row.style) })),
    ...Object.entries(model.styles.families).filter(([family]) => links.some((link) => link.family === family)).map(([, style]) => ({ label: style.words, paint: line(scene, style, "solid", style.width) })),
    ...Object.entries(model.styles.statuses).filter(([status, style]) => style.line !== "solid" && links.some((link) => link.status === status)).map(([, style]) => ({ label: style.words, paint: line(scene, grey, style.line, 1.7) })),
  ];
  ruler.font = `400 12px ${FAMILY}`;
  let [x, row] = [EDGE, 0];
  for (const item of items) {
    const wide = 34 + ruler.measureText(item.label).width + 18;
    if (x > EDGE && x + wide > scene.width - EDGE) { x = EDGE; row += 1; }
    Object.assign(item, { x, row });
    x += wide;
  }
  return items;
}

function mark(scene, shape, style) {
  return (context, x, y) => {
    context.fillStyle = scene.painter.colour(style);
    context.beginPath();
    tracePath(context, shape, x, y, 7);
    context.fill();
    if (shape !== "ring") return;
    context.fillStyle = scene.theme.background;
    context.beginPath();
    context.arc(x, y, 3.5, 0, Math.PI * 2);
    context.fill();
  };
}

function line(scene, style, kind, width) {
  return (context, x, y) => {
    context.strokeStyle = scene.painter.colour(style);
    context.lineWidth = width;
    context.setLineDash(dashOf(kind));
    context.beginPath();
    context.moveTo(x - 13, y);
    context.lineTo(x + 13, y);
    context.stroke();
    context.setLineDash([]);
    if (kind !== "crossed") return;
    context.beginPath();
    traceCross(context, { x1: x - 13, y1: y, cx: x, cy: y, x2: x + 13, y2: y }, 0.8, 4);
    context.stroke();
  };
}
