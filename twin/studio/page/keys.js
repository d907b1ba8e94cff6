// Everything by keyboard.
import { isOpen } from "/static/dialog.js";

const STEP = 60; // px that an arrow moves the map
const SIDES = ["before", "after", "change"];
const $ = (id) => document.getElementById(id);
const types = (node) => node.matches("input:not([type=checkbox], [type=range]), select, textarea");

export class Keys {
  constructor(studio) {
    this.studio = studio;
    document.addEventListener("keydown", (event) => {
      if (isOpen() || event.defaultPrevented) return;
      const done = this.anywhere(event) || (!types(event.target) && this.page(event)) || (event.target === $("canvas") && this.map(event));
      if (done) event.preventDefault();
    });
    $("when").addEventListener("keydown", (event) => this.turn(event));
  }

  // Keys that work wherever the focus is; true when this was one.
  anywhere(event) {
    const { studio } = this;
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !types(event.target)) {
      if (key === "z" && !event.shiftKey) return studio.undo(), true;
      if (key === "y" || (key === "z" && event.shiftKey)) return studio.redo(), true;
      if (key === "s") return studio.reader.keep("plan.geojson", ".geojson"), true;
      if (key === "o") return $("file").click(), true;
    }
    if (event.key === "Escape" && studio.builder.draft) return studio.builder.cancel(), true;
    return false;
  }

  page(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const { studio } = this;
    if (event.key.toLowerCase() === "b") return studio.showSide(studio.side === "before" ? "after" : "before"), true;
    const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code); // the key itself: French keyboards want a shift for their digits
    const number = digit ? Number(digit[1]) || 10 : 0;
    if (event.target !== $("canvas") && number >= 1 && number <= studio.builder.kinds.length) {
      studio.builder.choose(studio.builder.kinds[number - 1].kind);
      return true;
    }
    return false;
  }

  map(event) {
    const { view, builder } = this.studio;
    const moves = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
    if (moves[event.key]) view.pan(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") view.zoom(1.3);
    else if (event.key === "-") view.zoom(1 / 1.3);
    else if (event.key === "0") view.showAll();
    else if (builder.draft && event.key === " ") builder.clicked(view.x, view.y);
    else if (builder.draft && event.key === "Backspace") builder.back();
    else if (builder.draft && event.key === "Enter") builder.finish();
    else return false;
    return true;
  }

  // Arrow keys in the switch, as in every group of radio buttons.
  turn(event) {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    this.studio.showSide(SIDES[(SIDES.indexOf(this.studio.side) + step + SIDES.length) % SIDES.length]);
    $("when").querySelector("[aria-checked=true]").focus();
  }
}
