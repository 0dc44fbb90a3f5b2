import { t } from '../../lib/i18n';

/** How near the limit a counter appears: a tenth of it, in characters. */
const NEAR = 0.1;

/** How many characters still fit, or are too many; nothing while there is room. */
export function Counter({ length, limit }: { length: number; limit: number }) {
  const left = limit - length;
  if (left > limit * NEAR) return null;
  return <span class={left < 0 ? 'counter overdue' : 'counter'}>{left < 0 ? over(-left, limit) : fits(left)}</span>;
}

const over = (count: number, limit: number) =>
  count === 1 ? t('one_character_over', limit) : t('characters_over', count, limit);
const fits = (count: number) => (count === 1 ? t('one_character_left') : t('characters_left', count));
