import type { Page } from 'puppeteer';

/** Brightness, from 0 to 255, of what a picture shows. */
export interface Grounds {
  /** Just outside of a ring, at the height of its middle. */
  readonly behind: number;
  /** Just inside of its line. */
  readonly own: number;
}

/** What is really drawn around and in each ring that stands right after a link, from a picture. */
export async function groundsOf(page: Page): Promise<Grounds[]> {
  const picture = await page.screenshot({ encoding: 'base64' });
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d') as OffscreenCanvasRenderingContext2D;
    pen.drawImage(bitmap, 0, 0);
    const brightness = (x: number, y: number) => {
      const [red = 0, green = 0, blue = 0] = pen.getImageData(x, y, 1, 1).data;
      return (2 * red + 7 * green + blue) / 10;
    };
    const roots: (Document | ShadowRoot)[] = [document];
    for (const { shadowRoot } of document.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
    return roots
      .flatMap((root) => [...root.querySelectorAll('a + span')])
      .map((host) => {
        const { left, top, bottom } = host.getBoundingClientRect();
        const middle = (top + bottom) / 2;
        return { behind: brightness(left - 2, middle), own: brightness(left + 3, middle) };
      });
  }, picture);
}

/** Both dark, or both light. */
export const isRight = ({ behind, own }: Grounds) => behind < 128 === own < 128;
