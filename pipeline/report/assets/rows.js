// The rows as a list; the one that is selected shows all its cells.

const PAGE = 200; // rows that are shown at once
// What the first lines of a row say already, or what only a program needs.
const SAID = ["kind", "level", "type"];

/** @param {Row[]} rows @param {number} shown  how many of them */
function drawRows(rows, shown, model, say, more) {
  if (!rows.length) return [make("p", { class: "empty" }, say("nothing"))];
  const lists = [...grouped(rows.slice(0, shown), (row) => row.article)].map(([article, found]) =>
    make(
      "section",
      {},
      make("h3", { lang: "zh-Hans" }, model.articles[article].name),
      make("ol", {}, ...found.map((row) => make("li", {}, drawRow(row, model, say)))),
    ),
  );
  const left = rows.length - shown;
  return [...lists, left > 0 && button("more-rows", { class: "more" }, more, say("more", { n: left }))];
}

/** @param {Row} row */
function drawRow(row, model, say) {
  return make(
    "button",
    {
      type: "button",
      class: `row ${row.layer}`,
      tabindex: -1,
      data: { row: row.number, key: `row${row.number}` },
    },
    make("span", { class: "words", lang: "zh-Hans" }, row.text),
    make("span", { class: "kind" }, say(row.kind)),
    make("span", { class: "about", lang: "zh-Hans" }, about(row, model)),
  );
}

/** What a row is about, in one line. */
function about(row, model) {
  const initiative = row.layer === "numbers" ? model.initiatives.get(row.initiative)?.name : "";
  const when = row.cells.period || row.cells.date;
  return [row.cells.indicator, when, row.path.replaceAll("/", " "), initiative, row.cells.code]
    .filter(Boolean)
    .join(" · ");
}

/** @param {Row} row */
function drawCells(row, model, say) {
  const cells = Object.entries(row.cells).filter(([name, value]) => value && !SAID.includes(name));
  const lines = cells.map(([name, value]) => [say.column(name), cellText(name, value, model, say)]);
  lines.push([say("offsets"), `${row.start}–${row.end}`], [say("row.id"), row.id]);
  return make(
    "dl",
    { class: "cells" },
    ...lines.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]),
  );
}

/** The words of a cell as a person reads them. */
function cellText(name, value, model, say) {
  if (name === "initiative_id") return `${model.initiatives.get(value)?.name ?? ""} ${value}`;
  if (name === "change") return say(`change.${value}`);
  if (name === "in_name") return say(`yes.${value}`);
  if (["value", "value_min", "value_max"].includes(name)) return spaced(value);
  return value;
}

/** A number with a thin space between thousands: 13 000. */
function spaced(value) {
  const [whole, fraction] = value.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, "\u2009"), fraction].filter(Boolean).join(".");
}
