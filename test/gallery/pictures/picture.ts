import { PNG } from 'pngjs';

/** Pixels as RGBA, four bytes each. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function readPng(png: Uint8Array): Picture {
  const { width, height, data } = PNG.sync.read(Buffer.from(png.buffer, png.byteOffset, png.byteLength));
  return { width, height, data };
}

/** Everything outside of the picture is left out. */
export function part({ width, height, data }: Picture, area: Area): Picture {
  const left = Math.max(0, Math.round(area.x));
  const top = Math.max(0, Math.round(area.y));
  const right = Math.min(width, Math.round(area.x + area.width));
  const bottom = Math.min(height, Math.round(area.y + area.height));
  const size = { width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
  const cut = new Uint8Array(size.width * size.height * 4);
  for (let row = 0; row < size.height; row += 1) {
    const from = ((top + row) * width + left) * 4;
    cut.set(data.subarray(from, from + size.width * 4), row * size.width * 4);
  }
  return { ...size, data: cut };
}

/** Each pixel is the mean of `by` × `by` pixels, so that how a browser smooths its edges hardly shows. */
export function shrink({ width, height, data }: Picture, by: number): Picture {
  const size = { width: Math.max(1, Math.floor(width / by)), height: Math.max(1, Math.floor(height / by)) };
  const small = new Uint8Array(size.width * size.height * 4);
  const count = by * by;
  for (let y = 0; y < size.height; y += 1)
    for (let x = 0; x < size.width; x += 1) {
      let [red, green, blue] = [0, 0, 0];
      for (let dy = 0; dy < by; dy += 1) {
        let at = ((y * by + dy) * width + x * by) * 4;
        for (let dx = 0; dx < by; dx += 1, at += 4) {
          red += data[at] ?? 0;
          green += data[at + 1] ?? 0;
          blue += data[at + 2] ?? 0;
        }
      }
      small.set([red / count, green / count, blue / count, 255], (y * size.width + x) * 4);
    }
  return { ...size, data: small };
}
