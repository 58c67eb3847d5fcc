/** Soft notes, made in the browser: no file to load. */

export const TUNES = {
  rise: { label: "Rise", notes: [659.25, 880] }, // E5, A5
  fall: { label: "Fall", notes: [880, 587.33] }, // A5, D5
  bell: { label: "Bell", notes: [1046.5, 1046.5, 1318.5] }, // C6, C6, E6
  knock: { label: "Knock", notes: [220, 220] }, // A3, A3
  three: { label: "Three steps", notes: [523.25, 659.25, 783.99] }, // C5, E5, G5
} as const satisfies Readonly<Record<string, { label: string; notes: readonly number[] }>>;

export type Tune = keyof typeof TUNES;

export interface Sounding {
  readonly tune: Tune;
  readonly volume: number; // 0 to 1
}

const LOUDEST = 0.32;
const APART = 0.13; // seconds

/** Plays at most once in ``everyMs``; returns whether it played. */
export function createChime(now: () => number, chosen: () => Sounding, everyMs = 10_000) {
  let context: AudioContext | null = null;
  let playedAt = Number.NEGATIVE_INFINITY;

  const note = (audio: AudioContext, hertz: number, start: number, peak: number) => {
    const [tone, loudness] = [audio.createOscillator(), audio.createGain()];
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(peak, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + 0.45);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.5);
  };

  return (): boolean => {
    const { tune, volume } = chosen();
    const peak = Math.min(1, volume) * LOUDEST;
    if (peak <= 0.0001 || typeof AudioContext === "undefined") return false;
    if (now() - playedAt < everyMs) return false;
    playedAt = now();
    context ??= new AudioContext();
    const audio = context;
    void audio.resume(); // stays silent until the operator has touched the page once
    for (const [i, hertz] of TUNES[tune].notes.entries())
      note(audio, hertz, audio.currentTime + i * APART, peak);
    return true;
  };
}
