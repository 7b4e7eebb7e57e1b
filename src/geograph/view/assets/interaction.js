/** Mouse, touch and keys on the stage: pan, zoom, drag an actor, point at things, choose them. */

const SLACK = 4;

/**
 * @param {import("./scene.js").Scene} scene
 * @param {{choose: (what: any) => void, point: (what: any, x: number, y: number) => void, open: (index: number) => void}} act
 */
export function bindPointer(scene, act) {
  const stage = scene.element;
  const touches = new Map();
  let drag = null;
  let pinch = null;
  const spot = (event) => {
    const box = stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  stage.addEventListener("pointerdown", (event) => {
    if (event.button > 0 || event.target !== scene.view) return;
    stage.setPointerCapture(event.pointerId);
    scene.stopGliding();
    const at = spot(event);
    touches.set(event.pointerId, at);
    const under = touches.size === 1 ? scene.at(at.x, at.y) : null;
    drag = { at, under, camera: { ...scene.camera }, far: 0, box: event.shiftKey && !under };
    if (touches.size === 2) pinch = startPinch(touches, scene);
  });

  stage.addEventListener("pointermove", (event) => {
    const at = spot(event);
    if (!touches.has(event.pointerId)) { pointAt(scene, act, event, at); return; }
    touches.set(event.pointerId, at);
    if (pinch && touches.size === 2) { movePinch(pinch, touches, scene); drag.far = Infinity; return; }
    if (!drag) return;
    drag.far = Math.max(drag.far, Math.hypot(at.x - drag.at.x, at.y - drag.at.y));
    if (drag.far < SLACK) return;
    act.point(null, 0, 0);
    if (drag.box) scene.showBox(boxOf(drag.at, at));
    else if (drag.under?.kind === "actor" && scene.model.actors.length <= 3000) {
      if (!drag.moving) act.moving(drag.under.index);
      drag.moving = true;
      scene.moveActor(drag.under.index, at.x, at.y);
    }
    else { scene.touched = true; scene.setCamera({ k: drag.camera.k, x: drag.camera.x + at.x - drag.at.x, y: drag.camera.y + at.y - drag.at.y }); }
  });

  const lift = (event) => {
    if (!touches.delete(event.pointerId)) return;
    pinch = null;
    if (drag?.far < SLACK && event.type === "pointerup") act.choose(drag.under, event.shiftKey);
    else if (drag?.box) { scene.showBox(null); act.chooseMany(scene.actorsIn(boxOf(drag.at, spot(event)))); }
    else if (drag?.moving) act.moved(drag.under.index);
    drag = null;
  };
  stage.addEventListener("pointerup", lift);
  stage.addEventListener("pointercancel", lift);
  stage.addEventListener("pointerleave", () => act.point(null, 0, 0));
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    const at = spot(event);
    scene.zoomBy(2 ** (-event.deltaY * (event.deltaMode ? 0.05 : 0.0022)), at.x, at.y);
  }, { passive: false });
  stage.addEventListener("dblclick", (event) => {
    if (event.target !== scene.view) return;
    const at = spot(event);
    const under = scene.at(at.x, at.y);
    if (under?.kind === "actor") act.open(under.index);
    else if (!under) scene.zoomBy(1.8, at.x, at.y);
  });
}

function boxOf(one, other) {
  return [Math.min(one.x, other.x), Math.min(one.y, other.y), Math.max(one.x, other.x), Math.max(one.y, other.y)];
}

let lastLook = 0;

function pointAt(scene, act, event, at) {
  if (event.pointerType === "touch" || event.timeStamp - lastLook < 25) return;
  lastLook = event.timeStamp;
  const under = event.target === scene.view ? scene.at(at.x, at.y) : null;
  scene.element.style.cursor = under ? "pointer" : "";
  act.point(under, at.x, at.y);
}

function startPinch(touches, scene) {
  const [one, two] = [...touches.values()];
  return { apart: Math.hypot(one.x - two.x, one.y - two.y) || 1, x: (one.x + two.x) / 2, y: (one.y + two.y) / 2, camera: { ...scene.camera } };
}

function movePinch(pinch, touches, scene) {
  const [one, two] = [...touches.values()];
  const growth = Math.hypot(one.x - two.x, one.y - two.y) / pinch.apart;
  const x = (one.x + two.x) / 2;
  const y = (one.y + two.y) / 2;
  scene.touched = true;
  scene.setCamera({ k: pinch.camera.k * growth, x: x - (pinch.x - pinch.camera.x) * growth, y: y - (pinch.y - pinch.camera.y) * growth });
}

/**
 * Keys: those that are for the stage only when it has the focus, the others wherever no text is being typed.
 * @param {HTMLElement} stage @param {Record<string, () => void>} onStage @param {Record<string, () => void>} anywhere
 */
export function bindKeys(stage, onStage, anywhere) {
  document.addEventListener("keydown", (event) => {
    const undo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey;
    if (!undo && (event.ctrlKey || event.metaKey || event.altKey)) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea, dialog[open]") || (event.key === " " && event.target.closest("button, summary, a"))) return;
    const key = undo ? "u" : event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = (document.activeElement === stage && onStage[key]) || anywhere[key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
