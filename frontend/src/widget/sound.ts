/** A soft note for a person's message; made on the spot, nothing is loaded. */

const PITCH_HZ = 780;
const LENGTH_S = 0.3;

/** Silent where the browser does not allow sound before the visitor has touched the page. */
export function fill(): void {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = PITCH_HZ;
  volume.gain.value = 0.06;
  volume.gain.exponentialRampToValueAtTime(0.0001, LENGTH_S);
  tone.connect(volume).connect(audio.destination);
  tone.onended = () => void audio.close();
  tone.start();
  tone.stop(LENGTH_S);
}
