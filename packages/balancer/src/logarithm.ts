/** log2(n!). */
export function logFactorial(n: number): number {
  let log = 0;
  for (let i = 2; i <= n; i++) log += log2(i);
  return log;
}

/**
 * Binary logarithm to about 1e-7, by arithmetic alone, since `Math.log2` may differ in the last bit between engines: the
 * exponent, then the series of artanh for the rest. −10⁶ for what has none.
 */
export function log2(x: number): number {
  if (!(x > 0)) return -1e6;
  let exponent = 0;
  let rest = x;
  while (rest >= 2) {
    rest /= 2;
    exponent++;
  }
  while (rest < 1) {
    rest *= 2;
    exponent--;
  }
  const y = (rest - 1) / (rest + 1);
  const square = y * y;
  let [term, sum] = [y, 0];
  for (let i = 1; i < 16; i += 2) {
    sum += term / i;
    term *= square;
  }
  return exponent + 2.8853900817779268 * sum;
}
