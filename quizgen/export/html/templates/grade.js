// What an answer is worth, as quizgen/grade.py judges it. `said` is what the question says in the language that it
// was answered in. A response is a position (choice), a list of positions (select, order), true or false, a text
// (short), a mapping of blanks to texts (cloze) or of lefts to positions (match); null is no answer.

function verdict(score, wrong, typo) {
  return { right: score === 1, score, wrong: wrong || [], typo: typo || null };
}

const JUDGES = {
  "choice": (question, said, response) =>
    response === question.right ? verdict(1) : verdict(0, Number.isInteger(response) ? [response] : []),

  "select": (question, said, response) => {
    const wrong = response.filter((at) => !question.right.includes(at));
    return verdict(Math.max(0, (response.length - 2 * wrong.length) / question.right.length), wrong);
  },

  "true-false": (question, said, response) => verdict(response === question.right ? 1 : 0),

  "short": (question, said, response, language) => {
    const judged = judgeTyped(said.blanks[1], response, language);
    return verdict(judged.right ? 1 : 0, [], judged.typo);
  },

  "cloze": (question, said, response, language) => {
    const numbers = Object.keys(said.blanks);
    const judged = numbers.map((number) => judgeTyped(said.blanks[number], response[number], language));
    const typos = judged.map((each) => each.typo).filter((typo) => typo !== null);
    return verdict(judged.filter((each) => each.right).length / numbers.length, [], typos.join("; "));
  },

  "order": (question, said, response) => {
    const ranks = ranksOf(question, said, response), pairs = ranks.length * (ranks.length - 1) / 2;
    let inOrder = 0;
    ranks.forEach((earlier, at) => {
      inOrder += ranks.slice(at + 1).filter((later) => earlier < later).length;
    });
    return verdict(pairs ? Math.max(0, (2 * inOrder - pairs) / pairs) : 1);
  },

  "match": (question, said, response) => {
    const used = Object.values(response), wrong = [];
    let right = 0;
    question.right.forEach((due, left) => {
      const given = response[left];
      if (given === undefined) { return; }
      if (plain(said.options[given]) !== plain(said.options[due])) {
        wrong.push(given);
      } else if (used.filter((each) => each === given).length === 1) {
        right += 1;
      }
    });
    return verdict(right / question.right.length, wrong);
  },
};

// The right places of the items as the learner has them; items that read the same take theirs as they come.
function ranksOf(question, said, response) {
  const places = new Map();
  question.right.forEach((at, place) => {
    const text = plain(said.options[at]);
    places.set(text, [...(places.get(text) || []), place]);
  });
  return response.map((at) => places.get(plain(said.options[at])).shift());
}

function grade(question, said, response, language) {
  return response === null ? verdict(0) : JUDGES[question.kind](question, said, response, language);
}
