/** The generated clients are written for browsers; this is the one name of theirs that Node's types lack. */
type BodyInit = import('undici-types').BodyInit;
