/** One line of a list that the form offers: the code that is recorded, and its words in both languages. */
export interface ListedTerm {
  readonly code: string;
  readonly english: string;
  readonly arabic: string;
}
