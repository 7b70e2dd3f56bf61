// What a typed answer comes down to, and whether it is right: quizgen/forms.py and the typed half of
// quizgen/grade.py once more. One table of cases (tests/data/typed.json) holds both to the same verdicts.

const LONG_WORD = 6, VERY_LONG_WORD = 10, LONG_ANSWER = 5;
const KEPT_SYMBOLS = "+#%&@";
const UNDECOMPOSED = {
  ø: "o", ł: "l", đ: "d", æ: "ae", œ: "oe", ð: "d", þ: "th", ı: "i", ħ: "h",
};
const LETTER = /[\p{L}\p{N}\p{M}]/u, MARK = /\p{Mn}/u, SYMBOL = /\p{S}/u, DIGIT = /\p{Nd}/u;
const MARKS_MATTER_NOT = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]/u;
const NO_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const SPACE = "[\\t-\\r\\u001c-\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
const EDGES = new RegExp(`^${SPACE}+|${SPACE}+$`, "gu");
const LISTED = /[,;&/]| (?:and|dan) /iu;

function casefold(text) {
  return text.toLowerCase().toUpperCase().toLowerCase().replace(/ς/gu, "σ");
}

function strip(text) { return text.replace(EDGES, ""); }

function withoutMarks(raw) {
  let kept = "", base = "";
  for (const character of casefold(raw).normalize("NFKD")) {
    if (MARK.test(character)) {
      if (MARKS_MATTER_NOT.test(base)) { continue; }
    } else {
      base = character;
    }
    kept += character;
  }
  return [...kept.normalize("NFC")].map((character) => UNDECOMPOSED[character] || character).join("");
}

// The words of a text, in lower case without diacritics and punctuation. Forms are read over and over: once is enough.
function tokens(raw) {
  if (!READ.has(raw)) { READ.set(raw, split(raw)); }
  return READ.get(raw);
}

const READ = new Map();

function split(raw) {
  const text = [...withoutMarks(raw)], words = [];
  let word = "";
  const end = (more) => {
    if (word) { words.push(word); }
    if (more) { words.push(more); }
    word = "";
  };
  text.forEach((character, at) => {
    const before = text[at - 1] || "", after = text[at + 1] || "";
    if (LETTER.test(character)) {
      if (NO_SPACES.test(character)) { end(character); } else { word += character; }
    } else if (".,".includes(character) && DIGIT.test(before) && DIGIT.test(after)) {
      word += ".";
    } else {
      const signed = "-−".includes(character) && DIGIT.test(after) && !strip(before);
      const symbol = SYMBOL.test(character) || KEPT_SYMBOLS.includes(character);
      end(signed ? "-" : symbol ? character : "");
    }
  });
  end("");
  return words;
}

// Words without the articles (and titles) that open them, but never nothing. `language` is an entry of the data.
function bare(words, language, titles) {
  const openers = [...language.articles, ...(titles ? language.titles : [])].map((opener) => opener.split(" "));
  openers.sort((one, other) => other.length - one.length);
  let found;
  do {
    found = openers.find((opener) => words.length > opener.length && opener.every((word, at) => words[at] === word));
    words = found ? words.slice(found.length) : words;
  } while (found);
  return words;
}

function shapes(raw, language) {
  const words = tokens(raw);
  if (!words.length) { return new Set([casefold(strip(raw))].filter(Boolean)); }
  return new Set([words.join(""), bare(words, language, false).join("")]);
}

function typedShapes(raw, language) {
  return new Set([...shapes(raw, language), bare(tokens(raw), language, true).join("")].filter(Boolean));
}

// All that a form comes down to, a number with its thousands apart ("1,000") as one without too.
function formShapes(form, language) {
  const all = shapes(form, language);
  if (/\p{Nd}[.,]\p{Nd}{3}(?!\p{Nd})/u.test(form)) {
    const mark = `[${language.thousands.replace(/[\\\]^-]/g, "\\$&")}]`;
    const grouped = new RegExp(`(?<![\\p{Nd}.,])\\p{Nd}{1,3}(?:${mark}\\p{Nd}{3})+(?!\\p{Nd})`, "gu");
    shapes(form.replace(grouped, (found) => found.split(language.thousands).join("")), language)
      .forEach((shape) => all.add(shape));
  }
  return all;
}

function meet(one, other) { return [...one].some((each) => other.has(each)); }

// The edits between two texts: insert, delete, replace, or swap of neighbours (optimal string alignment).
function distance(one, other) {
  const from = [...one], to = [...other];
  let before = [], last = to.map((_, at) => at).concat(to.length);
  from.forEach((character, row) => {
    const next = [row + 1];
    to.forEach((sought, column) => {
      const same = character === sought ? 0 : 1;
      let least = Math.min(last[column + 1] + 1, next[column] + 1, last[column] + same);
      if (row && column && character === to[column - 1] && from[row - 1] === sought) {
        least = Math.min(least, before[column - 1] + 1);
      }
      next.push(least);
    });
    [before, last] = [last, next];
  });
  return last[to.length];
}

function isNear(typed, word) {
  if ([...typed][0] !== [...word][0] || DIGIT.test(typed + word)) { return false; }
  const length = [...word].length;
  const allowed = (length >= LONG_WORD ? 1 : 0) + (length >= VERY_LONG_WORD ? 1 : 0);
  return allowed > 0 && distance(typed, word) <= allowed;
}

// True where `given` is the form with a forgivable error, and nearer to it than to all others.
function isMistyped(given, form, others) {
  if (!form.length || given.length !== form.length) { return false; }
  const wrong = given.map((typed, at) => [typed, form[at]]).filter(([typed, word]) => typed !== word);
  if (wrong.length > (form.length >= LONG_ANSWER ? 2 : 1)) { return false; }
  if (!wrong.every(([typed, word]) => isNear(typed, word))) { return false; }
  if (wrong.some(([typed]) => others.some((other) => other.includes(typed)))) { return false; }
  const whole = given.join(""), edits = distance(whole, form.join(""));
  return others.every((other) => distance(whole, other.join("")) > edits);
}

// Whether what was typed is right, and the accepted form that it was taken for despite an error.
function judgeTyped(blank, response, language) {
  const wrong = { right: false, typo: null };
  if (typeof response !== "string" || !strip(response)) { return wrong; }
  const given = new Set([...formShapes(response, language), ...typedShapes(response, language)]);
  if (blank.accept.some((form) => meet(given, formShapes(form, language)))) { return { right: true, typo: null }; }
  if (blank.others.some((form) => meet(given, formShapes(form, language)))) { return wrong; }
  const untitled = (forms) => new Set(forms.flatMap((form) => [...typedShapes(form, language)]));
  const right = untitled(blank.accept), other = untitled(blank.others);
  if ([...shapes(response, language)].some((shape) => right.has(shape) && !other.has(shape))) {
    return { right: true, typo: null };
  }
  const named = response.split(LISTED).filter(strip);
  if (named.length > 1 && named.every((part) => {
    const judged = judgeTyped(blank, part, language);
    return judged.right && judged.typo === null;
  })) { return { right: true, typo: null }; }
  const typings = [false, true].map((titles) => bare(tokens(response), language, titles));
  const others = blank.others.map((form) => bare(tokens(form), language, false));
  const typo = blank.accept.find((form) => {
    const words = bare(tokens(form), language, false);
    return typings.some((typing) => isMistyped(typing, words, others));
  });
  return typo === undefined ? wrong : { right: true, typo };
}
