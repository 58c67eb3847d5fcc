/** A reliability diagram: how sure answers were, against how often they were right. Pure. */

export interface Bin {
  readonly count: number;
  readonly said: number | null;
  readonly right: number | null;
}

export interface Reliability {
  readonly bins: readonly Bin[]; // ten, from 0 to 1
  readonly error: number;
}

export interface Learnt {
  readonly kind: string;
  readonly version: number; // 0: nothing learnt yet
  readonly operators: number;
  readonly visitors: number;
  readonly right: number | null;
  readonly before: Reliability;
  readonly after: Reliability;
}

export const [WIDTH, HEIGHT] = [160, 160];
const [SMALLEST, LARGEST] = [3, 9];

export interface Disc {
  readonly key: number;
  readonly x: number;
  readonly y: number;
  readonly r: number; // by how many verdicts it stands for
}

/** A disc for each tenth that has verdicts; its area goes by their number. */
export function spots({ bins }: Reliability): readonly Disc[] {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  return bins.flatMap(({ count, said, right }, key) =>
    count === 0 || said === null || right === null
      ? []
      : [
          {
            key,
            x: said * WIDTH,
            y: (1 - right) * HEIGHT,
            r: SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(count / most),
          },
        ],
  );
}
