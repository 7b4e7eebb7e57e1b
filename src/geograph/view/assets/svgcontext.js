/** Enough of a canvas context that writes SVG: the scene paints itself on it as it does on the stage. */

const n = (value) => String(Math.round(value * 100) / 100);

/** @param {string} text */
export function xml(text) {
  // XML has no place for most control characters, however they are escaped.
  return String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replace(/[&<>"']/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[sign]);
}

export class SvgContext {
  /** @param {CanvasRenderingContext2D} ruler measures text */
  constructor(ruler, width, height, title) {
    Object.assign(this, { ruler, width, height, title, parts: [], path: [], dash: [], clips: 0, fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, font: "12px sans-serif", textAlign: "center", textBaseline: "middle", lineCap: "butt", lineJoin: "miter" });
  }

  beginPath() { this.path = []; }

  moveTo(x, y) { this.path.push(`M${n(x)} ${n(y)}`); }

  lineTo(x, y) { this.path.push(`L${n(x)} ${n(y)}`); }

  quadraticCurveTo(cx, cy, x, y) { this.path.push(`Q${n(cx)} ${n(cy)} ${n(x)} ${n(y)}`); }

  closePath() { this.path.push("Z"); }

  /** Full circles only: the scene draws no other arcs. */
  arc(x, y, radius) { this.path.push(`M${n(x + radius)} ${n(y)}A${n(radius)} ${n(radius)} 0 1 1 ${n(x - radius)} ${n(y)}A${n(radius)} ${n(radius)} 0 1 1 ${n(x + radius)} ${n(y)}Z`); }

  roundRect(x, y, width, height) { this.path.push(`M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}Z`); }

  setLineDash(dash) { this.dash = dash; }

  measureText(text) { this.ruler.font = this.font; return this.ruler.measureText(text); }

  get opacity() { return this.globalAlpha < 1 ? ` opacity="${n(this.globalAlpha)}"` : ""; }

  fill() { if (this.path.length) this.parts.push(`<path d="${this.path.join("")}" fill="${xml(this.fillStyle)}"${this.opacity}/>`); }

  stroke() { if (this.path.length) this.parts.push(`<path d="${this.path.join("")}" fill="none" stroke="${xml(this.strokeStyle)}" stroke-width="${n(this.lineWidth)}"${this.dash.length ? ` stroke-dasharray="${this.dash.map(n).join(" ")}"` : ""}${this.opacity}/>`); }

  fillRect(x, y, width, height) { this.parts.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" fill="${xml(this.fillStyle)}"${this.opacity}/>`); }

  fillText(text, x, y) { this.text(text, x, y, `fill="${xml(this.fillStyle)}"`); }

  strokeText(text, x, y) { this.text(text, x, y, `fill="none" stroke="${xml(this.strokeStyle)}" stroke-width="${n(this.lineWidth)}" stroke-linejoin="round" aria-hidden="true"`); }

  text(text, x, y, paint) {
    const [, weight, size, family] = /^(\d+) ([\d.]+)px (.*)$/.exec(this.font) || ["", "400", "12", "sans-serif"];
    const anchor = { left: "start", right: "end" }[this.textAlign] || "middle";
    this.parts.push(`<text x="${n(x)}" y="${n(y)}" font-family="${xml(family)}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" dominant-baseline="central" ${paint}${this.opacity}>${xml(text)}</text>`);
  }

  /** Paint a part of its own, cut off at its edges. */
  inside(x, y, width, height, alpha, paint) {
    this.parts.push(`<svg x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" overflow="hidden"><g${alpha < 1 ? ` opacity="${alpha}"` : ""}>`);
    paint(this);
    this.parts.push("</g></svg>");
  }

  toString() {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}"><title>${xml(this.title)}</title>${this.parts.join("\n")}</svg>\n`;
  }
}
