/** One pixel on which the browser itself blends what it would draw, whatever notation a colour is in. */
export interface Brush {
  /** Begins anew with an opaque colour. */
  base(color: string): void;
  /** Lays a colour or gradient over what is there; what is no paint changes nothing. */
  lay(paint: string | CanvasGradient): void;
  /** The colour between these stops at a place from 0 to 1. */
  between(stops: readonly (readonly [at: number, color: string])[], place: number): CanvasGradient;
  isDark(): boolean;
}

/** A gradient this long, px, has the same colour all over one pixel. */
const LONG = 100_000;

/** Nothing where the browser gives no canvas, or lies about what was drawn so that nobody can be told by it. */
export function makeBrush(): Brush | undefined {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!canvas) return undefined;
  const pixel: OffscreenCanvasRenderingContext2D = canvas;

  function lay(paint: string | CanvasGradient): void {
    // An unknown notation would leave the colour before it.
    pixel.fillStyle = '#0000';
    pixel.fillStyle = paint;
    pixel.fillRect(0, 0, 1, 1);
  }

  const read = () => pixel.getImageData(0, 0, 1, 1).data;

  const brush: Brush = {
    lay,
    base(color) {
      lay('#fff');
      lay(color);
    },
    between(stops, place) {
      const from = 0.5 - place * LONG;
      const gradient = pixel.createLinearGradient(from, 0, from + LONG, 0);
      for (const [at, color] of stops) gradient.addColorStop(at, color);
      return gradient;
    },
    isDark() {
      const [red = 0, green = 0, blue = 0] = read();
      return 2 * red + 7 * green + blue < 1275;
    },
  };
  brush.base('#102030');
  const [red = 0, green = 0, blue = 0] = read();
  return Math.abs(red - 16) + Math.abs(green - 32) + Math.abs(blue - 48) < 12 ? brush : undefined;
}
