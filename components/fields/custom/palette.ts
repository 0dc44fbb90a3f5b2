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
  const lightness = 0.54 + Math.floor(known / HUES) * 0.025;
  return `oklch(${lightness.toFixed(3)} 0.1 ${hue})`;
}
