// An article as it reads, with its rows marked.

/**
 * Cut a sentence wherever a mark begins or ends, so that each piece lies wholly inside each of its marks.
 * @param {number} length
 * @param {Row[]} marks
 * @returns {{from: number, to: number, marks: Row[]}[]}
 */
function pieces(length, marks) {
  const cuts = [...new Set([0, length, ...marks.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, at) => {
    const to = cuts[at + 1];
    return { from, to, marks: marks.filter((mark) => mark.from <= from && to <= mark.to) };
  });
}

/**
 * The mark that a click on a piece means: the shortest; clicked again, the next longer one.
 * @param {number[]} marks  the shortest first
 * @param {number} selected
 */
function meant(marks, selected) {
  return marks[(marks.indexOf(selected) + 1) % marks.length];
}

/** @param {Article} article @param {Row[]} rows  the rows of the article that are shown */
function drawText(article, rows, say) {
  const marks = grouped(
    rows.filter((row) => row.from >= 0),
    (row) => row.sentence,
  );
  const paragraphs = grouped(article.sentences, (sentence) => sentence.paragraph);
  const draw = (sentence) => drawSentence(sentence, marks.get(sentence.number) ?? [], say);
  const written = [...paragraphs.values()];
  const body = written.findIndex((sentences) => !inTitle(article, sentences));
  const headline = written.slice(0, Math.max(body, 0));
  const lines = headline.map((sentences) => make("h2", {}, ...sentences.map(draw)));
  return [
    make(
      "header",
      {},
      ...(lines.length ? lines : [make("h2", {}, [article.name, article.subtitle].filter(Boolean).join(" "))]),
      ...drawFacts(article, say),
    ),
    ...written.slice(headline.length).map((sentences) => make("p", {}, ...sentences.map(draw))),
  ];
}

/** Is a paragraph, blanks aside, part of the article's title? */
function inTitle(article, sentences) {
  const bare = (text) => text.replace(/[\s—]/g, "");
  return bare(article.title + article.subtitle).includes(bare(sentences.map(({ text }) => text).join("")));
}

function drawFacts(article, say) {
  const facts = [article.outlet, article.byline, article.published, article.place_path.replaceAll("/", " ")];
  const linked = /^https?:\/\//.test(article.url);
  return [
    make("p", { class: "facts" }, ...facts.filter(Boolean).map((fact) => make("span", {}, fact))),
    make(
      "p",
      { class: "facts source", lang: say("lang") },
      make("span", {}, article.file),
      linked && make("a", { href: article.url, rel: "noreferrer" }, article.url),
      make("span", {}, say("characters", { n: article.characters })),
      article.repairs !== "0" && make("span", {}, say("repairs", { n: article.repairs })),
    ),
  ];
}

function drawSentence(sentence, marks, say) {
  const inside = pieces(sentence.text.length, marks).map((piece) => {
    const words = sentence.text.slice(piece.from, piece.to);
    return piece.marks.length ? drawMark(words, piece, say) : words;
  });
  return make("span", { class: "sentence", data: { sentence: sentence.number } }, ...inside);
}

function drawMark(words, piece, say) {
  const marks = [...piece.marks].sort((a, b) => a.to - a.from - (b.to - b.from));
  const begins = marks.find((mark) => mark.from === piece.from);
  const ends = marks.find((mark) => mark.to === piece.to);
  const layers = [...new Set(marks.map((mark) => mark.layer))];
  return make(
    "span",
    {
      class: ["mark", ...layers, begins && "begins", ends && "ends"].filter(Boolean).join(" "),
      data: { rows: marks.map((mark) => mark.number).join(" "), key: `mark${marks[0].number}.${piece.from}` },
      ...(begins && {
        role: "button",
        tabindex: -1,
        "aria-label": `${begins.text}, ${say(`layer.${begins.layer}`)}, ${say(begins.kind)}`,
      }),
    },
    words,
  );
}

/** Show where the words of the query stand, where the browser can do so without a change to the text. */
function highlight(root, query) {
  if (!globalThis.Highlight) return;
  const words = wordsOf(query);
  const ranges = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (words.length && walker.nextNode()) {
    const node = walker.currentNode;
    for (const word of words) {
      const text = node.data.toLowerCase();
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        ranges.push(range);
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}
