/** Two soft notes, made in the browser: no file to load. */

const NOTES = [659.25, 880]; // E5, A5

/** Plays at most once in ``everyMs``; returns whether it played. */
export function createChime(now: () => number, everyMs = 10_000) {
  let context: AudioContext | null = null;
  let playedAt = Number.NEGATIVE_INFINITY;

  const note = (audio: AudioContext, hertz: number, start: number) => {
    const [tone, loudness] = [audio.createOscillator(), audio.createGain()];
    tone.frequency.value = hertz;
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.16, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + 0.45);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.5);
  };

  return (): boolean => {
    if (now() - playedAt < everyMs || typeof AudioContext === "undefined") return false;
    playedAt = now();
    context ??= new AudioContext();
    const audio = context;
    void audio.resume(); // stays silent until the operator has touched the page once
    for (const [i, hertz] of NOTES.entries()) note(audio, hertz, audio.currentTime + i * 0.13);
    return true;
  };
}
