// The window onto the town: from metres to pixels, and the gestures that move it.
const CLICK = 5; // px that a press may wander and still be a click
const NEAREST = 24; // px for one metre, at most

export class View {
  constructor(canvas, bounds, redraw) {
    this.canvas = canvas;
    this.bounds = bounds;
    this.redraw = redraw;
    this.scale = 1; // px for one metre
    this.x = this.y = 0; // the point in the middle [m]
    this.pointers = new Map();
    this.moved = 0;
    this.onclick = this.onhover = () => {};
    new ResizeObserver(() => this.resized()).observe(canvas);
    this.listen();
  }

  resized() {
    const whole = !this.width || this.isWhole();
    const { width, height } = this.canvas.getBoundingClientRect();
    this.width = width;
    this.height = height;
    this.dense = window.devicePixelRatio || 1;
    this.canvas.width = Math.max(1, Math.round(width * this.dense));
    this.canvas.height = Math.max(1, Math.round(height * this.dense));
    if (whole) this.showAll();
    else this.redraw();
  }

  fitting([minx, miny, maxx, maxy], margin) {
    return Math.min((this.width - 2 * margin) / Math.max(maxx - minx, 1), (this.height - 2 * margin) / Math.max(maxy - miny, 1));
  }

  isWhole() {
    return Math.abs(this.scale - this.fitting(this.bounds, 6)) < 1e-6;
  }

  showAll() {
    const [minx, miny, maxx, maxy] = this.bounds;
    this.scale = Math.max(0.01, this.fitting(this.bounds, 6));
    this.x = (minx + maxx) / 2;
    this.y = (miny + maxy) / 2;
    this.redraw();
  }

  // Move so that a box [m] is seen with something around it.
  showBox(box) {
    this.scale = Math.min(Math.max(this.fitting(box, 90), this.fitting(this.bounds, 6)), 3);
    this.x = (box[0] + box[2]) / 2;
    this.y = (box[1] + box[3]) / 2;
    this.clamp();
  }

  toPixels(x, y) {
    return [this.width / 2 + (x - this.x) * this.scale, this.height / 2 - (y - this.y) * this.scale];
  }

  toMetres(px, py) {
    return [this.x + (px - this.width / 2) / this.scale, this.y - (py - this.height / 2) / this.scale];
  }

  // Let the drawing context take metres.
  apply(context) {
    const s = this.scale * this.dense;
    context.setTransform(s, 0, 0, -s, (this.width / 2 - this.x * this.scale) * this.dense, (this.height / 2 + this.y * this.scale) * this.dense);
  }

  pan(dx, dy) {
    this.x -= dx / this.scale;
    this.y += dy / this.scale;
    this.clamp();
  }

  zoom(factor, px = this.width / 2, py = this.height / 2) {
    const [x, y] = this.toMetres(px, py);
    this.scale = Math.min(NEAREST, Math.max(this.fitting(this.bounds, 6) * 0.7, this.scale * factor));
    this.x = x - (px - this.width / 2) / this.scale;
    this.y = y + (py - this.height / 2) / this.scale;
    this.clamp();
  }

  clamp() {
    const [minx, miny, maxx, maxy] = this.bounds;
    this.x = Math.min(maxx, Math.max(minx, this.x));
    this.y = Math.min(maxy, Math.max(miny, this.y));
    this.redraw();
  }

  at(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  listen() {
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      canvas.setPointerCapture(event.pointerId);
      if (!this.pointers.size) this.moved = 0;
      else this.moved = Infinity; // two fingers are no click
      this.pointers.set(event.pointerId, this.at(event));
    });
    canvas.addEventListener("pointermove", (event) => this.dragged(event));
    canvas.addEventListener("pointerup", (event) => {
      if (!this.pointers.delete(event.pointerId) || this.pointers.size) return;
      if (this.moved <= CLICK) this.onclick(...this.toMetres(...this.at(event)));
    });
    canvas.addEventListener("pointercancel", (event) => this.pointers.delete(event.pointerId));
    canvas.addEventListener("pointerleave", () => this.onhover(null));
    canvas.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)), ...this.at(event));
    }, { passive: false });
  }

  dragged(event) {
    const now = this.at(event);
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      this.onhover(this.toMetres(...now));
      return;
    }
    const others = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    this.pointers.set(event.pointerId, now);
    if (others.length) {
      const far = (at) => Math.hypot(at[0] - others[0][0], at[1] - others[0][1]) || 1;
      this.zoom(far(now) / far(before), (now[0] + others[0][0]) / 2, (now[1] + others[0][1]) / 2);
      return;
    }
    this.moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (this.moved > CLICK) this.pan(now[0] - before[0], now[1] - before[1]);
  }
}
