/** Feishu (mainland China), Lark (international), or the one private deployment that the user entered in the options. */
export type Brand = 'feishu' | 'lark' | 'custom';

export const BRANDS: readonly Brand[] = ['feishu', 'lark', 'custom'];
