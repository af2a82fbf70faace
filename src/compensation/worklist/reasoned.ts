/** Transactions by the database's ids, each with the code of the reason why it is not paid. */
export type Reasoned = { readonly ids: readonly number[]; readonly codes: readonly number[] };
