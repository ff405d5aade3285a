const BORDER = " (),=<>!~\"";

/** Puts a completion in the place of the word at the caret, and leaves room to go on. */
export function complete(text: string, caret: number, word: string): { text: string; caret: number } {
  let start = caret;
  while (start > 0 && !BORDER.includes(text[start - 1] ?? " ")) start--;
  // A value with spaces comes with its quotation marks: the one typed already is not doubled.
  if (word.startsWith('"') && text[start - 1] === '"') start--;
  const before = text.slice(0, start);
  const after = text.slice(caret);
  const gap = word.endsWith("(") || after.startsWith(" ") ? "" : " ";
  return { text: before + word + gap + after, caret: (before + word + gap).length };
}
