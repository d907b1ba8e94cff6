// What is being drawn: the intervention chosen, the way of drawing, and its shape so far. It becomes a GeoJSON feature.
import { areaOf, buildingAt } from "/static/snap.js";
import { count, t } from "/static/words.js";

const REACH = 22; // px within which a click finds a street

export class Draft {
  constructor(kind, city, net, index = null, item = null) {
    this.kind = kind;
    this.city = city;
    this.net = net;
    this.index = index; // of the intervention that is changed; null for a new one
    this.kept = item && item.feature; // its shape stays until another is given
    this.way = kind.draw[0];
    this.empty();
  }

  empty() {
    this.points = [];
    this.rows = []; // for streets: the rows clicked
    this.houses = new Set();
    this.place = null;
    this.hover = null;
  }

  draw(way) {
    this.way = way;
    this.empty();
  }

  // A click on the map; false when it hit nothing.
  click(x, y, scale) {
    this.place = null;
    if (this.way === "street") {
      const row = this.net.nearest(x, y, REACH / scale);
      if (row === null) return false;
      if (this.rows.length && !this.net.way(this.rows.at(-1), row)) throw new Error(t("not_joined"));
      this.rows.push(row);
    } else if (this.way === "building") {
      const house = buildingAt(this.city.buildings, x, y);
      if (house === null) return false;
      if (!this.houses.delete(house)) this.houses.add(house);
    } else this.points.push([x, y]);
    return true;
  }

  move(at, scale) {
    this.hover = at && (this.way === "street" ? this.net.nearest(...at, REACH / scale) : at);
  }

  back() {
    if (this.way === "street") this.rows.pop();
    else if (this.way === "building") this.houses.delete([...this.houses].at(-1));
    else this.points.pop();
  }

  // Rows along the streets clicked, with those that lead to the pointer when asked for.
  stretches(withHover = false) {
    const stops = withHover && this.hover !== null && typeof this.hover === "number" ? [...this.rows, this.hover] : this.rows;
    const found = stops.slice(0, 1);
    for (let i = 1; i < stops.length; i++) found.push(...(this.net.way(stops[i - 1], stops[i]) || []));
    return [...new Set(found)];
  }

  get ready() {
    return Boolean(this.place || this.kept || this.rows.length || this.houses.size || this.points.length >= (this.way === "area" ? 3 : 2));
  }

  get fresh() {
    return Boolean(this.place || this.rows.length || this.houses.size || this.points.length);
  }

  // What was drawn, in a few words.
  get said() {
    if (this.place) return this.place.name;
    if (this.way === "street" && this.rows.length) return t("metres", { m: count(this.net.metres(this.stretches())) });
    if (this.way === "building" && this.houses.size) return t("count_buildings", { n: this.houses.size });
    if (this.way === "area" && this.points.length > 2) return t("square_metres", { m: count(areaOf(this.points)) });
    return "";
  }

  feature(settings) {
    const properties = { intervention: this.kind.kind, ...settings };
    if (this.place) {
      const street = this.place.kind === "street" || this.place.kind === "path";
      properties[street ? this.kind.name_field.street : this.kind.name_field.place] = this.place.name;
      return { type: "Feature", geometry: null, properties };
    }
    if (!this.fresh && this.kept) {
      const named = Object.fromEntries(["where", "along", "buildings"].filter((n) => n in this.kept.properties).map((n) => [n, this.kept.properties[n]]));
      return { type: "Feature", geometry: this.kept.geometry, properties: { ...properties, ...named } };
    }
    return { type: "Feature", geometry: this.geometry(), properties };
  }

  geometry() {
    const { streets, buildings } = this.city;
    if (this.way === "street") return { type: "MultiLineString", coordinates: this.stretches().map((row) => this.lonlat(streets.lines[row])) };
    if (this.way === "building") {
      const parts = [...this.houses].flatMap((house) => buildings.shapes[house]);
      return { type: "MultiPolygon", coordinates: parts.map((rings) => rings.map((ring) => this.lonlat(ring))) };
    }
    if (this.way === "area") return { type: "Polygon", coordinates: [this.lonlat([...this.points, this.points[0]].flat())] };
    return { type: "LineString", coordinates: this.lonlat(this.points.flat()) };
  }

  // Flat local coordinates as longitude and latitude.
  lonlat(flat) {
    const { lon0, lat0, scale, turn } = this.city.plane;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const found = [];
    for (let i = 0; i < flat.length; i += 2) {
      const [x, y] = [flat[i], flat[i + 1]];
      found.push([(x * cos - y * sin) / scale[0] + lon0, (x * sin + y * cos) / scale[1] + lat0]);
    }
    return found;
  }
}
