import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LAYERS } from './layer-edits';

describe('taking out a layer of the gate', () => {
  it.each(LAYERS.map((layer) => [layer.name, layer.edits] as const))('still knows the code: %s', (_, edits) => {
    const texts = new Map<string, string>();
    for (const { file, from, to } of edits) {
      const text = texts.get(file) ?? readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
      expect(text.split(from), `${file}: ${from}`).toHaveLength(2);
      texts.set(
        file,
        text.replace(from, () => to),
      );
    }
  });
});
