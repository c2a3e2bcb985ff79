// Exact figures: digits and a count of places, never a binary fraction.
import { narrow } from "./ime.js";

export const parse = (text) => {
  const plain = narrow(text).replace(/[\s,¥$€円]/g, "").replace(/^[△▲−]/, "-");
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!found) return null;
  const [, sign, whole, rest = ""] = found;
  return { units: BigInt(`${sign}${whole}${rest}`), places: rest.length };
};

const lift = (figure, places) => figure.units * 10n ** BigInt(places - figure.places);

export const times = (one, other) => ({ units: one.units * other.units, places: one.places + other.places });

export const plus = (one, other) => {
  const places = Math.max(one.places, other.places);
  return { units: lift(one, places) + lift(other, places), places };
};

export const minus = (one, other) => plus(one, { units: -other.units, places: other.places });

// Half a coin counts as one, away from nothing: as the server rounds a line.
export const rounded = (figure, decimals) => {
  if (figure.places <= decimals) return figure;
  const unit = 10n ** BigInt(figure.places - decimals);
  const size = figure.units < 0n ? -figure.units : figure.units;
  const coins = (size * 2n + unit) / (unit * 2n);
  return { units: figure.units < 0n ? -coins : coins, places: decimals };
};

export const shown = (figure, decimals) => {
  const negative = figure.units < 0n;
  const digits = String(negative ? -figure.units : figure.units).padStart(figure.places + 1, "0");
  const whole = digits.slice(0, digits.length - figure.places);
  let rest = figure.places ? digits.slice(-figure.places).replace(/0+$/, "") : "";
  rest = rest.padEnd(decimals, "0");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return `${negative ? "-" : ""}${grouped}${rest ? `.${rest}` : ""}`;
};
