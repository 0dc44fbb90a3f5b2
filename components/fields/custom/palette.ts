/** Eleven hues in five strengths make the 55 colours; Feishu's own are documented as a picture only (feishu-task-api §3.9). */
const HUES = 11;
const STRENGTHS = 5;

/**
 * The colour of a `color_index` (0–54, others wrap). All lie between the grounds of the light and the dark theme in brightness,
 * so that each stands out from either by 3:1 at least; the option's name beside it carries the meaning.
 */
export function optionColour(index = 0): string {
  const known = ((Math.trunc(index) % (HUES * STRENGTHS)) + HUES * STRENGTHS) % (HUES * STRENGTHS);
  const hue = Math.round(((known % HUES) * 360) / HUES);
  const paleness = Math.floor(known / HUES);
  return `oklch(${(0.59 + paleness * 0.012).toFixed(3)} ${(0.095 - paleness * 0.015).toFixed(3)} ${hue})`;
}
