/** Writes a query tree as the text that reads back as the same tree: how a stored filter is shown. */
import type { QueryTree, QueryValue } from './query-tree.ts';

/** Of the tree of everything, nothing. */
export function writeQuery(tree: QueryTree): string {
  return write(tree, 'alone');
}

function write(tree: QueryTree, place: 'alone' | 'in and' | 'in or' | 'in not'): string {
  if ('and' in tree) {
    const text = tree.and.map((part) => write(part, 'in and')).join(' ');
    return place === 'alone' || place === 'in or' ? text : `(${text})`;
  }
  if ('or' in tree) {
    const text = tree.or.map((part) => write(part, 'in or')).join(' OR ');
    return place === 'alone' ? text : `(${text})`;
  }
  if ('not' in tree) return `-${write(tree.not, 'in not')}`;
  if ('words' in tree)
    return quoteWhere(/^[^\s"():,-][^\s"():<=>~]*$/.test(tree.words) && tree.words !== 'OR', tree.words);
  return `${tree.field}:${tree.values.map(writeValue).join(',')}`;
}

function writeValue(value: QueryValue): string {
  if (value.kind === 'compare') return `${value.comparison}${bare(value.text)}`;
  if (value.kind === 'range') return `${bare(value.from)}..${bare(value.to)}`;
  return quoteWhere(/^[^\s"(),<>]+$/.test(value.text) && !value.text.includes('..'), value.text);
}

// A comparison quoted at its beginning would be a plain word.
function bare(text: string): string {
  return /[\s(),]/.test(text) ? text.replace(/[\s(),]+/g, (gap) => `"${gap}"`) : text;
}

function quoteWhere(isPlain: boolean, text: string): string {
  return isPlain ? text : `"${text}"`;
}
