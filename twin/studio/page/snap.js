// Finding streets and buildings under the pointer, and the way along streets between two of them.

// The streets as a net: rows are stretches between junctions.
export class Net {
  constructor(streets) {
    this.streets = streets;
    this.length = streets.lines.map(lengthOf);
    this.at = new Map(); // junction -> rows
    streets.tail.forEach((tail, row) => {
      if (streets.path[row]) return;
      for (const junction of [tail, streets.head[row]]) {
        if (!this.at.has(junction)) this.at.set(junction, []);
        this.at.get(junction).push(row);
      }
    });
  }

  // The street nearest to a point, within so many metres; null when there is none.
  nearest(x, y, within) {
    let best = null;
    let least = within;
    this.streets.lines.forEach((line, row) => {
      if (this.streets.path[row]) return;
      const far = distanceTo(line, x, y);
      if (far < least) [best, least] = [row, far];
    });
    return best;
  }

  // Rows along the shortest way from one row to another, both included; null when no street joins them.
  way(from, to) {
    if (from === to) return [from];
    const { tail, head } = this.streets;
    const far = new Map([[tail[from], 0], [head[from], 0]]);
    const came = new Map();
    const done = new Set();
    const goals = new Set([tail[to], head[to]]);
    for (;;) {
      let here = null;
      for (const [junction, metres] of far) if (!done.has(junction) && (here === null || metres < far.get(here))) here = junction;
      if (here === null) return null;
      if (goals.has(here)) return [...this.back(came, here, from), to];
      done.add(here);
      for (const row of this.at.get(here) || []) {
        const next = tail[row] === here ? head[row] : tail[row];
        const metres = far.get(here) + this.length[row];
        if (row !== to && !(far.get(next) <= metres)) {
          far.set(next, metres);
          came.set(next, [row, here]);
        }
      }
    }
  }

  back(came, junction, from) {
    const rows = [];
    for (let step = came.get(junction); step; step = came.get(step[1])) rows.unshift(step[0]);
    return [from, ...rows.filter((row) => row !== from)];
  }

  metres(rows) {
    return rows.reduce((sum, row) => sum + this.length[row], 0);
  }
}

function lengthOf(line) {
  let sum = 0;
  for (let i = 2; i < line.length; i += 2) sum += Math.hypot(line[i] - line[i - 2], line[i + 1] - line[i - 1]);
  return sum;
}

function distanceTo(line, x, y) {
  let least = Infinity;
  for (let i = 2; i < line.length; i += 2) {
    const [ax, ay, bx, by] = [line[i - 2], line[i - 1], line[i], line[i + 1]];
    const [dx, dy] = [bx - ax, by - ay];
    const share = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x - ax - share * dx, y - ay - share * dy));
  }
  return least;
}

function inRing(ring, x, y) {
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const crosses = ring[i + 1] > y !== ring[j + 1] > y;
    if (crosses && x < ((ring[j] - ring[i]) * (y - ring[i + 1])) / (ring[j + 1] - ring[i + 1]) + ring[i]) inside = !inside;
  }
  return inside;
}

export const inPolygon = (rings, x, y) => inRing(rings[0], x, y) && !rings.slice(1).some((hole) => inRing(hole, x, y));

// The building at a point; null when there is none.
export function buildingAt(buildings, x, y) {
  const found = buildings.shapes.findIndex((parts) => parts.some((rings) => inPolygon(rings, x, y)));
  return found < 0 ? null : found;
}

export function areaOf(points) {
  let twice = 0;
  points.forEach(([x, y], i) => {
    const [nx, ny] = points[(i + 1) % points.length];
    twice += x * ny - nx * y;
  });
  return Math.abs(twice) / 2;
}
