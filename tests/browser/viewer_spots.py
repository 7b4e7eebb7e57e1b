"""Where things are on the stage, asked of the page, and what tests do there."""

from __future__ import annotations

from typing import Any

LINK_SPOT = """(index) => {
  const { model, scene } = geograph;
  const link = model.links[index];
  const curve = scene.curve(link, scene.camera);
  const box = scene.element.getBoundingClientRect();
  // Near the middle, at a point that belongs to this line alone.
  for (const at of [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7]) {
    const back = 1 - at;
    const x = back * back * curve.x1 + 2 * back * at * curve.cx + at * at * curve.x2;
    const y = back * back * curve.y1 + 2 * back * at * curve.cy + at * at * curve.y2;
    const under = scene.at(x, y);
    if (under && under.kind === 'link' && under.index === link.index) return { x: box.left + x, y: box.top + y };
  }
  return null;
}"""
ACTOR_SPOT = """(id) => {
  const { model, scene } = geograph;
  const index = model.byId.get(id);
  const box = scene.element.getBoundingClientRect();
  const { camera, place } = scene;
  return { x: box.left + place.x[index] * camera.k + camera.x, y: box.top + place.y[index] * camera.k + camera.y };
}"""
BOXES = """() => {
  const { placed, extra } = geograph.scene;
  const shift = ({ box }) => [box[0] - extra.x, box[1] - extra.y, box[2] - extra.x, box[3] - extra.y];
  return { actors: placed.actors.map(shift), links: placed.links.map(shift) };
}"""


def settle(page: Any) -> None:
    """Wait until the picture of the moved view has been drawn anew."""
    page.wait_for_function("() => !geograph.scene.raf && !geograph.scene.moved && !geograph.scene.dirty")


def click_link(page: Any, index: int) -> None:
    settle(page)
    spot = page.evaluate(LINK_SPOT, index)
    assert spot is not None, f"no free spot on link {index}"
    page.mouse.click(spot["x"], spot["y"])


LINK_INDEX = """([s, r, t, status]) => geograph.model.links.findIndex((link) => link.relation === r
  && link.status === status && geograph.model.actors[link.source].id === s
  && geograph.model.actors[link.target].id === t)"""


def actor(page: Any, name: str) -> int:
    """The number of an actor in the page."""
    return page.evaluate("(id) => geograph.model.byId.get(id)", name)


def shown_actors(page: Any) -> set[str]:
    return set(page.evaluate("geograph.model.actors.filter((a) => geograph.store.actorOn[a.index]).map((a) => a.id)"))


def click_actor(page: Any, name: str, *, shift: bool = False) -> None:
    settle(page)
    spot = page.evaluate(ACTOR_SPOT, name)
    if shift:
        page.keyboard.down("Shift")
    page.mouse.click(spot["x"], spot["y"])
    if shift:
        page.keyboard.up("Shift")
