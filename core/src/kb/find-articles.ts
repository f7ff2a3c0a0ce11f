/** Finding articles by words: a search that was asked for, and suggestions that nobody asked for. */
import { searchWords } from '../query/search-words.ts';
import type { PublishedArticle } from './published-articles.ts';

const mostWords = 10;

/** One character is a word in scripts without spaces, and says little by itself. */
const isIdeograph = (word: string) =>
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]$/u.test(
    word,
  );

type Fits = (words: ReadonlySet<string>, wanted: string) => boolean;

/**
 * Articles that hold at least one of the searched words, the last one perhaps unfinished: those with more of them in
 * the title first, then those with more of them at all. Words of one or two letters count only where there are no others.
 */
export function searchArticles(articles: PublishedArticle[], search: string): PublishedArticle[] {
  const all = [...new Set(searchWords(search))].slice(0, mostWords);
  const longer = all.filter((word) => word.length > 2 || isIdeograph(word) || /\d/.test(word));
  const wanted = longer.length > 0 ? longer : all;
  const last = wanted.at(-1);
  const fits: Fits = (words, word) => words.has(word) || (word === last && someBeginsWith(words, word));
  return ranked(articles, (article) => {
    const inTitle = wanted.filter((word) => fits(article.titleWords, word)).length;
    const found = wanted.filter(
      (word) => fits(article.titleWords, word) || fits(article.bodyWords, word),
    ).length;
    return found > 0 ? [inTitle, found] : null;
  });
}

/** What people write around the matter: it would suggest everything. In the languages of the portal. */
const fillers = new Set(
  searchWords(
    `about after again also been before cannot could does doesn down each even from have help here into just like
    make more most much need only other over please please should some such than thank thanks that their them then
    there these they this those very want were what when where which while will with without would your yours
    aber auch bitte dass denn doch eine einem einen einer eines habe haben hallo ihre ihren kann keine mehr mein
    meine meinen nicht noch oder oder sich sind über unser unsere wenn werden wird wurde
    avec bonjour cette comme dans depuis elle être leur leurs mais merci mon nous notre peux plus pour quand quel
    quelle sans sont suis vous votre
    alla anche aver avere come con dalla dell della delle devo essere fare grazie loro ma mia mio nella nelle nostra
    nostro per posso quando questa questo sono vostra vostro
    algo como con cuando desde donde ella ellos esta este esto estoy gracias hola para pero porque puedo quiero
    sobre tengo tiene todo
    alle alleen deze door geen graag heeft hebben heel maar mijn moet naar niet onze ook voor waar wanneer want
    wordt zijn zonder`,
  ),
);

const mostSuggested = 3;

/**
 * Up to three articles for a subject that is being typed: one telling word in the title, or two in the text. Endings
 * may differ ("invoices", "invoice"): a suggestion may err a little, which a search may not.
 */
export function suggestArticles(articles: PublishedArticle[], text: string): PublishedArticle[] {
  const wanted = [...new Set(searchWords(text))]
    .filter((word) => !fillers.has(word) && (word.length > 3 || isIdeograph(word)))
    .slice(0, mostWords);
  // Two characters of such a script make about a word.
  const weight = (words: string[]) => words.reduce((sum, word) => sum + (isIdeograph(word) ? 0.5 : 1), 0);
  return ranked(articles, (article) => {
    const inTitle = weight(wanted.filter((word) => holdsAlike(article.titleWords, word)));
    const inBody = weight(wanted.filter((word) => holdsAlike(article.bodyWords, word)));
    return inTitle >= 1 || inBody >= 2 ? [inTitle, inBody] : null;
  }).slice(0, mostSuggested);
}

/** Best first; equals stay in the customers' order. */
function ranked(
  articles: PublishedArticle[],
  score: (article: PublishedArticle) => [number, number] | null,
): PublishedArticle[] {
  return articles
    .flatMap((article) => {
      const points = score(article);
      return points ? [{ article, points }] : [];
    })
    .sort((a, b) => b.points[0] - a.points[0] || b.points[1] - a.points[1])
    .map(({ article }) => article);
}

function someBeginsWith(words: ReadonlySet<string>, beginning: string): boolean {
  for (const word of words) if (word.startsWith(beginning)) return true;
  return false;
}

const longestEnding = 3;

/** Whether one of the words is this one, or differs from it by an ending of up to three letters. */
function holdsAlike(words: ReadonlySet<string>, wanted: string): boolean {
  if (words.has(wanted)) return true;
  if (wanted.length < 4) return false;
  for (const word of words) {
    const difference = word.length - wanted.length;
    if (difference > longestEnding || difference < -longestEnding || word.length < 4) continue;
    if (difference > 0 ? word.startsWith(wanted) : wanted.startsWith(word)) return true;
  }
  return false;
}
