// What the page knows: the payload, its references resolved.

/**
 * One row of the tables `numbers`, `places` or `initiatives`.
 * @typedef {object} Row
 * @property {number} number      place among all rows, in the order of the articles
 * @property {Layer} layer
 * @property {string} id          its id in the tables
 * @property {number} article     place of its article
 * @property {number} sentence    place of its sentence; -1 where there is none
 * @property {number} from        where it begins in the sentence; -1 where it is not to be found there
 * @property {number} to          where it ends in the sentence
 * @property {number} start       offset in the source file, in code points
 * @property {number} end         offset in the source file, in code points
 * @property {string} text        its words
 * @property {string} line        the words of its sentence
 * @property {string} kind        key of the label of its kind, level or type
 * @property {string} path        the place it is, or is about
 * @property {string} initiative  id of the initiative it is, or is about
 * @property {string} year        the year it is about
 * @property {string} haystack    what the search looks through
 * @property {Record<string, string>} cells
 */
/** @typedef {"numbers" | "places" | "initiatives"} Layer */
/** @typedef {{number: number, article: number, paragraph: number, text: string}} Sentence */
/** @typedef {{number: number, id: string, name: string, title: string, subtitle: string, outlet: string, byline: string,
 *   published: string, url: string, place_path: string, file: string, characters: string, repairs: string, sentences: Sentence[]}} Article */
/** @typedef {{rows: Row[], articles: Article[], initiatives: Map<string, {name: string, core: string, types: string}>,
 *   provinces: {name: string, short: string, english: string, column: number, row: number}[],
 *   labels: Record<string, [string, string]>, columns: Record<string, string>}} Model */

/** @type {Layer[]} */
const LAYERS = ["numbers", "places", "initiatives"];
const KIND = { numbers: "kind", places: "level", initiatives: "type" };
const PATH = { numbers: "place_path", places: "path", initiatives: "place_path" };
const LETTER = { numbers: "n", places: "p", initiatives: "i" };

/** @returns {Model} */
function modelOf(payload) {
  const sentences = payload.sentences.text.map((text, number) => ({
    number,
    text,
    article: payload.sentences.article[number],
    paragraph: payload.sentences.paragraph[number],
  }));
  const articles = payload.articles.map((article, number) => ({
    ...article,
    number,
    name: article.title || article.id,
    sentences: [],
  }));
  for (const sentence of sentences) articles[sentence.article].sentences.push(sentence);
  const initiatives = new Map(
    Object.entries(payload.initiatives).map(([id, [name, core, types]]) => [id, { name, core, types }]),
  );
  const rows = LAYERS.flatMap((layer) => rowsOf(layer, payload, articles, sentences, initiatives));
  rows.sort((a, b) => a.article - b.article || a.start - b.start || b.end - a.end);
  rows.forEach((row, number) => {
    row.number = number;
  });
  const provinces = payload.provinces.map(([name, short, english, column, row]) => ({
    name,
    short,
    english,
    column,
    row,
  }));
  return { rows, articles, initiatives, provinces, labels: payload.labels, columns: payload.columns };
}

/** @returns {Row[]} */
function rowsOf(layer, payload, articles, sentences, initiatives) {
  const table = payload.tables[layer];
  const columns = Object.entries(table.cells);
  return table.article.map((article, at) => {
    const cells = Object.fromEntries(columns.map(([name, numbers]) => [name, payload.strings[numbers[at]]]));
    const sentence = sentences[table.sentence[at]];
    const [from, to] = [table.from[at], table.to[at]];
    const [text, line] = table.adrift[at] ?? [sentence.text.slice(from, to), sentence.text];
    const initiative = cells.initiative_id ?? "";
    const path = cells[PATH[layer]];
    const named = [
      text,
      line,
      path,
      cells.indicator,
      cells.core,
      initiatives.get(initiative)?.name,
      articles[article].title,
    ];
    return {
      number: 0,
      layer,
      article,
      from,
      to,
      text,
      line,
      cells,
      path,
      initiative,
      id: `${articles[article].id}#${LETTER[layer]}${table.start[at]}`,
      sentence: table.sentence[at],
      start: table.start[at],
      end: table.end[at],
      kind: `${KIND[layer]}.${cells[KIND[layer]]}`,
      year: yearOf(cells.period || cells.date || ""),
      haystack: named.filter(Boolean).join("\n").toLowerCase(),
    };
  });
}

/** The year that an ISO date, month, year or interval begins in. */
function yearOf(date) {
  return /^\d{4}/.exec(date)?.[0] ?? "";
}

/**
 * The items by key, in the order of their first appearance.
 * @template T, K
 * @param {T[]} items
 * @param {(item: T) => K} keyOf
 * @returns {Map<K, T[]>}
 */
function grouped(items, keyOf) {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (groups.has(key)) groups.get(key).push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** How often each key occurs, the most frequent first. */
function counted(keys) {
  const counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** The first `depth` names of a path. */
function cut(path, depth) {
  return path.split("/").slice(0, depth).join("/");
}

/** The last `depth` names of a path. */
function tail(path, depth) {
  return path.split("/").slice(-depth).join(" ");
}
