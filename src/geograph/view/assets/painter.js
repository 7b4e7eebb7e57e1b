/**
 * What is drawn on the canvas, and in which order: ground, lines, marks, labels. Where things are and which of them are
 * shown is the scene's; here they become strokes.
 */
import { Boxes, CROWD, FAMILY, placeActorLabels, placeLinkLabels } from "./labels.js";
import { dashOf, paintLabel, paintPlate, traceArrow, traceCross, traceCurve, traceLoop, tracePath } from "./paint.js";
import { paintWorld } from "./world.js";

const CHUNK = 32;

export class Painter {
  /** @param {import("./scene.js").Scene} scene */
  constructor(scene) {
    this.scene = scene;
  }

  /**
   * Paint what is shown, or only a part of it on top.
   * @param {CanvasRenderingContext2D} context
   * @param {{k: number, x: number, y: number}} camera
   * @param {{actors: Set<number>, links: Set<number>, main?: number}|null} part
   */
  paint(context, camera, width, height, part) {
    const actors = this.visibleActors(camera, width, height, part);
    const lines = this.visibleLines(camera, width, height, part);
    if (!part) this.paintGround(context, camera, width, height);
    this.paintLines(context, lines, part);
    this.paintMarks(context, actors, part);
    return this.paintLabels(context, actors, lines, part, [(width - this.scene.width) / 2, (height - this.scene.height) / 2, (width + this.scene.width) / 2, (height + this.scene.height) / 2]);
  }

  /** What lies under lines and marks: countries, or discs of communities. */
  paintGround(context, camera, width, height) {
    if (this.scene.folding) this.scene.overview.paint(context, camera, this.scene.theme, FAMILY);
    if (!this.scene.map) return;
    if (this.scene.world) paintWorld(context, this.scene.world, this.scene.map.project, camera, width, height, this.scene.theme);
    if (this.scene.map.floor !== null) {
      const y = this.scene.map.floor * camera.k + camera.y;
      context.fillStyle = this.scene.theme.background;
      context.fillRect(0, y, width, height - y);
      context.fillStyle = this.scene.theme.border;
      context.fillRect(0, y, width, 1);
    }
    context.strokeStyle = context.fillStyle = this.scene.theme.quiet;
    context.lineWidth = 0.7;
    this.stroke(context, [...this.scene.map.anchors], ([index, [x, y]]) => {
      if (!this.scene.shows(index)) return;
      context.moveTo(x * camera.k + camera.x, y * camera.k + camera.y);
      context.lineTo(this.scene.place.x[index] * camera.k + camera.x, this.scene.place.y[index] * camera.k + camera.y);
    });
    this.fill(context, [...this.scene.map.anchors], ([index, [x, y]]) => {
      if (!this.scene.shows(index)) return;
      context.moveTo(x * camera.k + camera.x + 2, y * camera.k + camera.y);
      context.arc(x * camera.k + camera.x, y * camera.k + camera.y, 2, 0, Math.PI * 2);
    });
  }

  visibleActors(camera, width, height, part) {
    const scale = this.scene.radiusScale;
    const found = [];
    for (const index of this.scene.order) {
      if (part ? !this.scene.store.actorOn[index] || !part.actors.has(index) : !this.scene.shows(index)) continue;
      const x = this.scene.place.x[index] * camera.k + camera.x;
      const y = this.scene.place.y[index] * camera.k + camera.y;
      const radius = Math.max(1, this.scene.place.radius[index] * scale);
      if (x < -60 || y < -60 || x > width + 60 || y > height + 60) continue;
      found.push({ index, x, y, radius, side: this.scene.place.side[index], must: Boolean(part) && part.actors.size < 40 });
    }
    return found;
  }

  visibleLines(camera, width, height, part) {
    const found = [];
    for (const link of this.scene.model.links) {
      if (!this.scene.store.linkOn[link.index] || (part ? !part.links.has(link.index) : this.scene.folding && !(this.scene.shows(link.source) && this.scene.shows(link.target)))) continue;
      const curve = this.scene.curve(link, camera);
      if (Math.max(curve.x1, curve.x2) < -50 || Math.max(curve.y1, curve.y2) < -50 || Math.min(curve.x1, curve.x2) > width + 50 || Math.min(curve.y1, curve.y2) > height + 50) continue;
      found.push({ index: link.index, link, curve });
    }
    return found;
  }

  paintLines(context, lines, part) {
    const many = lines.length > 800;
    const scale = this.scene.radiusScale;
    const groups = new Map();
    for (const line of lines) {
      const key = `${line.link.family} ${line.link.standing.line}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(line);
    }
    context.lineCap = "butt";
    for (const group of groups.values()) {
      const { link } = group[0];
      context.strokeStyle = context.fillStyle = this.colour(link.style);
      context.globalAlpha = part ? 1 : lines.length < 400 ? 0.9 : lines.length < 2000 ? 0.55 : 0.25;
      context.lineWidth = many ? 0.8 : link.style.width * (part ? 1.5 : 1);
      context.setLineDash(many ? [] : dashOf(link.standing.line));
      this.stroke(context, group, (line) => this.traceLine(context, line, scale));
      context.setLineDash([]);
      if (link.standing.line === "crossed" && !many) { context.lineWidth = 1.8; this.stroke(context, group, (line) => traceCross(context, line.curve, 0.82, 4)); }
      if (lines.length < 1200) this.fill(context, group, (line) => this.traceHead(context, line, scale, link));
    }
    context.globalAlpha = 1;
  }

  traceLine(context, line, scale) {
    if (line.link.source === line.link.target) traceLoop(context, line.curve.x1, line.curve.y1, this.scene.place.radius[line.link.source] * scale);
    else traceCurve(context, line.curve);
  }

  traceHead(context, line, scale, link) {
    if (line.link.source !== line.link.target && !line.link.symmetric) traceArrow(context, line.curve, this.scene.place.radius[line.link.target] * scale, link.family === "standing" ? 6 : 9);
  }

  // One path with thousands of pieces is very slow to stroke in software: short ones are not.
  stroke(context, items, trace) { this.inChunks(context, items, trace, () => context.stroke()); }

  fill(context, items, trace) { this.inChunks(context, items, trace, () => context.fill()); }

  inChunks(context, items, trace, finish) {
    for (let start = 0; start < items.length; start += CHUNK) {
      context.beginPath();
      for (const item of items.slice(start, start + CHUNK)) trace(item);
      finish();
    }
  }

  paintMarks(context, actors, part) {
    const groups = new Map();
    for (const actor of actors) {
      const { kind } = this.scene.model.actors[actor.index];
      const key = `${kind} ${this.scene.colours.of(actor.index).light}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(actor);
    }
    for (const group of groups.values()) {
      const { shape } = this.scene.model.actors[group[0].index].style;
      const style = this.scene.colours.of(group[0].index);
      context.fillStyle = this.colour(style);
      context.strokeStyle = this.scene.theme.background;
      context.lineWidth = actors.length < 1500 ? 1.5 : 0.7;
      const trace = (actor) => tracePath(context, shape, actor.x, actor.y, actor.radius);
      this.stroke(context, group, trace);
      if (shape === "ring") this.hollow(context, group, style);
      else this.fill(context, group, trace);
    }
    for (const { index, x, y, radius } of actors) if (this.scene.store.pinned.has(index)) this.paintPin(context, x + radius * 0.8, y - radius * 0.8);
    for (const main of part ? actors.filter((actor) => part.main.includes(actor.index)) : []) {
      context.strokeStyle = this.scene.theme.accent;
      context.lineWidth = 3;
      context.beginPath();
      context.arc(main.x, main.y, main.radius + 5, 0, Math.PI * 2);
      context.stroke();
    }
  }

  paintPin(context, x, y) {
    context.fillStyle = this.scene.theme.text;
    context.strokeStyle = this.scene.theme.background;
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(x, y, 3.5, 0, Math.PI * 2);
    context.fill();
    context.stroke();
  }

  /** Rings: a disc and a smaller one in the page's colour, or lines would show through. */
  hollow(context, group, style) {
    this.fill(context, group, (actor) => tracePath(context, "circle", actor.x, actor.y, actor.radius));
    context.fillStyle = this.scene.theme.background;
    this.fill(context, group.filter((actor) => actor.radius >= 2.5), (actor) => tracePath(context, "circle", actor.x, actor.y, actor.radius * 0.5));
    context.fillStyle = this.colour(style);
  }

  paintLabels(context, actors, lines, part, room) {
    const taken = new Boxes();
    const close = this.scene.camera.k / this.scene.fitZoom;
    const wanted = actors.length > 800 ? actors.filter((actor) => actor.radius > 2.6) : actors;
    const placedActors = placeActorLabels(wanted, this.scene.place.actorLabel, taken, actors.length > CROWD ? 70 : 220, room);
    const readable = lines.length <= 90 || close > 1.6 || Boolean(part);
    const placedLinks = readable && lines.length <= 260 ? placeLinkLabels(lines.filter((line) => line.link.source !== line.link.target), this.scene.place.linkLabel, taken) : [];
    for (const { index, label, box } of placedLinks) {
      paintPlate(context, box, this.scene.theme.background);
      paintLabel(context, label, box, this.colour(this.scene.model.links[index].style), this.scene.theme.background, 2);
    }
    for (const { label, box, align } of placedActors) paintLabel(context, label, box, this.scene.theme.text, this.scene.theme.background, 3.5, align);
    return { actors: placedActors, links: placedLinks };
  }

  colour(style) {
    return this.scene.theme.dark ? style.dark : style.light;
  }
}
