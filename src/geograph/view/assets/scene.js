/**
 * The graph on a canvas, fast without a GPU: thin lines stroked in short pieces, a picture kept larger than the stage,
 * which is shifted and scaled while the view moves and drawn anew when it rests.
 */
import { curveOf, distanceTo } from "./curves.js";
import { actorLabel, linkLabel } from "./labels.js";
import { mapOut, ringOut } from "./layouts.js";
import { colouring, sizing } from "./look.js";
import { Overview, OVERVIEW_ABOVE } from "./overview.js";
import { Painter } from "./painter.js";
import { extent, setOut } from "./stage.js";

const OVERSCAN = 0.25;
const FRAME_BUDGET = 11;
const REST = 90;
/** How bright is what is out of focus. */
export const DIM = 0.13;

export class Scene {
  /** @param {HTMLElement} element @param {import("./data.js").Model} model @param {any} store */
  constructor(element, model, store) {
    Object.assign(this, { element, model, store });
    this.painter = new Painter(this);
    this.view = document.createElement("canvas");
    this.view.setAttribute("aria-hidden", "true");
    this.view.className = "graph";
    element.prepend(this.view);
    this.base = document.createElement("canvas");
    this.camera = { k: 1, x: 0, y: 0 };
    this.drawn = null;
    this.fitZoom = 1;
    this.cost = 0;
    this.hover = null;
    this.handlers = { camera: [] };
    this.placed = { actors: [], links: [] };
    const count = model.actors.length;
    this.place = { x: new Float64Array(count), y: new Float64Array(count), side: new Uint8Array(count), radius: [], actorLabels: [], linkLabels: [] };
    this.order = model.actors.map((actor) => actor.index).sort((a, b) => model.actors[b].links.length - model.actors[a].links.length || a - b);
    this.loneOffAtFirst = store.off.lone.has("yes");
    this.overview = count > OVERVIEW_ABOVE ? new Overview(model, store) : null;
    this.overview?.refresh();
    this.colours = colouring(model, store.look.colour);
    /** @type {any[]|null} country outlines, once they are read */ this.world = null;
    this.map = null;
    this.setTheme({ dark: false, background: "#ffffff", text: "#1b2733", accent: "#0b57d0" });
    this.resize();
    this.layOut();
    this.touched = false;
    new ResizeObserver(() => this.onResize()).observe(element);
  }

  setTheme(theme) {
    this.theme = theme;
    this.invalidate();
  }

  measure() {
    const context = this.view.getContext("2d");
    const count = this.model.actors.length;
    // Smaller marks for a crowd, and on a stage too small for large ones.
    const crowd = Math.max(0.2, Math.min(1, (70 / Math.max(1, count)) ** 0.42));
    const scale = Math.max(0.6, Math.min(1, Math.sqrt((this.width * this.height) / 450000)));
    const unit = crowd * scale;
    const weigh = sizing(this.model, this.store.look.size);
    this.place.radius = this.model.actors.map((actor) => unit * Math.min(24, 8 + 3.2 * Math.sqrt(weigh(actor.index))));
    // Labels are measured when they are first wanted: of 60,000 most never are.
    this.place.actorLabels = new Array(count);
    this.place.linkLabels = new Array(this.model.links.length);
    this.place.actorLabel = (index) => (this.place.actorLabels[index] ??= actorLabel(context, this.model.actors[index], count, scale));
    this.place.linkLabel = (index) => (this.place.linkLabels[index] ??= linkLabel(context, this.model.links[index]));
  }

  resize() {
    const { width, height } = this.element.getBoundingClientRect();
    this.width = Math.max(80, width);
    this.height = Math.max(80, height);
    this.ratio = Math.min(2, window.devicePixelRatio || 1);
    this.extra = { x: Math.round((this.width * OVERSCAN) / 2), y: Math.round((this.height * OVERSCAN) / 2) };
    this.view.width = Math.round(this.width * this.ratio);
    this.view.height = Math.round(this.height * this.ratio);
    this.view.style.width = `${this.width}px`;
    this.view.style.height = `${this.height}px`;
    this.base.width = Math.round((this.width + 2 * this.extra.x) * this.ratio);
    this.base.height = Math.round((this.height + 2 * this.extra.y) * this.ratio);
    this.dirty = true;
  }

  onResize() {
    const before = [this.width, this.height];
    this.resize();
    const changed = Math.abs(before[0] / this.width - 1) > 0.02 || Math.abs(before[1] / this.height - 1) > 0.02;
    if (changed && !this.touched) this.layOut();
    this.invalidate();
  }

  /** Place everything for the stage as it is, and show all of it; pinned actors keep their part of the stage. */
  layOut() {
    const { layout } = this.store.look;
    const pins = this.home ? [...this.store.pinned].map((index) => [index, ...this.fraction(this.place.x[index], this.place.y[index])]) : [];
    this.measure();
    this.map = null;
    const all = this.model.actors.filter((actor) => actor.links.length || !this.store.off.lone.has("yes")).map((actor) => actor.index);
    if (layout === "network") setOut(this.model, this.place, this.width, this.height, !this.store.off.lone.has("yes"));
    else {
      for (const link of this.model.links) link.bow = 0;
      if (layout === "ring") ringOut(this.model, this.place, this.width, this.height, all);
      else this.map = mapOut(this.model, this.place, this.width, this.height, all);
    }
    if (layout === "network") this.overview?.setOut(this.place);
    this.home = bounds(this.place);
    for (const [index, x, y] of pins) [this.place.x[index], this.place.y[index]] = this.fromFraction(x, y);
    this.fit({ now: true });
    this.touched = false;
  }

  /** Draw by the look that is chosen now. */
  applyLook() {
    this.colours = colouring(this.model, this.store.look.colour);
    this.layOut();
    this.invalidate();
  }

  /** Whether communities are drawn folded. */
  get folding() { return this.overview?.on && this.store.look.layout === "network"; }

  /** A place as parts of the whole, which mean the same on another stage. */
  fraction(x, y) {
    const [left, top, right, bottom] = this.home;
    return [(x - left) / (right - left), (y - top) / (bottom - top)].map((part) => Math.round(part * 1e4) / 1e4);
  }

  fromFraction(x, y) {
    const [left, top, right, bottom] = this.home;
    return [left + x * (right - left), top + y * (bottom - top)];
  }

  viewAsFractions() {
    const { k, x, y } = this.camera;
    return [...this.fraction((this.width / 2 - x) / k, (this.height / 2 - y) / k), Math.round((k / this.fitZoom) * 1e3) / 1e3];
  }

  viewFromFractions([fx, fy, zoom]) {
    const [x, y] = this.fromFraction(fx, fy);
    const k = Math.max(0.3, Math.min(40, zoom)) * this.fitZoom;
    this.touched = true;
    this.setCamera({ k, x: this.width / 2 - x * k, y: this.height / 2 - y * k });
  }

  // ------------------------------------------------------------------ camera
  fitCamera(shown, discs) {
    const labels = this.model.actors.length <= 400;
    const pad = 10;
    let camera = { k: 1, x: 0, y: 0 };
    let zoom = null;
    // Labels keep their size while the zoom changes, so the zoom that fits is found in a few rounds.
    for (let round = 0; round < 6; round += 1) {
      const k = zoom ?? 1;
      const box = extent(this.model, this.place, shown, k, 1, labels, discs);
      const ratio = Math.min((this.width - 2 * pad) / (box[2] - box[0]), (this.height - 2 * pad) / (box[3] - box[1]));
      zoom = Math.min(k * ratio, labels ? 1.7 : Infinity);
      camera = { k, x: this.width / 2 - (box[0] + box[2]) / 2, y: this.height / 2 - (box[1] + box[3]) / 2 };
      if (round && Math.abs(ratio - 1) < 0.01) break;
    }
    return camera;
  }

  fit({ now = false, actors = null } = {}) {
    const camera = this.fitCamera((index) => this.store.actorOn[index] === 1 && (!actors || actors.has(index)), this.folding && !actors ? this.overview.groups : []);
    if (!actors) this.fitZoom = camera.k;
    const growth = Math.min(1, (4 * this.fitZoom) / camera.k);
    camera.k *= growth;
    camera.x = this.width / 2 - (this.width / 2 - camera.x) * growth;
    camera.y = this.height / 2 - (this.height / 2 - camera.y) * growth;
    if (now) this.setCamera(camera);
    else this.glide(camera);
  }

  setCamera(camera) {
    this.camera = camera;
    this.lastMove = performance.now();
    this.moved = true;
    for (const handler of this.handlers.camera) handler(camera);
    this.request();
  }

  glide(camera, time = 320) {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) { this.setCamera(camera); return; }
    const from = { ...this.camera };
    const start = performance.now();
    cancelAnimationFrame(this.gliding);
    const step = () => {
      const done = Math.min(1, (performance.now() - start) / time);
      const eased = done * done * (3 - 2 * done);
      this.setCamera({ k: from.k + (camera.k - from.k) * eased, x: from.x + (camera.x - from.x) * eased, y: from.y + (camera.y - from.y) * eased });
      if (done < 1) this.gliding = requestAnimationFrame(step);
    };
    step();
  }

  stopGliding() { cancelAnimationFrame(this.gliding); }

  zoomBy(factor, x = this.width / 2, y = this.height / 2) {
    const k = Math.max(this.fitZoom * 0.3, Math.min(this.camera.k * factor, this.fitZoom * 40));
    const growth = k / this.camera.k;
    this.touched = true;
    this.setCamera({ k, x: x - (x - this.camera.x) * growth, y: y - (y - this.camera.y) * growth });
  }

  panBy(dx, dy) {
    this.touched = true;
    this.setCamera({ ...this.camera, x: this.camera.x + dx, y: this.camera.y + dy });
  }

  moveActor(index, x, y) {
    this.touched = true;
    this.place.x[index] = (x - this.camera.x) / this.camera.k;
    this.place.y[index] = (y - this.camera.y) / this.camera.k;
    this.invalidate();
  }

  /** The places of pinned actors, which undo and links carry. */
  savePlaces() {
    return [...this.store.pinned, ...(this.kept ?? [])].map((index) => [index, this.place.x[index], this.place.y[index]]);
  }

  /** Do something while an actor's place counts as worth keeping: it is about to be moved. */
  keeping(index, work) {
    this.kept = [index];
    work();
    this.kept = null;
  }

  restorePlaces(places) {
    for (const [index, x, y] of places) { this.place.x[index] = x; this.place.y[index] = y; }
    this.invalidate();
  }

  inSight(index, edge = 30) {
    const x = this.place.x[index] * this.camera.k + this.camera.x;
    const y = this.place.y[index] * this.camera.k + this.camera.y;
    return x > edge && y > edge && x < this.width - edge && y < this.height - edge;
  }

  actorsIn(box) {
    return this.order.filter((index) => {
      const x = this.place.x[index] * this.camera.k + this.camera.x;
      const y = this.place.y[index] * this.camera.k + this.camera.y;
      return this.shows(index) && x >= box[0] && y >= box[1] && x <= box[2] && y <= box[3];
    });
  }

  /** Whether an actor has a mark of its own on the stage. */
  shows(index) { return this.store.actorOn[index] === 1 && !(this.folding && this.overview.folded(index)); }

  /** @param {number[]|null} box of a choice that is being drawn */
  showBox(box) { this.box = box; this.request(); }

  /** Bring an actor into the picture if it is outside. */
  reveal(index) {
    const x = this.place.x[index] * this.camera.k + this.camera.x;
    const y = this.place.y[index] * this.camera.k + this.camera.y;
    if (this.inSight(index)) return;
    this.glide({ k: this.camera.k, x: this.camera.x + this.width / 2 - x, y: this.camera.y + this.height / 2 - y });
  }

  // ------------------------------------------------------------------ frames
  invalidate() {
    this.dirty = true;
    this.request();
  }

  request() {
    if (!this.raf) this.raf = requestAnimationFrame(() => { this.raf = 0; this.frame(); });
  }

  frame() {
    if (!this.width || !this.theme) return;
    const resting = performance.now() - (this.lastMove || 0) > REST;
    if (this.dirty || !this.drawn || (this.moved && (this.cost < FRAME_BUDGET || resting))) this.redraw();
    else if (this.moved) this.request();
    this.present();
  }

  redraw() {
    const start = performance.now();
    const context = this.base.getContext("2d");
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.clearRect(0, 0, this.width + 2 * this.extra.x, this.height + 2 * this.extra.y);
    this.drawn = { ...this.camera };
    this.placed = this.paint(context, { k: this.camera.k, x: this.camera.x + this.extra.x, y: this.camera.y + this.extra.y }, this.width + 2 * this.extra.x, this.height + 2 * this.extra.y, null);
    this.cost = performance.now() - start;
    this.dirty = false;
    this.moved = false;
  }

  present() {
    const context = this.view.getContext("2d");
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.fillStyle = this.theme.background;
    context.fillRect(0, 0, this.width, this.height);
    const focus = this.store.focus();
    context.globalAlpha = focus ? DIM : 1;
    const growth = this.camera.k / this.drawn.k;
    const x = this.camera.x - growth * (this.drawn.x + this.extra.x);
    const y = this.camera.y - growth * (this.drawn.y + this.extra.y);
    context.imageSmoothingEnabled = Math.abs(growth - 1) > 1e-9;
    context.drawImage(this.base, x, y, (this.width + 2 * this.extra.x) * growth, (this.height + 2 * this.extra.y) * growth);
    context.globalAlpha = 1;
    if (focus) this.focused = this.paint(context, this.camera, this.width, this.height, focus);
    else if (this.hover) this.paint(context, this.camera, this.width, this.height, this.hover);
    if (this.box) {
      context.strokeStyle = this.theme.accent;
      context.setLineDash([5, 4]);
      context.lineWidth = 1.5;
      context.strokeRect(this.box[0], this.box[1], this.box[2] - this.box[0], this.box[3] - this.box[1]);
      context.setLineDash([]);
    }
  }

  // ------------------------------------------------------------------ painting
  get radiusScale() {
    return Math.max(0.3, Math.min(2.4, (this.camera.k / this.fitZoom) ** 0.45));
  }

  curve(link, camera) {
    const { x, y } = this.place;
    return curveOf(link, x[link.source] * camera.k + camera.x, y[link.source] * camera.k + camera.y, x[link.target] * camera.k + camera.x, y[link.target] * camera.k + camera.y, camera.k / this.fitZoom);
  }

  /** Paint what is shown, or only a part of it on top, as `Painter.paint` says. */
  paint(context, camera, width, height, part) { return this.painter.paint(context, camera, width, height, part); }

  // ------------------------------------------------------------------ what is where
  /** The actor or else the link at a point of the stage. @returns {{kind: "actor"|"link", index: number}|null} */
  at(x, y) {
    let best = null;
    let nearest = Infinity;
    const scale = this.radiusScale;
    const focus = this.folding ? this.store.focus() : null;
    for (let index = 0; index < this.model.actors.length; index += 1) {
      if (!this.shows(index) && !(focus?.actors.has(index) && this.store.actorOn[index])) continue;
      const distance = Math.hypot(this.place.x[index] * this.camera.k + this.camera.x - x, this.place.y[index] * this.camera.k + this.camera.y - y);
      if (distance < Math.max(7, this.place.radius[index] * scale + 4) && distance < nearest) { nearest = distance; best = { kind: "actor", index }; }
    }
    return best || this.labelAt(x, y) || this.lineAt(x, y) || (this.folding ? this.overview.at(x, y, this.camera) : null);
  }

  labelAt(x, y) {
    const dx = this.drawn ? this.camera.x - this.drawn.x - this.extra.x : 0;
    const dy = this.drawn ? this.camera.y - this.drawn.y - this.extra.y : 0;
    const inside = ({ box }) => x >= box[0] + dx && x <= box[2] + dx && y >= box[1] + dy && y <= box[3] + dy;
    const link = this.placed.links.find(inside);
    if (link) return { kind: "link", index: link.index };
    const actor = this.placed.actors.find(inside);
    return actor ? { kind: "actor", index: actor.index } : null;
  }

  lineAt(x, y) {
    let best = null;
    let nearest = 7 * 7;
    for (const link of this.model.links) {
      if (!this.store.linkOn[link.index] || (this.folding && !(this.shows(link.source) && this.shows(link.target)))) continue;
      const curve = this.curve(link, this.camera);
      const reach = 8 + Math.abs(curve.cx - (curve.x1 + curve.x2) / 2) + Math.abs(curve.cy - (curve.y1 + curve.y2) / 2);
      if (x < Math.min(curve.x1, curve.x2) - reach || x > Math.max(curve.x1, curve.x2) + reach || y < Math.min(curve.y1, curve.y2) - reach || y > Math.max(curve.y1, curve.y2) + reach) continue;
      const distance = distanceTo(curve, x, y);
      if (distance < nearest) { nearest = distance; best = { kind: "link", index: link.index }; }
    }
    return best;
  }
}

function bounds({ x, y }) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < x.length; at += 1) { left = Math.min(left, x[at]); right = Math.max(right, x[at]); top = Math.min(top, y[at]); bottom = Math.max(bottom, y[at]); }
  return left <= right ? [left, top, Math.max(right, left + 1), Math.max(bottom, top + 1)] : [0, 0, 1, 1];
}
