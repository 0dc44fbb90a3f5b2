import type { Layout } from './layout';
import { LOOKALIKES } from './lookalikes';
import { SHEETS } from './sheets';
import { STRUCTURES } from './structures';

/** Every ordinary layout. */
export const LAYOUTS: readonly Layout[] = [...SHEETS, ...STRUCTURES, ...LOOKALIKES];
