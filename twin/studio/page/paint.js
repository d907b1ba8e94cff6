// Painting the map: the ground by its exact shapes, or a layer over a pale town; works and the draft on top.
import { COLOUR, SIGN, STRESS, STRESS_WIDTH, diverging, picture } from "/static/colours.js";
import { drawBadges, drawNames, drawScale, placeBadges } from "/static/labels.js";

const CANOPY = 0.88;
const YARD = "yard";

function addRings(path, rings) {
  for (const ring of rings) {
    path.moveTo(ring[0], ring[1]);
    for (let i = 2; i < ring.length; i += 2) path.lineTo(ring[i], ring[i + 1]);
    path.closePath();
  }
}

function addLine(path, line) {
  path.moveTo(line[0], line[1]);
  for (let i = 2; i < line.length; i += 2) path.lineTo(line[i], line[i + 1]);
}

const pathOf = (list, add) => list.reduce((path, shape) => (add(path, shape), path), new Path2D());

// Pieces of ground as one path for each group.
function groundOf(pieces, groups) {
  const paths = groups.map(() => null);
  for (const [group, rings] of pieces) addRings((paths[group] ||= new Path2D()), rings);
  return paths;
}

export class Painter {
  constructor(canvas, city, view) {
    this.context = canvas.getContext("2d");
    this.city = city;
    this.view = view;
    this.ground = groundOf(city.ground, city.groups);
    this.crowns = pathOf(city.crowns, addRings);
    this.houses = pathOf(city.buildings.shapes.flat(), addRings);
    this.lines = city.streets.lines.map((line) => pathOf([line], addLine));
    this.roads = pathOf(city.streets.lines, addLine);
    this.fresh = null;
    this.works = [];
    this.layer = null;
    this.image = null;
  }

  // What the plan changed.
  take(plan) {
    this.fresh = { ground: groundOf(plan.ground, this.city.groups), crowns: pathOf(plan.crowns, addRings) };
    this.works = plan.items.map((item) => ({
      sign: item.sign, did: item.did, points: item.shape.points, shape: item.shape,
      areas: pathOf(item.shape.areas, addRings), lines: pathOf(item.shape.lines, addLine),
    }));
  }

  show(layer) {
    this.layer = layer;
    this.image = layer && layer.data ? picture(layer) : null;
  }

  paint(side, draft, place) {
    const { context, view } = this;
    if (!view.width) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = COLOUR.paper;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    view.apply(context);
    context.save();
    const [minx, miny, maxx, maxy] = this.city.bounds;
    context.beginPath();
    context.rect(minx, miny, maxx - minx, maxy - miny);
    context.clip();
    if (!this.layer) this.paintGround(side);
    else this.paintLayer();
    if (side !== "before") this.paintWorks();
    if (place) this.paintPlace(place);
    if (draft) this.paintDraft(draft);
    context.restore();
    context.strokeStyle = COLOUR.rule;
    context.lineWidth = 1 / view.scale;
    context.strokeRect(minx, miny, maxx - minx, maxy - miny);
    context.setTransform(view.dense, 0, 0, view.dense, 0, 0);
    const badges = side === "before" ? [] : placeBadges(view, this.works);
    drawNames(context, view, this.city, this.layer, badges);
    drawBadges(context, badges);
    drawScale(context, view);
  }

  paintGround(side) {
    const { context, city, view } = this;
    const [minx, miny, maxx, maxy] = city.bounds;
    const yard = city.groups.findIndex((group) => group.key === YARD);
    context.fillStyle = city.groups[yard].colour;
    context.fillRect(minx, miny, maxx - minx, maxy - miny);
    const fresh = side === "after" ? this.fresh : null;
    for (const paths of fresh ? [this.ground, fresh.ground] : [this.ground]) {
      for (let i = city.groups.length - 1; i >= 0; i--) {
        if (!paths[i] || (i === yard && paths === this.ground)) continue;
        context.fillStyle = context.strokeStyle = city.groups[i].colour;
        context.lineWidth = 0.7 / view.scale;
        context.fill(paths[i], "evenodd");
        context.stroke(paths[i]); // closes the hairline between neighbours
      }
    }
    context.strokeStyle = COLOUR["roof-edge"];
    context.lineWidth = Math.min(0.9, 0.35 + view.scale * 0.2) / view.scale;
    context.stroke(this.houses);
    context.fillStyle = city.groups.find((group) => group.key === "trees").colour;
    context.globalAlpha = CANOPY;
    context.fill(this.crowns);
    if (fresh) context.fill(fresh.crowns);
    context.globalAlpha = 1;
  }

  paintLayer() {
    const { context, city, view } = this;
    const [minx, miny, maxx, maxy] = city.bounds;
    context.fillStyle = COLOUR.paper;
    context.fillRect(minx, miny, maxx - minx, maxy - miny);
    context.fillStyle = COLOUR.house;
    context.fill(this.houses);
    if (this.image) {
      context.save();
      context.globalCompositeOperation = "multiply";
      context.imageSmoothingEnabled = view.scale * city.cell < 14;
      context.scale(1, -1);
      context.drawImage(this.image, minx, -maxy, this.layer.cols * city.cell, this.layer.rows * city.cell);
      context.restore();
      context.strokeStyle = COLOUR.muted;
      context.globalAlpha = 0.35;
      context.lineWidth = 0.6 / view.scale;
      context.stroke(this.houses);
      context.stroke(this.roads);
      context.globalAlpha = 1;
    } else this.paintStreets();
  }

  paintStreets() {
    const { context, layer, view } = this;
    const zoom = Math.max(1, Math.min(2.5, view.scale));
    context.lineCap = "round";
    context.strokeStyle = COLOUR.rule;
    context.lineWidth = 1 / view.scale;
    context.stroke(this.roads);
    layer.values.map((value, row) => [value, row]).sort((a, b) => Math.abs(a[0]) - Math.abs(b[0])).forEach(([value, row]) => {
      const [colour, wide] = streetLook(layer, value);
      if (!colour) return;
      context.strokeStyle = colour;
      context.lineWidth = (wide * zoom) / view.scale;
      context.stroke(this.lines[row]);
    });
    context.lineCap = "butt";
  }

  paintWorks() {
    const { context, view } = this;
    for (const work of this.works) {
      const thin = work.sign === "buildings" ? 2.2 : 1.8;
      context.strokeStyle = SIGN[work.sign];
      context.lineJoin = "round";
      context.lineWidth = thin / view.scale;
      if (work.sign !== "buildings") context.setLineDash([6 / view.scale, 4 / view.scale]);
      context.stroke(work.areas);
      context.setLineDash([]);
      this.halo(work.lines, SIGN[work.sign], 3.4);
      if (this.layer) this.dots(work.points, SIGN[work.sign], 1.6);
    }
  }

  halo(path, colour, wide) {
    const { context, view } = this;
    context.lineCap = context.lineJoin = "round";
    for (const [stroke, more] of [[COLOUR.paper, 2], [colour, 0]]) {
      context.strokeStyle = stroke;
      context.lineWidth = (wide + more) / view.scale;
      context.stroke(path);
    }
    context.lineCap = "butt";
  }

  dots(points, colour, radius) {
    const { context, view } = this;
    context.fillStyle = colour;
    for (let i = 0; i < points.length; i += 2) {
      context.beginPath();
      context.arc(points[i], points[i + 1], radius / view.scale, 0, 7);
      context.fill();
    }
  }

  paintPlace(place) {
    const { context, view } = this;
    const areas = pathOf(place.shape.areas, addRings);
    context.fillStyle = COLOUR.bike;
    context.globalAlpha = 0.18;
    context.fill(areas);
    context.globalAlpha = 1;
    context.strokeStyle = COLOUR.bike;
    context.lineWidth = 2.4 / view.scale;
    context.stroke(areas);
    this.halo(pathOf(place.shape.lines, addLine), COLOUR.bike, 4);
  }

  paintDraft(draft) {
    const { context, view, city } = this;
    const rows = draft.way === "street" ? draft.stretches(true) : [];
    if (rows.length) {
      context.globalAlpha = 0.65;
      this.halo(pathOf(rows.map((row) => city.streets.lines[row]), addLine), COLOUR.bike, 4);
      context.globalAlpha = 1;
      this.halo(pathOf(draft.stretches().map((row) => city.streets.lines[row]), addLine), COLOUR.bike, 4);
    }
    if (draft.houses.size) {
      const chosen = pathOf([...draft.houses].flatMap((house) => city.buildings.shapes[house]), addRings);
      context.fillStyle = COLOUR.renovated;
      context.fill(chosen);
      context.strokeStyle = COLOUR.badge;
      context.lineWidth = 2 / view.scale;
      context.stroke(chosen);
    }
    const points = draft.hover && draft.points.length && Array.isArray(draft.hover) ? [...draft.points, draft.hover] : draft.points;
    if (!points.length) return;
    const path = new Path2D();
    addLine(path, points.flat());
    if (draft.way === "area") {
      path.closePath();
      context.fillStyle = COLOUR.bike;
      context.globalAlpha = 0.15;
      context.fill(path);
      context.globalAlpha = 1;
    }
    this.halo(path, COLOUR.bike, 2.4);
    this.dots(draft.points.flat(), COLOUR.bike, 4.5);
  }
}

// Colour and width [px] of a street in a layer of streets.
function streetLook({ key, side, high }, value) {
  if (side === "change") {
    const most = key === "stress" ? 2 : high * 0.25;
    if (Math.abs(value) < (key === "stress" ? 0.5 : 2)) return [null, 0];
    return [diverging((Math.sign(value) * (0.35 + 0.65 * Math.min(1, Math.abs(value) / most)))), 2 + 6 * Math.min(1, Math.abs(value) / most)];
  }
  if (key === "stress") return [STRESS[value] || null, STRESS_WIDTH[value] || 0];
  return value > 0 ? [COLOUR.flow, 1 + (11 * value) / high] : [null, 0];
}
