/** When things happened: bars by day (or week, month, year), a brush that filters the graph, and play. */
import { isoDay } from "./days.js";
import { button, byId, el } from "./dom.js";
import { dayWords } from "./text.js";

const HEIGHT = 46;
const STEP = 700;
const STEPS = [1, 7, 30.4375, 91.3125, 365.25, 3652.5];

/** @param {import("./data.js").Model} model @param {any} store */
export function bindTimeline(model, store) {
  const panel = byId("timeline");
  const { first, last, count } = store.dates;
  const nothing = { setTheme() {}, toggle() {} };
  if (!count || first === last) return nothing;
  panel.hidden = false;
  const canvas = /** @type {HTMLCanvasElement} */ (el("canvas", { "aria-hidden": "true" }));
  const from = slider("First day");
  const to = slider("Last day");
  const words = el("output", { class: "quiet" });
  const play = button("Play", () => (timer ? stop() : start()), { id: "play", title: "Play day by day (Space)", "aria-pressed": "false" });
  const all = button("All days", () => store.setRange(null), { id: "all-days" });
  const undated = /** @type {HTMLInputElement} */ (el("input", { type: "checkbox", id: "undated", on: { change: () => store.act(() => { store.undated = undated.checked; }) } }));
  const track = el("div", { class: "track" }, canvas, from, to);
  panel.replaceChildren(el("div", { class: "times" }, play, words, all, el("label", { class: "quiet", for: "undated" }, undated, " without a day too")), track);
  let bins = null;
  let theme = null;
  let timer = 0;

  const draw = () => { if (bins && theme) paint(canvas, bins, store, theme); };
  const recount = () => { if (bins) fill(bins, store); draw(); };
  const fit = () => { bins = makeBins(first, last, Math.max(40, track.clientWidth)); for (const input of [from, to]) input.max = String(bins.count - 1); show(); recount(); };
  const show = () => {
    const range = store.range || [first, last];
    from.value = String(bins.of(range[0]));
    to.value = String(bins.of(range[1]));
    from.setAttribute("aria-valuetext", dayWords(isoDay(range[0])));
    to.setAttribute("aria-valuetext", dayWords(isoDay(range[1])));
    words.textContent = range[0] === range[1] ? dayWords(isoDay(range[0])) : `${dayWords(isoDay(range[0]))} – ${dayWords(isoDay(range[1]))}`;
    all.hidden = !store.range;
    undated.checked = store.undated;
  };
  const set = (low, high, options) => {
    const whole = low <= 0 && high >= bins.count - 1 && !timer;
    store.setRange(whole ? null : [Math.max(first, bins.start(Math.min(low, high))), Math.min(last, bins.end(Math.max(low, high)))], options);
  };
  const fromKeys = () => set(Math.min(+from.value, +to.value), Math.max(+from.value, +to.value), { remember: false });
  from.addEventListener("input", fromKeys);
  to.addEventListener("input", fromKeys);
  bindBrush(track, () => bins, store, set);

  const stop = () => { clearInterval(timer); timer = 0; play.textContent = "Play"; play.setAttribute("aria-pressed", "false"); };
  const start = () => {
    store.remember();
    const range = store.range && [bins.of(store.range[0]), bins.of(store.range[1])];
    const wide = range && range[1] < bins.count - 1 ? range[1] - range[0] : null;
    let at = wide === null ? (range ? range[0] : 0) : range[0];
    const base = at;
    play.textContent = "Stop";
    play.setAttribute("aria-pressed", "true");
    const step = () => {
      const end = wide === null ? at : at + wide;
      if (end > bins.count - 1) { stop(); return; }
      set(wide === null ? base : at, end, { remember: false });
      // Long empty stretches are jumped over: a year without news is not a minute of waiting.
      do at += 1; while (at < bins.count && wide === null && !bins.values[at]);
    };
    timer = setInterval(step, STEP);
    step();
  };

  store.on("filters", () => { show(); recount(); });
  new ResizeObserver(fit).observe(track);
  fit();
  return { setTheme(next) { theme = next; draw(); }, toggle: () => (timer ? stop() : start()) };
}

function slider(label) {
  return /** @type {HTMLInputElement} */ (el("input", { type: "range", min: "0", step: "1", "aria-label": label }));
}

function makeBins(first, last, width) {
  const span = last - first + 1;
  const step = STEPS.find((days) => span / days <= width / 5) || STEPS[STEPS.length - 1];
  const count = Math.max(1, Math.ceil(span / step));
  const of = (day) => Math.max(0, Math.min(count - 1, Math.floor((day - first) / step)));
  return { count, step, of, start: (bin) => first + Math.ceil(bin * step), end: (bin) => first + Math.ceil((bin + 1) * step) - 1, values: new Int32Array(count), shown: new Int32Array(count) };
}

function fill(bins, store) {
  bins.values.fill(0);
  bins.shown.fill(0);
  store.dates.each((day, link) => {
    const bin = bins.of(day);
    bins.values[bin] += 1;
    if (store.linkOn[link]) bins.shown[bin] += 1;
  });
}

function paint(canvas, bins, store, theme) {
  const width = canvas.parentElement.clientWidth;
  const ratio = Math.min(2, devicePixelRatio || 1);
  canvas.width = width * ratio;
  canvas.height = HEIGHT * ratio;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${HEIGHT}px`;
  const c = canvas.getContext("2d");
  c.scale(ratio, ratio);
  // The square root keeps a day with one event visible beside one with a thousand.
  const most = Math.sqrt(bins.values.reduce((a, b) => Math.max(a, b), 1));
  const wide = width / bins.count;
  const range = store.range ? [bins.of(store.range[0]), bins.of(store.range[1])] : [0, bins.count - 1];
  c.fillStyle = theme.accent;
  if (store.range) { c.globalAlpha = 0.14; c.fillRect(range[0] * wide, 0, (range[1] - range[0] + 1) * wide, HEIGHT); }
  for (let bin = 0; bin < bins.count; bin += 1) {
    if (!bins.values[bin]) continue;
    const tall = (value) => Math.max(value ? 2 : 0, (Math.sqrt(value) / most) * (HEIGHT - 6));
    const inside = bin >= range[0] && bin <= range[1];
    c.fillStyle = theme.text;
    c.globalAlpha = 0.25;
    c.fillRect(bin * wide, HEIGHT - tall(bins.values[bin]), Math.max(1, wide - 1), tall(bins.values[bin]));
    c.fillStyle = theme.accent;
    c.globalAlpha = inside ? 1 : 0;
    c.fillRect(bin * wide, HEIGHT - tall(bins.shown[bin]), Math.max(1, wide - 1), tall(bins.shown[bin]));
  }
  c.globalAlpha = 1;
}

/** Drag on the bars to choose days; a click without a drag takes one bar. */
function bindBrush(track, binsOf, store, set) {
  let start = null;
  const binAt = (event) => {
    const box = track.getBoundingClientRect();
    return Math.max(0, Math.min(binsOf().count - 1, Math.floor(((event.clientX - box.left) / box.width) * binsOf().count)));
  };
  track.addEventListener("pointerdown", (event) => {
    if (event.target instanceof HTMLInputElement || event.button > 0) return;
    track.setPointerCapture(event.pointerId);
    store.remember();
    start = binAt(event);
    set(start, start, { remember: false });
  });
  track.addEventListener("pointermove", (event) => { if (start !== null) set(Math.min(start, binAt(event)), Math.max(start, binAt(event)), { remember: false }); });
  for (const name of ["pointerup", "pointercancel"]) track.addEventListener(name, () => { start = null; });
}
