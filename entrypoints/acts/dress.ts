import { RING_SHAPES } from '../../lib/task/ring-shapes';
import type { Control } from '../controls/control';
import { adopt } from './adopt';
import { drawIcon } from './icon';

/** Gives a ring the shape and colour of its state. */
export function dress({ root, ring, look }: Control): void {
  adopt(root);
  if (look) drawIcon(ring, ...RING_SHAPES[look.state]);
}
