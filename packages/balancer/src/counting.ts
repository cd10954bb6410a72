/** n! */
export function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

/** How many subsets of k things n things have. */
export function binomial(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i;
  return Math.round(product);
}
