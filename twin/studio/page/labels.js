// What is written on the map: names of places and streets, numbers of the works, and the scale.
import { BADGE, COLOUR } from "/static/colours.js";

const METRES = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const FONT = "system-ui, sans-serif";

function write(context, text, x, y, size, weight = 400, colour = COLOUR.ink) {
  context.font = `${weight} ${size}px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = "rgb(251 250 246 / 0.92)";
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

const clear = (box, taken) => !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);

// Names, the largest places first, as far as they find room.
export function drawNames(context, view, city, layer, badges) {
  const taken = [[view.width - 60, 0, view.width, 130], ...badges.map(({ x, y }) => [x - 12, y - 12, x + 12, y + 12])]; // zoom, numbers
  const places = city.places.filter((place) => place.area && place.area < 0.2 * city.shape[0] * city.shape[1] * city.cell ** 2);
  places.sort((a, b) => b.area - a.area);
  context.font = `600 12px ${FONT}`;
  for (const place of places) {
    if (place.area * view.scale ** 2 < (layer ? 5200 : 2600)) break;
    const [x, y] = view.toPixels(...place.at);
    const half = context.measureText(place.name).width / 2 + 4;
    const box = [x - half, y - 9, x + half, y + 9];
    if (box[0] < 0 || box[2] > view.width || !clear(box, taken)) continue;
    write(context, place.name, x, y, 12, 600);
    taken.push(box);
  }
  if (view.scale > 0.95) drawStreetNames(context, view, city, taken);
}

function drawStreetNames(context, view, city, taken) {
  const best = new Map(); // name -> [length, x, y, angle] of its longest straight piece
  city.streets.lines.forEach((line, row) => {
    const name = city.streets.names[row];
    if (!name) return;
    for (let i = 2; i < line.length; i += 2) {
      const [dx, dy] = [line[i] - line[i - 2], line[i + 1] - line[i - 1]];
      const length = Math.hypot(dx, dy);
      const [x, y] = view.toPixels((line[i] + line[i - 2]) / 2, (line[i + 1] + line[i - 1]) / 2);
      const seen = x > 0 && y > 0 && x < view.width && y < view.height;
      if (seen && length > (best.get(name) || [0])[0]) best.set(name, [length, x, y, Math.atan2(-dy, dx)]);
    }
  });
  context.font = `400 11px ${FONT}`;
  for (const [name, [length, x, y, angle]] of best) {
    const wide = context.measureText(name).width;
    if (length * view.scale < wide * 1.15) continue;
    const upright = Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle;
    const [w, h] = [(wide * Math.abs(Math.cos(angle)) + 14) / 2, (wide * Math.abs(Math.sin(angle)) + 14) / 2];
    if (!clear([x - w, y - h, x + w, y + h], taken)) continue;
    taken.push([x - w, y - h, x + w, y + h]);
    context.save();
    context.translate(x, y);
    context.rotate(upright);
    write(context, name, 0, 0, 11);
    context.restore();
  }
}

// A point of the work to hang its number on: the middle of its longest part.
function anchor(shape) {
  const parts = [...shape.areas.map((rings) => rings[0]), ...shape.lines];
  if (!parts.length) return shape.points.length ? middle(shape.points) : null;
  const longest = parts.reduce((a, b) => (b.length > a.length ? b : a));
  if (shape.areas.length) return atop(longest);
  const at = 2 * Math.floor(longest.length / 4);
  return at + 3 < longest.length ? [(longest[at] + longest[at + 2]) / 2, (longest[at + 1] + longest[at + 3]) / 2] : [longest[0], longest[1]];
}

// The middle of the upper edge.
function atop(ring) {
  let top = -Infinity;
  for (let i = 1; i < ring.length; i += 2) top = Math.max(top, ring[i]);
  const [x, y] = middle(ring);
  return [x, (y + 3 * top) / 4];
}

function middle(flat) {
  let [minx, miny, maxx, maxy] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < flat.length; i += 2) {
    [minx, maxx] = [Math.min(minx, flat[i]), Math.max(maxx, flat[i])];
    [miny, maxy] = [Math.min(miny, flat[i + 1]), Math.max(maxy, flat[i + 1])];
  }
  return [(minx + maxx) / 2, (miny + maxy) / 2];
}

// Where the numbers of the works stand; works on one place side by side.
export function placeBadges(view, works) {
  const placed = [];
  works.forEach((work, i) => {
    const at = anchor(work.shape);
    if (!at) return;
    let [x, y] = view.toPixels(...at);
    while (placed.some((other) => Math.hypot(x - other.x, y - other.y) < 20)) x += 21;
    placed.push({ x, y, text: String(i + 1), colour: BADGE[work.sign] });
  });
  return placed;
}

export function drawBadges(context, badges) {
  for (const { x, y, text, colour } of badges) {
    context.beginPath();
    context.arc(x, y, 11, 0, 7);
    context.fillStyle = colour;
    context.fill();
    context.lineWidth = 2;
    context.strokeStyle = COLOUR.white;
    context.stroke();
    context.font = `700 12px ${FONT}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = COLOUR.white;
    context.fillText(text, x, y + 0.5);
  }
}

export function drawScale(context, view) {
  const metres = METRES.findLast((m) => m * view.scale <= Math.min(150, view.width / 4)) || METRES[0];
  const [length, y] = [metres * view.scale, view.height - 16];
  const text = metres >= 1000 ? `${metres / 1000}\u202fkm` : `${metres}\u202fm`;
  context.fillStyle = "rgb(251 250 246 / 0.88)";
  context.fillRect(8, y - 24, Math.max(length, 40) + 20, 34);
  context.fillStyle = COLOUR.ink;
  context.fillRect(18, y, length, 3.5);
  write(context, text, 18 + length / 2, y - 10, 12);
}

// A cross in the middle, for drawing by keys.
export function drawCross(context, view) {
  const [x, y] = [view.width / 2, view.height / 2];
  context.setTransform(view.dense, 0, 0, view.dense, 0, 0);
  for (const [colour, wide] of [[COLOUR.white, 5], [COLOUR.bike, 2]]) {
    context.strokeStyle = colour;
    context.lineWidth = wide;
    context.beginPath();
    context.moveTo(x - 12, y);
    context.lineTo(x + 12, y);
    context.moveTo(x, y - 12);
    context.lineTo(x, y + 12);
    context.stroke();
  }
}
