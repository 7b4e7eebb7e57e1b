/** Country outlines under the map layout, read from the page's block when the map is first shown. */
import { unpack } from "./data.js";

const TENTHS = 10;

/** @param {HTMLElement|null} block @returns {Promise<any>} outlines as rings of longitudes and latitudes, with their boxes */
export async function readWorld(block) {
  if (!block) return null;
  const { arcs, lands } = JSON.parse(await unpack(block.textContent));
  const lines = arcs.map((steps) => {
    const points = new Float32Array(steps.length);
    let [x, y] = [0, 0];
    for (let at = 0; at < steps.length; at += 2) { x += steps[at]; y += steps[at + 1]; points[at] = x / TENTHS; points[at + 1] = y / TENTHS; }
    return points;
  });
  return lands.map((ring) => joined(ring, lines));
}

/** A ring's arcs one after the other; ~n is arc n backwards. */
function joined(ring, lines) {
  const flat = [];
  // Where a ring crosses the date line it goes on beyond 180 degrees, or it would be drawn around the whole earth.
  const beyond = (lon) => { const last = flat[flat.length - 2]; return last === undefined || Math.abs(lon - last) < 180 ? lon : lon + 360 * Math.sign(last - lon); };
  for (const number of ring) {
    const line = lines[number < 0 ? ~number : number];
    for (let step = 0; step < line.length; step += 2) {
      const at = number < 0 ? line.length - 2 - step : step;
      if (step || !flat.length) flat.push(beyond(line[at]), line[at + 1]);
    }
  }
  const points = Float32Array.from(flat);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < points.length; at += 2) {
    box[0] = Math.min(box[0], points[at]); box[1] = Math.min(box[1], points[at + 1]);
    box[2] = Math.max(box[2], points[at]); box[3] = Math.max(box[3], points[at + 1]);
  }
  return { points, box };
}

/**
 * @param {CanvasRenderingContext2D} c @param {any[]} world @param {(lon: number, lat: number) => [number, number]} project
 * @param {{k: number, x: number, y: number}} camera @param {{land: string, border: string}} colours
 */
export function paintWorld(c, world, project, camera, width, height, colours) {
  const at = (lon, lat) => { const [x, y] = project(lon, lat); return [x * camera.k + camera.x, y * camera.k + camera.y]; };
  c.fillStyle = colours.land;
  c.strokeStyle = colours.border;
  c.lineWidth = 0.8;
  for (const { points, box } of world) {
    const [left, bottom] = at(box[0], box[1]);
    const [right, top] = at(box[2], box[3]);
    if (right < 0 || left > width || bottom < 0 || top > height) continue;
    c.beginPath();
    for (let step = 0; step < points.length; step += 2) {
      const [x, y] = at(points[step], points[step + 1]);
      if (step) c.lineTo(x, y);
      else c.moveTo(x, y);
    }
    c.closePath();
    c.fill();
    c.stroke();
  }
}
